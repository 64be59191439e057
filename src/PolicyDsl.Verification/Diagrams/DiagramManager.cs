using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Verification.Diagrams.Operations;

namespace PolicyDsl.Verification.Diagrams;

/// <summary>Makes and combines diagrams. Not safe for several threads.</summary>
/// <remarks>
/// <para><b>Representation.</b> A diagram is a graph of nodes: an inner node asks one variable and has a child for no (low) and one for yes
/// (high); a terminal holds a number. On every path variables come in ascending order. Diagrams of conditions have the terminals 0 and 1;
/// a multi-terminal diagram, such as the disposition of a policy, has any. All diagrams of a manager share the nodes of one
/// <see cref="NodeTable"/>; a <see cref="Diagram"/> is the number of its root. There are no negated edges, since a terminal other than false
/// and true has no negation; a negation is a pass over the diagram, remembered like every other.</para>
/// <para><b>Invariant.</b> No node is there twice and none has equal children, so that two diagrams are the same function exactly where
/// their numbers are equal: equality, "always" and "never" are answered in no time. A node that a diagram
/// was returned for is never changed or removed; children have lower numbers than parents. What a method returns depends only on the functions it is
/// given, and the numbers only on the calls in their order: no run differs from another.</para>
/// <para><b>Cost.</b> An operation on two diagrams takes at most one step for each pair of their nodes, thanks to the
/// <see cref="OperationCache"/>; how many nodes a diagram has depends on the order of variables, at worst exponentially. So nodes and steps
/// are counted against a <see cref="DiagramBudget"/>; past it every method may throw <see cref="BudgetExceededException"/>. That leaves
/// the manager whole, and what the method made is forgotten: the answer is "undecided", and the next question may be asked. Recursion is as deep as there are variables and moves
/// to a thread with a larger stack where this one ends.</para>
/// <para><b>Where things are.</b> This class checks what it is given and hands on; each operation is a file of Operations.</para>
/// </remarks>
public sealed class DiagramManager
{
    private readonly DiagramStore store;
    private readonly BinaryOperation<AndRule> and;
    private readonly BinaryOperation<OrRule> or;
    private readonly BinaryOperation<XorRule> xor;
    private readonly BinaryOperation<DifferenceRule> difference;
    private readonly Relation<IntersectsRule> intersects;
    private readonly Relation<ExceedsRule> exceeds;
    private readonly IteOperation ite;
    private readonly ExistsOperation exists;
    private readonly RestrictOperation restrict;
    private readonly SimplifyOperation simplify;

    public DiagramManager(int variableCount, DiagramBudget? budget = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variableCount);
        store = new DiagramStore(variableCount, budget ?? DiagramBudget.Default);
        and = new(store);
        or = new(store);
        xor = new(store);
        difference = new(store);
        intersects = new(store);
        exceeds = new(store);
        ite = new(store, and, or, difference);
        exists = new(store, or);
        restrict = new(store);
        simplify = new(store, or);
    }

    public int VariableCount => store.VariableCount;

    public int NodeCount => store.Nodes.Count;

    /// <summary>Steps taken since the question was started.</summary>
    public long StepCount => store.Steps.Taken;

    /// <summary>
    /// Removes every diagram made since there were <paramref name="count"/> nodes (<see cref="NodeCount"/>). Whoever holds one of them must not use it
    /// again: its number will be another function's.
    /// </summary>
    public void ForgetSince(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (count < NodeCount)
        {
            store.ForgetNodesFrom(count);
        }
    }

    /// <summary>Sets the count of steps back, for a new question with the whole budget.</summary>
    public void StartQuestion() => store.Steps.Reset();

    /// <summary>The variable itself; variables are ordered by their index, 0 at the top.</summary>
    public Diagram Variable(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, VariableCount);
        return Build(index, static (m, i) => m.store.Nodes.Make(i, 0, 1));
    }

    /// <summary>A constant function; 0 and 1 are false and true, other values only for multi-terminal diagrams.</summary>
    public Diagram Terminal(int value) => Build(value, static (m, v) => m.store.Nodes.GetTerminal(v));

    /// <summary>The conjunction of variables that have the given values.</summary>
    public Diagram Cube(IReadOnlyDictionary<int, bool> values) => Build(values, static (m, v) => Cubes.Make(m.store, v));

    public Diagram Not(Diagram a) => Difference(Diagram.True, a);

    public Diagram And(Diagram a, Diagram b) =>
        Build((Condition(a), Condition(b)), static (m, x) => m.and.Apply(x.Item1, x.Item2));

    public Diagram Or(Diagram a, Diagram b) =>
        Build((Condition(a), Condition(b)), static (m, x) => m.or.Apply(x.Item1, x.Item2));

    /// <summary>a and not b.</summary>
    public Diagram Difference(Diagram a, Diagram b) =>
        Build((Condition(a), Condition(b)), static (m, x) => m.difference.Apply(x.Item1, x.Item2));

    public Diagram Xor(Diagram a, Diagram b) =>
        Build((Condition(a), Condition(b)), static (m, x) => m.xor.Apply(x.Item1, x.Item2));

    /// <summary>The conjunction of all, combined as a balanced tree of neighbours, so that few operands are large; true for none.</summary>
    public Diagram AndAll(IEnumerable<Diagram> operands) =>
        Build(Conditions(operands), static (m, o) => Folding.Fold(o, 1, 0, m.and.Apply));

    /// <summary>The disjunction of all, combined as a balanced tree of neighbours, so that few operands are large; false for none.</summary>
    public Diagram OrAll(IEnumerable<Diagram> operands) =>
        Build(Conditions(operands), static (m, o) => Folding.Fold(o, 0, 1, m.or.Apply));

    /// <summary><paramref name="condition"/> is false/true only; the branches may be multi-terminal.</summary>
    public Diagram Ite(Diagram condition, Diagram whenTrue, Diagram whenFalse) =>
        Build(
            (If: Condition(condition), Then: whenTrue.Node, Else: whenFalse.Node),
            static (m, x) => m.ite.Apply(x.If, x.Then, x.Else));

    /// <summary>Whether some assignment makes both true, without building the conjunction.</summary>
    public bool Intersects(Diagram a, Diagram b) => intersects.Holds(Condition(a), Condition(b));

    /// <summary>Whether every assignment that makes <paramref name="a"/> true makes <paramref name="b"/> true.</summary>
    public bool Implies(Diagram a, Diagram b) => !exceeds.Holds(Condition(a), Condition(b));

    /// <summary>Where a multi-terminal diagram has a terminal that satisfies <paramref name="isWanted"/>.</summary>
    public Diagram Where(Diagram multiTerminal, Func<int, bool> isWanted)
    {
        var wanted = Traversal.GetTerminals(store, multiTerminal.Node).Where(isWanted).ToHashSet();
        return Build((multiTerminal.Node, wanted), static (m, x) => Traversal.ReplaceTerminals(m.store, x.Node, x.wanted));
    }

    /// <summary>For every assignment of the other variables, whether some assignment of these makes it true.</summary>
    public Diagram Exists(Diagram a, IReadOnlySet<int> variables) =>
        Build((Node: Condition(a), variables), static (m, x) => m.exists.Apply(x.Node, x.variables));

    /// <summary>With some variables fixed; works for multi-terminal diagrams too.</summary>
    public Diagram Restrict(Diagram a, IReadOnlyDictionary<int, bool> values) =>
        Build((a.Node, values), static (m, x) => m.restrict.Apply(x.Node, x.values));

    /// <summary>
    /// A diagram, often smaller, that agrees with <paramref name="a"/> wherever <paramref name="care"/> is true; anything elsewhere.
    /// Multi-terminal diagrams get no new terminals. Where care is never true, it is a itself.
    /// </summary>
    public Diagram Simplify(Diagram a, Diagram care) =>
        care.IsFalse ? a : Build((a.Node, Care: Condition(care)), static (m, x) => m.simplify.Apply(x.Node, x.Care));

    /// <summary>How many assignments of <paramref name="variables"/> (which hold the support of a) make it true.</summary>
    public BigInteger Count(Diagram a, IReadOnlyCollection<int> variables) => Counting.Count(store, Condition(a), variables);

    /// <summary>
    /// The assignment of all variables that makes <paramref name="a"/> true at the least sum of what <paramref name="blocks"/> cost; null
    /// where none does. Blocks do not overlap; variables in no block cost nothing. Among equally cheap assignments it is the one with false
    /// at the earliest variable where they differ.
    /// </summary>
    /// <param name="a">A false/true diagram.</param>
    /// <param name="blocks">Contiguous variables with what their values cost.</param>
    /// <param name="fixedValues">Values that variables must have; their cost counts. (A restricted diagram would leave them free.)</param>
    public CheapestPath? FindCheapestPath(
        Diagram a, IReadOnlyCollection<CostBlock> blocks, IReadOnlyDictionary<int, bool>? fixedValues = null) =>
        new CheapestPathSearch(store, new CostSegments(VariableCount, blocks), fixedValues ?? ImmutableDictionary<int, bool>.Empty)
            .Find(Condition(a));

    /// <summary>
    /// The cheapest assignment that makes all of several false/true diagrams true, as <see cref="FindCheapestPath"/> finds it for their
    /// conjunction, without building that: for many small diagrams whose conjunction would be large. Null where they are never all true. Which of
    /// several equally cheap ones is not said, but always the same.
    /// </summary>
    public CheapestPath? FindCheapestOfAll(IEnumerable<Diagram> conjuncts, IReadOnlyCollection<CostBlock> blocks) =>
        new ConjunctionSearch(store, new CostSegments(VariableCount, blocks)).Find(conjuncts.Select(Condition));


    /// <summary>The variables that a depends on, in order.</summary>
    public IReadOnlyList<int> Support(Diagram a) => Traversal.GetSupport(store, a.Node);

    /// <summary>The terminal that an assignment of all variables leads to.</summary>
    public int Evaluate(Diagram a, ReadOnlySpan<bool> assignment)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(assignment.Length, VariableCount, nameof(assignment));
        var node = store.Nodes[a.Node];
        while (node.Variable != NodeTable.TerminalVariable)
        {
            node = store.Nodes[assignment[node.Variable] ? node.High : node.Low];
        }

        return node.Low;
    }

    /// <summary>Nodes below a root, terminals included.</summary>
    public int CountNodes(Diagram a) => Traversal.GetNodes(store, a.Node).Count;

    public bool IsTerminal(Diagram a) => store.Nodes.IsTerminal(a.Node);

    public int TerminalOf(Diagram a) =>
        IsTerminal(a) ? store.Nodes[a.Node].Low : throw new ArgumentException("the diagram is not a terminal", nameof(a));

    public int VariableOf(Diagram a) => store.Nodes[Inner(a)].Variable;

    public Diagram Low(Diagram a) => new(store.Nodes[Inner(a)].Low);

    public Diagram High(Diagram a) => new(store.Nodes[Inner(a)].High);

    /// <summary>
    /// Does an operation; where it exceeds the budget, its nodes are forgotten. Nobody has seen them, and without them there is room again.
    /// </summary>
    private Diagram Build<TOperands>(TOperands operands, Func<DiagramManager, TOperands, int> operation)
    {
        var before = NodeCount;
        try
        {
            return new(operation(this, operands));
        }
        catch (BudgetExceededException)
        {
            store.ForgetNodesFrom(before);
            throw;
        }
    }

    /// <summary>The operands, made before the operation begins: what their making returned to others is not the operation's to forget.</summary>
    private List<int> Conditions(IEnumerable<Diagram> operands) => operands.Select(Condition).ToList();

    private int Condition(Diagram a) =>
        store.Nodes.IsMultiTerminal(a.Node) ? throw new ArgumentException("the diagram has terminals other than false and true", nameof(a)) : a.Node;

    private int Inner(Diagram a) =>
        IsTerminal(a) ? throw new ArgumentException("the diagram is a terminal and has no variable", nameof(a)) : a.Node;
}
