using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Interpretation.Testing;

/// <summary>
/// Runs the tests of a policy: makes each incident, lets the policy decide it, and compares the decision with what is expected. Every decision
/// carries its trace, so that a failure can be explained.
/// </summary>
public sealed class TestRunner(PolicySymbol policy, GlobalScope scope)
{
    private readonly Interpreter interpreter = new(policy, scope);
    private readonly ExpressionEvaluator evaluator = new(scope, new EvaluationInputs());
    private readonly EntityNormalizer normalizer = new(scope);
    private readonly ValueFormatter formatter = new(scope);

    /// <summary>Runs the tests that pass the filter, all of them without one.</summary>
    public TestRun Run(Func<TestSymbol, bool>? filter = null)
    {
        var coverage = new TestCoverage(interpreter, scope);
        var results = policy.Tests.Where(t => filter?.Invoke(t) != false).Select(t => RunTest(t, coverage)).ToImmutableArray();
        return new TestRun(results, coverage.RulesNotFired, coverage.ClausesNotReached);
    }

    private TestResult RunTest(TestSymbol test, TestCoverage coverage)
    {
        var cases = new List<TestCaseResult>();
        if (!test.Expectations.IsEmpty || test.Cases.IsEmpty)
        {
            cases.Add(RunCase(test, new CaseToRun(test.Name, test.Location, [], test.Expectations), coverage));
        }

        foreach (var row in test.Cases)
        {
            ImmutableArray<Expectation> expected = [new ExpectDisposition(row.Action, [], [], row.Location)];
            cases.Add(RunCase(test, new CaseToRun(NameOf(test, row), row.Location, row.Fields, expected), coverage));
        }

        return new TestResult(test, [.. cases]);
    }

    private TestCaseResult RunCase(TestSymbol test, CaseToRun toRun, TestCoverage coverage)
    {
        if (scope.Incident is not { } entity)
        {
            throw new InvalidOperationException("A policy whose vocabulary declares no incident does not compile.");
        }

        var makes = new TestIncidents(entity, evaluator);
        var incident = makes.Create([.. test.Incident?.Fields ?? [], .. toRun.Fields]);
        List<EntityInstance> earlier = [.. test.Earlier.SelectMany(e => makes.CreateEarlier(e, incident))];
        ImmutableArray<string> impossible = [.. earlier.Append(incident).SelectMany(i => FindImpossible(i, makes)).Distinct(StringComparer.Ordinal)];
        if (!impossible.IsEmpty)
        {
            return new TestCaseResult(toRun.Name, toRun.Location, impossible, incident, null);
        }

        var history = new ListedHistory(earlier);
        var decision = interpreter.Decide(incident, history, OptionsOf(test));
        coverage.Add(incident, history, decision);
        ImmutableArray<string> failures = toRun.Expectations.IsEmpty
            ? ["the test expects nothing; add an `expect` line"]
            : [.. toRun.Expectations.Select(e => ExpectationCheck.FindFailure(e, decision)).OfType<string>()];
        return new TestCaseResult(toRun.Name, toRun.Location, failures, incident, decision) { Earlier = [.. earlier], Facts = OptionsOf(test) };
    }

    /// <summary>What no data could hold: an incident that breaks its declaration proves nothing of the policy.</summary>
    private IEnumerable<string> FindImpossible(EntityInstance incident, TestIncidents makes)
    {
        var references = incident.Entity.Fields.Select(f => incident[f].Entity).OfType<EntityInstance>();
        foreach (var entity in references.Prepend(incident))
        {
            var result = normalizer.Normalize(entity);
            foreach (var invariant in result.Broken)
            {
                yield return $"what is given cannot be: `{Wanting.OneLine(invariant.Location.Text)}` is false";
            }

            foreach (var field in result.MissingRequired)
            {
                yield return $"`{field.QualifiedName}` is required and not given";
            }

            foreach (var field in result.NotCoarse)
            {
                yield return $"`{field.QualifiedName}` is not declared `coarse`, so give one value or none";
            }

            foreach (var field in result.Disagreements.Where(f => !makes.IsContradicted(entity, f)))
            {
                yield return $"what is given for `{field.QualifiedName}` is not what it is computed to be";
            }
        }
    }

    private static DecideOptions OptionsOf(TestSymbol test) => DecideOptions.WithTrace with
    {
        ActiveCrackdowns = [.. test.ActiveCrackdowns],
        AlternativesInForce = [.. test.AlternativesInForce],
        ExhaustedResources = [.. test.ExhaustedResources],
    };

    private string NameOf(TestSymbol test, TestCase row) =>
        $"{test.Name}: {string.Join(", ", row.Fields.Select(f => formatter.Format(f.Value, f.Path[^1].Type)))}";

    private sealed record CaseToRun(string Name, Location? Location, ImmutableArray<TestField> Fields, ImmutableArray<Expectation> Expectations);
}
