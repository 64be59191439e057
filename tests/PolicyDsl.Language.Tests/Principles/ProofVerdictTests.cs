using System.Numerics;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Principles;

public sealed class ProofVerdictTests
{
    private static readonly Compilation Compilation = TestCompilation.CompileWithoutErrors(
        "policy p\nusing idpc.vocabulary\nusing \"own.policy\"\ndeparts from own.departed because \"A pilot.\" until 2030-01-01\nrule users { when offence is possession then arrest }\nrule more { when homeless then arrest }\notherwise advise\n",
        ("own.policy", "using idpc.vocabulary\nprinciple own rank 2 { clause c source \"Board 1 (shall)\" never arrest when true clause departed never arrest when true clause order severity never falls as quantity rises }\n"));

    private static readonly PolicySymbol Policy = Assert.IsType<PolicySymbol>(Compilation.Policy);

    [Fact]
    public void A_violated_clause_tells_the_incident_the_decision_and_the_kinds_at_the_rule_to_blame()
    {
        var finding = Report("c", v => v with
        {
            Verdict = Verdict.Violated,
            Witness = Witness("possession"),
            Breaches = [.. Policy.Rules.Select(r => new ClauseBreach(r.Location, $"Rule `{r.Name}` decides it", r))],
            Kinds = (3, BigInteger.Pow(10, 20)),
        });
        Assert.Equal(("PD3008", Severity.Error), (finding.Id, finding.Severity));
        Assert.Equal("Clause `own.c` is violated: given offence possession, the policy decides `arrest`, by `users`; so in 3 of about 1.0 x 10^20 kinds of incident.", finding.Message);
        Assert.Equal(Policy.Rules[0].Location, finding.Location);
        Assert.Equal(["Rule `more` decides it", "the clause; its source: Board 1 (shall)"], finding.Related.Select(r => r.Message));
    }

    [Fact]
    public void A_violated_order_clause_tells_both_incidents()
    {
        var finding = Report("order", v => v with { Verdict = Verdict.Violated, Witness = Witness("possession", "supply") });
        Assert.Equal("Clause `own.order` is violated: given offence possession, the policy decides `arrest`, by `users`, but given offence supply, it decides `advise`, by `otherwise`.", finding.Message);
        Assert.Equal(Policy.Location, finding.Location);
    }

    [Fact]
    public void What_is_not_settled_is_a_warning_that_says_why()
    {
        var possible = Report("c", v => v with { Verdict = Verdict.PossiblyViolated, Reason = "no incident could be built", IndependentTerms = ["quantity * 2", "age"] });
        Assert.Equal(("PD3009", Severity.Warning, "Clause `own.c` is possibly violated: no incident could be built; treated as independent: `quantity * 2`, `age`."), (possible.Id, possible.Severity, possible.Message));
        var undecided = Report("c", v => v with { Verdict = Verdict.Undecided, Reason = "more than 1,000,000 nodes" });
        Assert.Equal(("PD3010", Severity.Warning, "Clause `own.c` is undecided: more than 1,000,000 nodes."), (undecided.Id, undecided.Severity, undecided.Message));
    }

    [Fact]
    public void A_departure_excuses_what_is_violated_and_nothing_else()
    {
        Assert.Equal("PD3007", Report("departed", v => v with { Verdict = Verdict.Violated, Witness = Witness("possession") }).Id);
        Assert.Equal("PD3009", Report("departed", v => v with { Verdict = Verdict.PossiblyViolated }).Id);
        Assert.Equal("PD3010", Report("departed", v => v with { Verdict = Verdict.Undecided }).Id);
    }

    private static Diagnostic Report(string clause, Func<ClauseVerdict, ClauseVerdict> settle)
    {
        var verdict = PrincipleChecker.Check(Policy, Compilation.Principles).Single(v => v.Clause.Name == clause);
        return Assert.Single(PrincipleChecker.Report([settle(verdict)], Policy));
    }

    private static ClauseWitness Witness(string offence, string? other = null) => ClauseWitness.Create(
        new Interpreter(Policy, Compilation.Scope),
        Compilation.Scope,
        new IncidentText(Compilation.Scope, Incident("none")),
        Incident(offence),
        [],
        DecideOptions.Default,
        other is null ? null : Incident(other));

    private static EntityInstance Incident(string offence)
    {
        var entity = Assert.IsType<EntitySymbol>(Compilation.Scope.Incident);
        var incident = new EntityInstance(entity);
        incident[entity.Fields.Single(f => f.Name == "offence")] = Value.Of(
            (long)Assert.IsType<EnumSymbol>(Compilation.Scope.Find("offence")).Members.Single(m => m.Name == offence).Ordinal);
        return incident;
    }
}
