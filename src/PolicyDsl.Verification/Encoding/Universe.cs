using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Every kind of incident that one or several policies can tell apart: a finite product of terms, each with its states of knowledge. Policies of one
/// universe share terms and diagrams, so their decisions can be compared; they must share a vocabulary.
/// Made in two passes over the same expressions: the first collects terms and constants, the second makes diagrams.
/// </summary>
public sealed class Universe
{
    private readonly Dictionary<Term, Diagram> domains = [];

    private Universe(ImmutableArray<ModelledPolicy> policies, DiagramBudget budget)
    {
        var table = new TermTable();
        var axioms = Collect(policies, table);
        table.Freeze(axioms.Arrange());
        Diagrams = new DiagramManager(table.VariableCount, budget);
        Terms = [.. table.Terms];
        OrderedCounts = axioms.Ordered;
        Models = [.. policies.Select(p => new PolicyModel(this, p, CreateEncoder(new DiagramAlgebra(Diagrams), table, p)))];
        Valid = new Validity(this, table, axioms).Encode(CreateEncoder(new DiagramAlgebra(Diagrams), table, policies[0]));
    }

    public DiagramManager Diagrams { get; }

    /// <summary>In order of their variables.</summary>
    public ImmutableArray<Term> Terms { get; }

    public int VariableCount => Diagrams.VariableCount;

    /// <summary>The incidents that there are: the states of knowledge that values can have, no broken invariant, histories that belong together.</summary>
    public Diagram Valid { get; }

    /// <summary>One for each policy, in the order given.</summary>
    public ImmutableArray<PolicyModel> Models { get; }

    /// <summary>Counts of earlier incidents of which the first is never more than the second.</summary>
    internal ImmutableArray<(NumericTerm Fewer, NumericTerm More)> OrderedCounts { get; }

    /// <exception cref="BudgetExceededException">Where the policies are too large to model.</exception>
    public static Universe Create(IEnumerable<ModelledPolicy> policies, DiagramBudget? budget = null) => new([.. policies], budget ?? DiagramBudget.Default);

    /// <summary>
    /// Begins a question with the whole budget for steps. When it is disposed of, what was made for it is forgotten, so that many questions do not share the budget
    /// for nodes: no diagram made in between may be used afterwards.
    /// </summary>
    public IDisposable Ask()
    {
        Diagrams.StartQuestion();
        return new Question(this, Diagrams.NodeCount);
    }

    /// <summary>The kind of a concrete incident: the value of every variable.</summary>
    /// <param name="model">The policy whose symbols the incident is made of.</param>
    public bool[] Abstract(PolicyModel model, EntityInstance incident, IIncidentHistory history, DecideOptions facts)
    {
        var reading = new Reading(model.Interpreter, incident, history, facts);
        var assignment = new bool[VariableCount];
        foreach (var term in Terms)
        {
            term.Write(term.Source.Read(reading), assignment.AsSpan(term.FirstVariable, term.VariableCount));
        }

        return assignment;
    }

    /// <summary>The states of knowledge that a term can have.</summary>
    internal Diagram GetDomain(Term term)
    {
        if (!domains.TryGetValue(term, out var domain))
        {
            domains[term] = domain = term.GetDomain(Diagrams);
        }

        return domain;
    }

    /// <summary>The term that a variable belongs to.</summary>
    public Term GetTerm(int variable)
    {
        var (low, high) = (0, Terms.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Terms[middle].FirstVariable <= variable ? (middle, high) : (low, middle - 1);
        }

        return Terms[low];
    }

    /// <summary>Forgetting takes a pass over all that is left, so little is not forgotten.</summary>
    private void ForgetSince(int count)
    {
        const int Little = 20_000;
        if (Diagrams.NodeCount - count <= Little)
        {
            return;
        }

        foreach (var model in Models)
        {
            model.ForgetSince(count);
        }

        Diagrams.ForgetSince(count);
    }

    private sealed class Question(Universe universe, int count) : IDisposable
    {
        public void Dispose() => universe.ForgetSince(count);
    }

    private static ExpressionEncoder CreateEncoder(IDiagramAlgebra algebra, TermTable table, ModelledPolicy policy) =>
        new(algebra, table, [.. policy.Scope.All<ActionSymbol>()]);

    private static HistoryAxioms Collect(ImmutableArray<ModelledPolicy> policies, TermTable table)
    {
        foreach (var policy in policies)
        {
            var encoder = CreateEncoder(new MaybeAlgebra(), table, policy);
            PolicyReads.Collect(policy, encoder, table);
        }

        // Invariants bring terms in, and those the invariants of what they refer to.
        for (var known = -1; known != table.Terms.Count;)
        {
            known = table.Terms.Count;
            Validity.CollectInvariants(table, policies[0].Scope, CreateEncoder(new MaybeAlgebra(), table, policies[0]));
        }

        var axioms = new HistoryAxioms(table, policies[0].Scope);
        axioms.Collect();
        return axioms;
    }
}
