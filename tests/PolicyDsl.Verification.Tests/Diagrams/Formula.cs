using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Tests.Diagrams;

internal enum Connective
{
    Not,
    And,
    Or,
    Xor,
    Difference,
    Ite,
}

/// <summary>A formula over variables, with a value of its own for every assignment (bit i is variable i), independent of diagrams.</summary>
internal abstract record Formula
{
    public abstract int Evaluate(int assignment);

    public abstract Diagram Build(DiagramManager diagrams);

    /// <summary>Smaller formulas of the same kind, most promising first.</summary>
    public abstract IEnumerable<Formula> Shrink();
}

internal sealed record ConstantFormula(int Value) : Formula
{
    public override int Evaluate(int assignment) => Value;

    public override Diagram Build(DiagramManager diagrams) => diagrams.Terminal(Value);

    public override IEnumerable<Formula> Shrink() => Value == 0 ? [] : [new ConstantFormula(0)];

    public override string ToString() => FormattableString.Invariant($"{Value}");
}

internal sealed record VariableFormula(int Index) : Formula
{
    public override int Evaluate(int assignment) => (assignment >> Index) & 1;

    public override Diagram Build(DiagramManager diagrams) => diagrams.Variable(Index);

    public override IEnumerable<Formula> Shrink() =>
        Index == 0 ? [new ConstantFormula(0)] : [new ConstantFormula(0), new VariableFormula(Index - 1)];

    public override string ToString() => FormattableString.Invariant($"x{Index}");
}

internal sealed record ConnectedFormula(Connective Connective, ImmutableArray<Formula> Parts) : Formula
{
    public override int Evaluate(int assignment) => Connective switch
    {
        Connective.Not => 1 - Parts[0].Evaluate(assignment),
        Connective.And => Parts[0].Evaluate(assignment) & Parts[1].Evaluate(assignment),
        Connective.Or => Parts[0].Evaluate(assignment) | Parts[1].Evaluate(assignment),
        Connective.Xor => Parts[0].Evaluate(assignment) ^ Parts[1].Evaluate(assignment),
        Connective.Difference => Parts[0].Evaluate(assignment) & (1 - Parts[1].Evaluate(assignment)),
        _ => Parts[Parts[0].Evaluate(assignment) == 1 ? 1 : 2].Evaluate(assignment),
    };

    public override Diagram Build(DiagramManager diagrams)
    {
        var parts = Parts.Select(p => p.Build(diagrams)).ToList();
        return Connective switch
        {
            Connective.Not => diagrams.Not(parts[0]),
            Connective.And => diagrams.And(parts[0], parts[1]),
            Connective.Or => diagrams.Or(parts[0], parts[1]),
            Connective.Xor => diagrams.Xor(parts[0], parts[1]),
            Connective.Difference => diagrams.Difference(parts[0], parts[1]),
            _ => diagrams.Ite(parts[0], parts[1], parts[2]),
        };
    }

    public override IEnumerable<Formula> Shrink()
    {
        foreach (var part in Connective == Connective.Ite ? Parts.Skip(1) : Parts)
        {
            yield return part;
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            foreach (var smaller in Parts[i].Shrink())
            {
                yield return this with { Parts = Parts.SetItem(i, smaller) };
            }
        }
    }

    public override string ToString() => $"{Connective}({string.Join(", ", Parts)})";
}
