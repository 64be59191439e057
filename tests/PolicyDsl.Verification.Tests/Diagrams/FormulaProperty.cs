using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using Xunit.Sdk;

namespace PolicyDsl.Verification.Tests.Diagrams;

/// <summary>
/// Checks a property of random formulas of up to <see cref="Variables"/> variables, all in one manager, so that results of earlier cases
/// are found by later ones. A failure is shrunk in new managers, and told with its seed.
/// </summary>
internal sealed class FormulaProperty(int seed, int cases)
{
    public const int Variables = 10;

    public const int Assignments = 1 << Variables;

    /// <summary>How many formulas the property is about; those from <see cref="FirstMultiTerminal"/> on may have any terminals.</summary>
    public int Formulas { get; init; } = 2;

    public int FirstMultiTerminal { get; init; } = int.MaxValue;

    private static readonly bool[][] Bits = Enumerable.Range(0, Assignments)
        .Select(a => Enumerable.Range(0, Variables).Select(i => ((a >> i) & 1) == 1).ToArray()).ToArray();

    public delegate void Property(DiagramManager diagrams, ImmutableArray<Formula> formulas, Random random);

    public void Holds(Property property)
    {
        var random = new Random(seed);
        var diagrams = new DiagramManager(Variables);
        for (var i = 0; i < cases; i++)
        {
            var formulas = Enumerable.Range(0, Formulas).Select(f => MakeFormula(random, 2 + random.Next(6), f)).ToImmutableArray();
            var caseSeed = random.Next();
            diagrams.StartQuestion();
            if (FindFailure(property, diagrams, formulas, caseSeed) is { } failure)
            {
                throw new XunitException(Describe(property, formulas, caseSeed, failure));
            }
        }
    }

    /// <summary>The values of a diagram for all assignments.</summary>
    public static int[] Tabulate(DiagramManager diagrams, Diagram diagram) =>
        Enumerable.Range(0, Assignments).Select(a => diagrams.Evaluate(diagram, ToBits(a))).ToArray();

    public static int[] Tabulate(Func<int, int> function) => Enumerable.Range(0, Assignments).Select(function).ToArray();

    public static bool[] ToBits(int assignment) => Bits[assignment];

    private static string? FindFailure(Property property, DiagramManager diagrams, ImmutableArray<Formula> formulas, int caseSeed)
    {
        try
        {
            property(diagrams, formulas, new Random(caseSeed));
            return null;
        }
        catch (Exception exception)
        {
            return exception.Message;
        }
    }

    private string Describe(Property property, ImmutableArray<Formula> formulas, int caseSeed, string failure)
    {
        var alone = FindFailure(property, new DiagramManager(Variables), formulas, caseSeed);
        if (alone is null)
        {
            return FormattableString.Invariant($"seed {seed}, case seed {caseSeed}, only after the cases before it: {string.Join(" ; ", formulas)}: {failure}");
        }

        var (smallest, message) = (formulas, alone);
        while (FindSmaller(property, smallest, caseSeed) is { } smaller)
        {
            (smallest, message) = smaller;
        }

        return FormattableString.Invariant($"seed {seed}, case seed {caseSeed}: {string.Join(" ; ", smallest)}: {message}");
    }

    private static (ImmutableArray<Formula> Formulas, string Message)? FindSmaller(
        Property property, ImmutableArray<Formula> formulas, int caseSeed)
    {
        for (var i = 0; i < formulas.Length; i++)
        {
            foreach (var shrunk in formulas[i].Shrink())
            {
                var candidate = formulas.SetItem(i, shrunk);
                if (FindFailure(property, new DiagramManager(Variables), candidate, caseSeed) is { } message)
                {
                    return (candidate, message);
                }
            }
        }

        return null;
    }

    private Formula MakeFormula(Random random, int depth, int index) =>
        index >= FirstMultiTerminal ? MakeMultiTerminal(random, depth) : MakeCondition(random, depth);

    private static Formula MakeCondition(Random random, int depth)
    {
        if (depth == 0 || random.Next(8) == 0)
        {
            return random.Next(12) == 0 ? new ConstantFormula(random.Next(2)) : new VariableFormula(random.Next(Variables));
        }

        var connective = (Connective)random.Next(6);
        var parts = connective switch { Connective.Not => 1, Connective.Ite => 3, _ => 2 };
        return new ConnectedFormula(connective, Enumerable.Range(0, parts).Select(_ => MakeCondition(random, depth - 1)).ToImmutableArray());
    }

    private static Formula MakeMultiTerminal(Random random, int depth) => depth == 0 || random.Next(8) == 0
        ? new ConstantFormula(random.Next(-2, 5))
        : new ConnectedFormula(
            Connective.Ite,
            [MakeCondition(random, Math.Min(depth, 3)), MakeMultiTerminal(random, depth - 1), MakeMultiTerminal(random, depth - 1)]);
}
