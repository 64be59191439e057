using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Explanations;

namespace PolicyDsl.Cli.Commands;

/// <summary>
/// <c>explain TOPIC</c>: a finding, a concept, a clause or a principle; <c>explain FILE --data D --id X</c>: what the policy decides for one
/// incident, and why.
/// </summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string> topic = new("TOPIC")
    {
        Description = "PD2001 or its slug; a concept such as balloon-effect; a clause or principle such as partnership; a word such as divert or cannabis; or a policy file, with --data and --id.",
    };

    private readonly Argument<string?> policyFile = new("FILE")
    {
        Description = "A policy whose own principles and words are looked at, too.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> data = Arguments.CreateData("The data set of the incident.");
    private readonly Option<string?> id = new("--id") { Description = "The incident.", HelpName = "ID" };
    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Json, ReportFormat.Markdown);
    private readonly CommandHost host;

    private ExplainCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new ExplainCommand(host);
        var command = new Command("explain", "Explain an incident's decision, a finding, a clause, a concept or a word of the vocabulary.") { verb.topic, verb.policyFile, verb.data, verb.id };
        verb.reports.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        var word = result.GetValue(topic) ?? "";
        if (result.GetValue(id) is { } incident)
        {
            return ExplainIncident(word, result.GetValue(data), incident, targets);
        }

        if (word.EndsWith(".policy", StringComparison.Ordinal) || (result.GetValue(data) is not null && Directory.Exists(word)))
        {
            throw new CommandException(ExitCodes.Usage, "Which incident?", $"`policydsl explain {word} --data my-data.policy --id 17` explains what the policy decides for incident 17.");
        }

        var page = Topics.Find(word, result.GetValue(policyFile));
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => TopicRenderer.Write(page, format, output, options));
        return ExitCodes.Holds;
    }

    private int ExplainIncident(string path, string? given, string incidentId, System.Collections.Immutable.ImmutableArray<ReportTarget> targets)
    {
        var compiled = PolicyPreparation.Compile(path, given, [], out var choice);
        if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
        {
            return code;
        }

        var policy = PolicyPreparation.GetPolicy(compiled);
        var load = DataLoading.Load(compiled, choice.Choose(compiled.Compilation), isStrict: false, rejectsPath: null, host);
        if (load.Data is not { } incidents)
        {
            return PolicyPreparation.ReportData(load.Report, host.Terminal);
        }

        var found = incidents.Find(incidentId) ?? throw new CommandException(
            ExitCodes.Usage,
            $"The data set `{incidents.Dataset.Name}` has no incident `{incidentId}`.",
            incidents.Incidents.IsEmpty ? "It has none at all." : $"The first are {string.Join(", ", incidents.Incidents.Take(3).Select(i => $"`{i.Id}`"))}.");
        var scope = compiled.Compilation.Scope;
        var decision = new Interpreter(policy, scope).Decide(found.Instance, incidents.History, DecideOptions.WithTrace);
        var explainer = new Explainer(scope);
        var report = new IncidentExplanation(
            CompiledPolicy.MakeProvenance([compiled]) with { Data = DataLoading.Hash(load.Report) },
            policy.Name,
            found.Id,
            $"{found.Place.File}, line {found.Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            explainer.Describe(found.Instance),
            explainer.Explain(decision, found.Instance));
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => IncidentRenderer.Write(report, format, output, options));
        return ExitCodes.Holds;
    }
}
