using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>A way of widening a condition.</summary>
/// <param name="Step">Gives a wider condition, or null where it has nothing to add; repeated for as long as what it gives fits.</param>
/// <param name="MustAddKinds">Whether it is worth its words only where it lets kinds of incident in that there are.</param>
internal readonly record struct Widening(Func<BoxCondition, BoxCondition?> Step, bool MustAddKinds = false);

/// <summary>
/// A condition of a box, in a shape that has words. It begins as what holds of one concrete kind of incident and is widened step by step while the
/// box around it stays within what is wanted.
/// </summary>
internal abstract class BoxCondition
{
    /// <summary>Where the condition holds.</summary>
    public abstract Diagram Encode(DiagramManager diagrams);

    /// <summary>
    /// Ways of widening, the most telling first. One that does not fit never fits later, as boxes only grow.
    /// </summary>
    public abstract IEnumerable<Widening> Widenings();

    /// <summary>Those after which the condition still says what is certain: the last is from "is" to "may be".</summary>
    public virtual IEnumerable<Widening> CertainWidenings() => Widenings().SkipLast(1);

    /// <summary>In an author's words, without the words around it.</summary>
    public abstract string Describe(TermNames names);
}

/// <summary>A condition on what is known of one term; meant together with the term's domain.</summary>
internal abstract class TermCondition(Term term) : BoxCondition
{
    public Term Term { get; } = term;

    /// <summary>The state that an assignment of all variables gives a term.</summary>
    public static TermCondition Of(Term term, ReadOnlySpan<bool> assignment)
    {
        var block = assignment.Slice(term.FirstVariable, term.VariableCount);
        return term switch
        {
            NumericTerm numeric => NumericCondition.Of(numeric, block),
            MemberTerm member => MemberCondition.Of(member, block),
            _ => new FlagsCondition(term, [.. block.ToArray().Select(b => (bool?)b)]),
        };
    }

    /// <summary>The conjunction of some variables and negated variables.</summary>
    protected static Diagram EncodeFlags(DiagramManager diagrams, params IEnumerable<(int? Variable, bool? Value)> flags) =>
        diagrams.AndAll(flags.Where(f => f is { Variable: not null, Value: not null }).Select(f =>
        {
            var variable = diagrams.Variable(f.Variable.GetValueOrDefault());
            return f.Value == true ? variable : diagrams.Not(variable);
        }));

    /// <summary>The state in which nothing is known of the term.</summary>
    protected Diagram EncodeUnknown(DiagramManager diagrams)
    {
        var block = new bool[Term.VariableCount];
        Term.Write(default, block);
        return EncodeFlags(diagrams, block.Select((value, i) => ((int?)(Term.FirstVariable + i), (bool?)value)));
    }
}
