using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tables;

/// <summary>
/// Reads a graph of questions off the diagram of a policy's disposition: all variables of a term make one question, and the states of knowledge that lead to the
/// same place one edge.
/// <para>Invariant: following the answers of any possible incident ends at its outcome.</para>
/// Cost: for each node of the graph one walk for each state of its term.
/// </summary>
/// <param name="model">The policy.</param>
/// <param name="isForPartlyKnown">Whether incidents count of which something is unknown or known in part; else the answers are known ones.</param>
public sealed class PolicyGrapher(PolicyModel model, bool isForPartlyKnown = false)
{
    private const int MostStates = 2_000;

    private readonly Universe universe = model.Universe;
    private readonly TermNames names = new(model);
    private readonly Dictionary<Term, ImmutableArray<bool[]>> states = [];

    private DiagramManager Diagrams => universe.Diagrams;

    /// <param name="mostNodes">More are not drawn.</param>
    /// <exception cref="GraphTooLargeException">There are more.</exception>
    /// <exception cref="BudgetExceededException">The policy is too large.</exception>
    public PolicyGraph Create(int mostNodes)
    {
        Diagrams.StartQuestion();
        var root = Diagrams.Simplify(model.Disposition, isForPartlyKnown ? universe.Valid : Diagrams.And(universe.Valid, WhollyKnown.OfAll(model)));
        var places = new Dictionary<Diagram, int> { [root] = 0 };
        var order = new List<Diagram> { root };
        var nodes = ImmutableArray.CreateBuilder<GraphNode>();
        for (var i = 0; i < order.Count; i++)
        {
            if (Diagrams.IsTerminal(order[i]))
            {
                nodes.Add(new GraphNode(NameOf(Diagrams.TerminalOf(order[i])), IsOutcome: true, []));
                continue;
            }

            var term = universe.GetTerm(Diagrams.VariableOf(order[i]));
            var edges = ImmutableArray.CreateBuilder<GraphEdge>();
            foreach (var (target, leading) in Targets(order[i], term))
            {
                if (places.TryAdd(target, order.Count))
                {
                    order.Add(target);
                }

                edges.Add(new GraphEdge([.. Describe(term, leading)], places[target]) { States = [.. leading] });
            }

            if (order.Count > mostNodes)
            {
                throw new GraphTooLargeException(string.Create(CultureInfo.InvariantCulture, $"The diagram has more than {mostNodes} nodes."));
            }

            nodes.Add(new GraphNode(NameOf(term), IsOutcome: false, edges.ToImmutable()) { Term = term });
        }

        return new PolicyGraph(nodes.ToImmutable());
    }

    /// <summary>Where all is known, what is given is what is computed.</summary>
    private string NameOf(Term term) => !isForPartlyKnown && term.Source is FieldSource ? term.Name : names.NameOf(term);

    /// <summary>Where all is known, all is certain.</summary>
    private string Answer(string text) => isForPartlyKnown ? text : text.Replace("certainly not ", "not ", StringComparison.Ordinal);

    private string NameOf(int terminal) => terminal switch
    {
        0 => "outside the scope",
        1 => "no decision",
        _ => model.Actions[terminal - 2].Name,
    };

    /// <summary>Where the states of a term lead, in order of the first state.</summary>
    private List<(Diagram Target, List<bool[]> Leading)> Targets(Diagram node, Term term)
    {
        var found = new List<(Diagram Target, List<bool[]> Leading)>();
        foreach (var state in StatesOf(term))
        {
            var target = node;
            while (!Diagrams.IsTerminal(target) && Diagrams.VariableOf(target) is var variable && variable < term.FirstVariable + term.VariableCount)
            {
                target = state[variable - term.FirstVariable] ? Diagrams.High(target) : Diagrams.Low(target);
            }

            var place = found.FindIndex(f => f.Target == target);
            if (place < 0)
            {
                found.Add((target, [state]));
            }
            else
            {
                found[place].Leading.Add(state);
            }
        }

        return found;
    }

    private Diagram DomainOf(Term term) => isForPartlyKnown ? term.GetDomain(Diagrams) : Diagrams.And(term.GetDomain(Diagrams), WhollyKnown.Of(term, Diagrams));

    private ImmutableArray<bool[]> StatesOf(Term term)
    {
        if (!states.TryGetValue(term, out var all))
        {
            var found = new List<bool[]>();
            Enumerate(DomainOf(term), term, new bool[term.VariableCount], 0, found);
            states[term] = all = [.. found];
        }

        return all;
    }

    private void Enumerate(Diagram domain, Term term, bool[] block, int index, List<bool[]> found)
    {
        if (domain.IsFalse)
        {
            return;
        }

        if (found.Count > MostStates)
        {
            throw new GraphTooLargeException($"`{term.Name}` has too many answers to be drawn.");
        }

        if (index == block.Length)
        {
            found.Add([.. block]);
            return;
        }

        var isAsked = !Diagrams.IsTerminal(domain) && Diagrams.VariableOf(domain) == term.FirstVariable + index;
        foreach (var value in (ReadOnlySpan<bool>)[false, true])
        {
            block[index] = value;
            Enumerate(!isAsked ? domain : value ? Diagrams.High(domain) : Diagrams.Low(domain), term, block, index + 1, found);
        }

        block[index] = false;
    }

    /// <summary>Words for the states: each of the conditions covers some of them and none of the others.</summary>
    private IEnumerable<string> Describe(Term term, List<bool[]> leading)
    {
        var wanted = Diagrams.OrAll(leading.Select(s => Cube(term, s)));
        var others = Diagrams.Difference(DomainOf(term), wanted);
        if (others.IsFalse)
        {
            yield return "any";
            yield break;
        }

        var left = wanted;
        var assignment = new bool[universe.VariableCount];
        foreach (var state in leading.OrderBy(IsVague))
        {
            state.CopyTo(assignment, term.FirstVariable);
            if (Diagrams.Evaluate(left, assignment) != 1)
            {
                continue;
            }

            var condition = Widen(TermCondition.Of(term, assignment), others);
            left = Diagrams.Difference(left, condition.Encode(Diagrams));
            yield return Answer(TableCells.Write(condition.Describe(names), names.NameOf(term)));
        }

        bool IsVague(bool[] state)
        {
            var unknown = new bool[term.VariableCount];
            term.Write(default, unknown);
            return state.AsSpan().SequenceEqual(unknown);
        }
    }

    private BoxCondition Widen(BoxCondition condition, Diagram others)
    {
        foreach (var widen in isForPartlyKnown ? condition.Widenings() : condition.CertainWidenings())
        {
            while (widen.Step(condition) is { } wider && !Diagrams.Intersects(wider.Encode(Diagrams), others))
            {
                condition = wider;
            }
        }

        return condition;
    }

    private Diagram Cube(Term term, bool[] state) => Diagrams.Cube(state.Index().ToDictionary(s => term.FirstVariable + s.Index, s => s.Item));
}
