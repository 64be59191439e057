using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Explanations;
using PolicyDsl.Verification.Counterfactuals;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Cli.Commands;

/// <summary>An incident to be explained, from data or from a test, with its earlier incidents and what holds of operations.</summary>
internal sealed record ExplainedIncident(string Id, string Place, EntityInstance Incident, IIncidentHistory History, DecideOptions Facts)
{
    /// <summary>The incident of a test, or of the first row of its table.</summary>
    public static ExplainedIncident OfTest(CompiledPolicy compiled, PolicySymbol policy, string title)
    {
        if (policy.Tests.All(t => t.Name != title))
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"`{compiled.File.Source.Path}` has no test \"{title}\".",
                policy.Tests.IsEmpty ? "It has none at all." : $"The first are {string.Join(", ", policy.Tests.Take(3).Select(t => $"\"{t.Name}\""))}.");
        }

        var ran = new TestRunner(policy, compiled.Compilation.Scope).Run(t => t.Name == title).Results[0].Cases[0];
        if (ran.Decision is null)
        {
            throw new CommandException(ExitCodes.Usage, $"The incident of the test \"{title}\" cannot be: {string.Join("; ", ran.Failures)}.");
        }

        return new ExplainedIncident(ran.Incident.Id, $"test \"{ran.Name}\"", ran.Incident, new ListedHistory(ran.Earlier), ran.Facts);
    }

    public IncidentExplanation Explain(CompiledPolicy compiled, PolicySymbol policy, Provenance provenance, bool isCounterfactual, CancellationToken cancellation)
    {
        var scope = compiled.Compilation.Scope;
        var decision = new Interpreter(policy, scope).Decide(Incident, History, Facts with { Trace = true });
        var explainer = new Explainer(scope);
        return new IncidentExplanation(provenance, policy.Name, Id, Place, explainer.Describe(Incident), explainer.Explain(decision, Incident))
        {
            Counterfactuals = isCounterfactual ? new CounterfactualReport(FindCounterfactuals(compiled, policy, cancellation), new ValueFormatter(scope)) : null,
        };
    }

    /// <summary>Null where the policy is too large.</summary>
    private CounterfactualResult? FindCounterfactuals(CompiledPolicy compiled, PolicySymbol policy, CancellationToken cancellation)
    {
        try
        {
            var universe = Universe.Create([new ModelledPolicy(policy, compiled.Compilation.Scope)], new DiagramBudget { Cancellation = cancellation });
            return new CounterfactualFinder(universe.Models[0]).Find(Incident, History, Facts);
        }
        catch (BudgetExceededException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }
}
