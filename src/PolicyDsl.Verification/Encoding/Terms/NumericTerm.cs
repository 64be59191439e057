using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// A number, quantity, date or instant, cut at the constants that it is compared with. For each cut c two variables next to each other:
/// "the least that it may be is at least c" and "the most that it may be is at least c". A value that is unknown may be anything, so the first
/// is false and the second true at every cut. Open ends of ranges lie below and above all numbers.
/// Two more variables where they matter: <i>exact</i> (one value), and for coarse terms <i>unknown</i> (nothing known, which is less than any range).
/// </summary>
public sealed class NumericTerm : Term
{
    private readonly SortedSet<long> collected = [];
    private ImmutableArray<long> cuts = [];

    internal NumericTerm(TermSource source)
        : base(source)
    {
    }

    /// <summary>The cuts in ascending order, in stored units: each starts a cell, and one cell lies below them all.</summary>
    public ImmutableArray<long> Cuts => cuts;

    /// <summary>The least value of the type that is known not to be open.</summary>
    public long? Minimum => Source.Minimum;

    public int LowVariable(int cut) => FirstVariable + (2 * cut);

    public int HighVariable(int cut) => FirstVariable + (2 * cut) + 1;

    /// <summary>The variable that says that exactly one value is known; null where nobody asks.</summary>
    public int? ExactVariable => HasExact ? FirstVariable + (2 * cuts.Length) : null;

    /// <summary>The variable that says that nothing is known, of a coarse term; null where nobody asks.</summary>
    public int? UnknownVariable => HasUnknown ? FirstVariable + (2 * cuts.Length) + (HasExact ? 1 : 0) : null;

    private bool HasExact => TellsExact || (!IsCoarse && TellsUnknown);

    private bool HasUnknown => IsCoarse && TellsUnknown;

    /// <summary>The first and last value of a cell; cell 0 starts at <see cref="Value.OpenLow"/>, the last ends at <see cref="Value.OpenHigh"/>.</summary>
    public (long First, long Last) GetCell(int cell) =>
        (cell == 0 ? Value.OpenLow : cuts[cell - 1], cell == cuts.Length ? Value.OpenHigh : cuts[cell] - 1);

    public override void Write(Value value, Span<bool> block)
    {
        var (low, high) = value.Kind is ValueKind.Exact or ValueKind.Range ? (value.Low, value.High) : (Value.OpenLow, Value.OpenHigh);
        for (var i = 0; i < cuts.Length; i++)
        {
            block[2 * i] = low >= cuts[i];
            block[(2 * i) + 1] = high >= cuts[i];
        }

        if (HasExact)
        {
            block[2 * cuts.Length] = value.IsKnown;
        }

        if (HasUnknown)
        {
            block[^1] = value.Kind == ValueKind.Unknown;
        }
    }

    /// <summary>Takes over the cuts of another term while both are collected; true where there were new ones.</summary>
    internal bool TakeCutsOf(NumericTerm other)
    {
        var before = collected.Count;
        collected.UnionWith(other.collected);
        return collected.Count > before;
    }

    /// <summary>Where the least that it may be lies from <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal Diagram LowIsIn(long first, long last, IDiagramAlgebra algebra) => IsIn(first, last, 0, algebra);

    /// <summary>Where the most that it may be lies from <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal Diagram HighIsIn(long first, long last, IDiagramAlgebra algebra) => IsIn(first, last, 1, algebra);

    internal override Diagram IsExact(IDiagramAlgebra algebra)
    {
        TellsExact |= algebra.IsCollecting;
        return algebra.IsCollecting ? MaybeAlgebra.Maybe : ExactVariable is { } variable ? algebra.Variable(variable) : throw NotCollected();
    }

    internal override Diagram IsUnknown(IDiagramAlgebra algebra)
    {
        TellsUnknown |= algebra.IsCollecting;
        return algebra.IsCollecting ? MaybeAlgebra.Maybe
            : UnknownVariable is { } unknown ? algebra.Variable(unknown)
            : !IsCoarse && ExactVariable is { } exact ? algebra.Not(algebra.Variable(exact))
            : throw NotCollected();
    }

    internal override Diagram GetDomain(DiagramManager diagrams)
    {
        var algebra = new DiagramAlgebra(diagrams);
        var domain = Diagram.True;
        for (var i = 0; i < cuts.Length; i++)
        {
            var (low, high) = (diagrams.Variable(LowVariable(i)), diagrams.Variable(HighVariable(i)));
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(low), high));
            if (i > 0)
            {
                domain = diagrams.And(domain, diagrams.Or(diagrams.Not(low), diagrams.Variable(LowVariable(i - 1))));
                domain = diagrams.And(domain, diagrams.Or(diagrams.Not(high), diagrams.Variable(HighVariable(i - 1))));
            }
        }

        var known = IsCoarse ? WithinLimits(algebra) : diagrams.And(InOneCell(diagrams), WithinLimits(algebra));
        if (IsRequired && !IsCoarse)
        {
            domain = diagrams.And(domain, known);
        }
        else
        {
            domain = diagrams.And(domain, diagrams.Or(known, LooksUnknown(diagrams)));
        }

        return WithFlags(diagrams.And(domain, EndsCanBeGiven(algebra)), known, diagrams);
    }

    /// <summary>All low variables false and all high ones true.</summary>
    internal Diagram LooksUnknown(DiagramManager diagrams) => diagrams.AndAll(Enumerable.Range(0, cuts.Length).SelectMany(i => new[]
    {
        diagrams.Not(diagrams.Variable(LowVariable(i))), diagrams.Variable(HighVariable(i)),
    }));

    private protected override int CountVariables()
    {
        cuts = [.. collected];
        return (2 * cuts.Length) + (HasExact ? 1 : 0) + (HasUnknown ? 1 : 0);
    }

    /// <summary>What a known value of this term never is: below its minimum or above its maximum.</summary>
    private Diagram WithinLimits(IDiagramAlgebra algebra)
    {
        var within = Diagram.True;
        for (var i = 0; i < cuts.Length; i++)
        {
            within = cuts[i] <= Source.Minimum ? algebra.And(within, algebra.Variable(LowVariable(i))) : within;
            within = cuts[i] > Source.Maximum ? algebra.And(within, algebra.Not(algebra.Variable(HighVariable(i)))) : within;
        }

        return within;
    }

    /// <summary>
    /// Ends that are not open are numbers that data may hold, or for what is computed that a value may: so an exact value is never beyond, where
    /// arithmetic would give nothing, and a range reaches there only where it is open.
    /// </summary>
    private Diagram EndsCanBeGiven(IDiagramAlgebra algebra)
    {
        var (least, most) = Source is FieldSource ? DataLimits.Of(Type) : (Value.OpenLow + 1, Value.OpenHigh - 1);
        var given = Diagram.True;
        for (var i = 0; i < cuts.Length; i++)
        {
            var (low, high) = (algebra.Variable(LowVariable(i)), algebra.Variable(HighVariable(i)));
            given = cuts[i] <= least ? algebra.And(given, algebra.And(high, algebra.Or(algebra.Not(algebra.Variable(LowVariable(0))), low))) : given;
            given = cuts[i] > most ? algebra.And(given, algebra.And(algebra.Not(low), algebra.Or(algebra.Not(high), algebra.Variable(HighVariable(cuts.Length - 1))))) : given;
        }

        return given;
    }

    private Diagram InOneCell(DiagramManager diagrams) => diagrams.AndAll(Enumerable.Range(0, cuts.Length).Select(i =>
        diagrams.Not(diagrams.Xor(diagrams.Variable(LowVariable(i)), diagrams.Variable(HighVariable(i))))));

    private Diagram WithFlags(Diagram domain, Diagram known, DiagramManager diagrams)
    {
        if (HasExact && ExactVariable is { } exactVariable)
        {
            var exact = diagrams.Variable(exactVariable);
            var oneCell = diagrams.And(InOneCell(diagrams), known);
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(exact), oneCell));

            // A cell of one value holds no range; a term that is not coarse has none at all.
            var mustBeExact = diagrams.And(oneCell, IsCoarse ? InSingleValueCell(diagrams) : cuts.IsEmpty ? (IsRequired ? Diagram.True : Diagram.False) : Diagram.True);
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(mustBeExact), exact));
        }

        if (HasUnknown && UnknownVariable is { } unknownVariable)
        {
            var unknown = diagrams.Variable(unknownVariable);
            var mayBe = IsRequired ? Diagram.False : LooksUnknown(diagrams);
            domain = diagrams.And(domain, diagrams.Or(diagrams.Not(unknown), mayBe));
            domain = ExactVariable is { } e ? diagrams.Difference(domain, diagrams.And(unknown, diagrams.Variable(e))) : domain;
            domain = diagrams.And(domain, diagrams.Or(unknown, known));
        }

        return domain;
    }

    private Diagram InSingleValueCell(DiagramManager diagrams)
    {
        var algebra = new DiagramAlgebra(diagrams);
        return diagrams.OrAll(Enumerable.Range(0, cuts.Length + 1).Select(GetCell).Where(c => c.First == c.Last).Select(c => LowIsIn(c.First, c.Last, algebra)));
    }

    private Diagram IsIn(long first, long last, int end, IDiagramAlgebra algebra) => first > last
        ? Diagram.False
        : algebra.And(IsAtLeast(first, end, algebra), last == Value.OpenHigh ? Diagram.True : algebra.Not(IsAtLeast(last + 1, end, algebra)));

    private Diagram IsAtLeast(long cut, int end, IDiagramAlgebra algebra)
    {
        if (cut == Value.OpenLow)
        {
            return Diagram.True;
        }

        if (algebra.IsCollecting)
        {
            collected.Add(cut);
            return MaybeAlgebra.Maybe;
        }

        var index = cuts.BinarySearch(cut);
        return index >= 0 ? algebra.Variable(FirstVariable + (2 * index) + end) : throw NotCollected();
    }

    private InvalidOperationException NotCollected() => new($"`{Name}` was asked something that was not collected.");
}
