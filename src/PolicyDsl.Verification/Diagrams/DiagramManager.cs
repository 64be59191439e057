using System.Numerics;

namespace PolicyDsl.Verification.Diagrams;

/// <summary>Makes and combines diagrams. Not safe for several threads.</summary>
public sealed class DiagramManager
{
    public DiagramManager(int variableCount, DiagramBudget? budget = null) => throw new NotSupportedException();

    public int VariableCount => throw new NotSupportedException();

    public int NodeCount => throw new NotSupportedException();

    /// <summary>Sets the count of steps back, for a new question with the whole budget.</summary>
    public void StartQuestion() => throw new NotSupportedException();

    /// <summary>The variable itself; variables are ordered by their index, 0 at the top.</summary>
    public Diagram Variable(int index) => throw new NotSupportedException();

    /// <summary>A constant function; 0 and 1 are false and true, other values only for multi-terminal diagrams.</summary>
    public Diagram Terminal(int value) => throw new NotSupportedException();

    public Diagram Not(Diagram a) => throw new NotSupportedException();

    public Diagram And(Diagram a, Diagram b) => throw new NotSupportedException();

    public Diagram Or(Diagram a, Diagram b) => throw new NotSupportedException();

    /// <summary>a and not b.</summary>
    public Diagram Difference(Diagram a, Diagram b) => throw new NotSupportedException();

    public Diagram Xor(Diagram a, Diagram b) => throw new NotSupportedException();

    public Diagram AndAll(IEnumerable<Diagram> operands) => throw new NotSupportedException();

    public Diagram OrAll(IEnumerable<Diagram> operands) => throw new NotSupportedException();

    /// <summary><paramref name="condition"/> is false/true only; the branches may be multi-terminal.</summary>
    public Diagram Ite(Diagram condition, Diagram whenTrue, Diagram whenFalse) => throw new NotSupportedException();

    /// <summary>Whether some assignment makes both true, without building the conjunction.</summary>
    public bool Intersects(Diagram a, Diagram b) => throw new NotSupportedException();

    /// <summary>Whether every assignment that makes <paramref name="a"/> true makes <paramref name="b"/> true.</summary>
    public bool Implies(Diagram a, Diagram b) => throw new NotSupportedException();

    /// <summary>Where a multi-terminal diagram has a terminal that satisfies <paramref name="isWanted"/>.</summary>
    public Diagram Where(Diagram multiTerminal, Func<int, bool> isWanted) => throw new NotSupportedException();

    /// <summary>For every assignment of the other variables, whether some assignment of these makes it true.</summary>
    public Diagram Exists(Diagram a, IReadOnlySet<int> variables) => throw new NotSupportedException();

    /// <summary>With some variables fixed; works for multi-terminal diagrams too.</summary>
    public Diagram Restrict(Diagram a, IReadOnlyDictionary<int, bool> values) => throw new NotSupportedException();

    /// <summary>A diagram, often smaller, that agrees with <paramref name="a"/> wherever <paramref name="care"/> is true; anything elsewhere.</summary>
    public Diagram Simplify(Diagram a, Diagram care) => throw new NotSupportedException();

    /// <summary>How many assignments of <paramref name="variables"/> (which hold the support of a) make it true.</summary>
    public BigInteger Count(Diagram a, IReadOnlyCollection<int> variables) => throw new NotSupportedException();

    /// <summary>The variables that a depends on, in order.</summary>
    public IReadOnlyList<int> Support(Diagram a) => throw new NotSupportedException();

    /// <summary>The terminal that an assignment of all variables leads to.</summary>
    public int Evaluate(Diagram a, ReadOnlySpan<bool> assignment) => throw new NotSupportedException();

    /// <summary>Nodes below a root, terminals included.</summary>
    public int CountNodes(Diagram a) => throw new NotSupportedException();

    public bool IsTerminal(Diagram a) => throw new NotSupportedException();

    public int TerminalOf(Diagram a) => throw new NotSupportedException();

    public int VariableOf(Diagram a) => throw new NotSupportedException();

    public Diagram Low(Diagram a) => throw new NotSupportedException();

    public Diagram High(Diagram a) => throw new NotSupportedException();
}
