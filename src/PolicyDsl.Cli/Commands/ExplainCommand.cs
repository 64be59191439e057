using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Explanations;

namespace PolicyDsl.Cli.Commands;

/// <summary>
/// <c>explain TOPIC</c>: a finding, a concept, a clause or a principle; <c>explain FILE --data D --id X</c>: what the policy decides for one
/// incident, and why; with <c>--counterfactual</c> also what would have led elsewhere.
/// </summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string> topic = new("TOPIC")
    {
        Description = "PD2001 or its slug; a concept such as balloon-effect; a clause or principle such as partnership; a word such as divert or cannabis; or a policy file, with --data and --id, or with --test.",
    };

    private readonly Argument<string?> policyFile = new("FILE")
    {
        Description = "A policy whose own principles and words are looked at, too.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> data = Arguments.CreateData("The data set of the incident.");
    private readonly Option<string?> id = new("--id") { Description = "The incident.", HelpName = "ID" };
    private readonly Option<string?> test = new("--test") { Description = "The incident of a test in the policy file.", HelpName = "TITLE" };
    private readonly Option<bool> counterfactual = new("--counterfactual")
    {
        Description = "Also the smallest changes of fields that lead to another decision, and whether protected fields make a difference.",
    };

    private readonly ReportOptions reports = new(ReportFormat.Pretty, ReportFormat.Json, ReportFormat.Markdown);
    private readonly CommandHost host;

    private ExplainCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new ExplainCommand(host);
        var command = new Command("explain", "Explain an incident's decision, a finding, a clause, a concept or a word of the vocabulary.")
        {
            verb.topic, verb.policyFile, verb.data, verb.id, verb.test, verb.counterfactual,
        };
        verb.reports.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        var word = result.GetValue(topic) ?? "";
        var isCounterfactual = result.GetValue(counterfactual);
        if (result.GetValue(test) is { } title)
        {
            return result.GetValue(id) is null
                ? ExplainTest(word, title, isCounterfactual, targets)
                : throw new CommandException(ExitCodes.Usage, "`--id` and `--test` name two incidents.", "Give one of them.");
        }

        if (result.GetValue(id) is { } incident)
        {
            return ExplainIncident(word, result.GetValue(data), incident, isCounterfactual, targets);
        }

        if (isCounterfactual || word.EndsWith(".policy", StringComparison.Ordinal) || (result.GetValue(data) is not null && Directory.Exists(word)))
        {
            throw new CommandException(ExitCodes.Usage, "Which incident?", $"`policydsl explain {word} --data my-data.policy --id 17` explains what the policy decides for incident 17.");
        }

        var page = Topics.Find(word, result.GetValue(policyFile));
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => TopicRenderer.Write(page, format, output, options));
        return ExitCodes.Holds;
    }

    private int ExplainTest(string path, string title, bool isCounterfactual, ImmutableArray<ReportTarget> targets)
    {
        var compiled = PolicyPreparation.Compile(path, null, [], out _);
        if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
        {
            return code;
        }

        var policy = PolicyPreparation.GetPolicy(compiled);
        return Write(ExplainedIncident.OfTest(compiled, policy, title).Explain(compiled, policy, CompiledPolicy.MakeProvenance([compiled]), isCounterfactual, host.CancellationToken), targets);
    }

    private int ExplainIncident(string path, string? given, string incidentId, bool isCounterfactual, ImmutableArray<ReportTarget> targets)
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
        var place = $"{found.Place.File}, line {found.Place.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        var incident = new ExplainedIncident(found.Id, place, found.Instance, incidents.History, DecideOptions.Default);
        var provenance = CompiledPolicy.MakeProvenance([compiled]) with { Data = DataLoading.Hash(load.Report) };
        return Write(incident.Explain(compiled, policy, provenance, isCounterfactual, host.CancellationToken), targets);
    }

    private int Write(IncidentExplanation report, ImmutableArray<ReportTarget> targets)
    {
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => IncidentRenderer.Write(report, format, output, options));
        return report.Counterfactuals is { Result: null } ? ExitCodes.Undecided : ExitCodes.Holds;
    }
}
