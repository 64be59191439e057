using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Clauses;

/// <summary>Each policy that breaks a logical or order clause carries the incidents that show it as its own tests.</summary>
public sealed class BreakingIncidentTests
{
    public static TheoryData<string, string> BadLogical => CompiledSample.Rows(areGood: false, typeof(LogicalForm));

    public static TheoryData<string, string> BadOrder => CompiledSample.Rows(areGood: false, typeof(NeverFallsForm));

    [Theory]
    [MemberData(nameof(BadLogical))]
    public void The_incident_breaks_the_clause(string clause, string name)
    {
        var sample = CompiledSample.Get(clause, name);
        var form = Assert.IsType<LogicalForm>(sample.Clause.Form, exactMatch: false);

        var (incident, decision) = Assert.Single(RunTests(sample));

        // The clauses of the library look at no history; the trial would need it otherwise.
        Assert.Empty(Dependencies.HistoriesOf(form.When, form.Unless));
        var trial = ClauseTrial.Try(form, new Interpreter(sample.Policy, sample.Compilation.Scope), incident, NoHistory.Instance, decision);
        Assert.True(trial.IsBroken, $"{clause}/{name}: the clause applies {trial.Applies}, is excused {trial.IsExempt}, the answer is wrong {trial.IsAnswerWrong}");
    }

    [Theory]
    [MemberData(nameof(BadOrder))]
    public void Two_incidents_show_how_severity_falls(string clause, string name)
    {
        var sample = CompiledSample.Get(clause, name);
        var term = RisingTerm.Of(sample.Clause);

        var pair = RunTests(sample);

        Assert.Equal(2, pair.Count);
        var (lower, higher) = (pair[0], pair[1]);
        Assert.True(term.FindValue(lower.Incident) < term.FindValue(higher.Incident), "the second incident must have the higher value");
        Assert.True(Severity(higher.Decision) < Severity(lower.Decision), "severity must fall");
        Assert.Empty(term.OtherDifferences(lower.Incident, higher.Incident));
    }

    private static int Severity(Decision decision) => decision.Action?.Severity ?? 0;

    private static List<(EntityInstance Incident, Decision Decision)> RunTests(CompiledSample sample)
    {
        var run = new TestRunner(sample.Policy, sample.Compilation.Scope).Run();
        Assert.All(run.Results, r => Assert.True(r.Passed, $"{r.Test.Name}: {r.Message}"));
        return [.. run.Results.SelectMany(r => r.Cases).Select(c => (c.Incident, c.Decision ?? throw new InvalidOperationException("No decision.")))];
    }
}
