using System.Collections.Immutable;
using System.CommandLine;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Policies;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>render FILE</c>: the policy as a decision table, a diagram, or prose.</summary>
internal sealed class RenderCommand
{
    private const int DefaultRows = 40;
    private const int DefaultNodes = 300;

    private readonly Argument<string> file = new("FILE") { Description = "A policy file, or a folder with one policy." };
    private readonly Option<int> rows = new("--rows") { Description = "The most rows of a table; what they do not show is counted.", HelpName = "N", DefaultValueFactory = _ => DefaultRows };
    private readonly Option<int> nodes = new("--nodes") { Description = "The most nodes of a diagram.", HelpName = "N", DefaultValueFactory = _ => DefaultNodes };
    private readonly Option<bool> partly = new("--partly-known") { Description = "Rows and answers also for incidents of which something is unknown or known in part." };
    private readonly ReportOptions reports = new(
        ReportFormat.Pretty, ReportFormat.Table, ReportFormat.Dot, ReportFormat.Markdown, ReportFormat.Prose, ReportFormat.Json);

    private readonly CommandHost host;

    private RenderCommand(CommandHost host) => this.host = host;

    public static Command Create(CommandHost host)
    {
        var verb = new RenderCommand(host);
        var command = new Command("render", "Show a policy as a decision table, a diagram, or prose.") { verb.file, verb.rows, verb.nodes, verb.partly };
        verb.reports.AddTo(command);
        command.SetAction(verb.Run);
        return command;
    }

    private int Run(ParseResult result)
    {
        var targets = reports.GetTargets(result);
        var (mostRows, mostNodes) = (AtLeastOne(result, rows), AtLeastOne(result, nodes));
        var compiled = PolicyPreparation.Compile(result.GetValue(file) ?? "", null, [], out _);
        if (PolicyPreparation.ReportErrors(compiled, host.Terminal) is { } code)
        {
            return code;
        }

        var policy = PolicyPreparation.GetPolicy(compiled);
        var picture = Draw(compiled, policy, [.. targets.Select(t => t.Format)], result.GetValue(partly), mostRows, mostNodes);
        ReportOptions.Write(host.Terminal, targets, (format, output, options) => PolicyPictureRenderer.Write(picture, format, output, options));
        return ExitCodes.Holds;
    }

    private PolicyPicture Draw(CompiledPolicy compiled, PolicySymbol policy, ImmutableArray<ReportFormat> formats, bool isForPartlyKnown, int mostRows, int mostNodes)
    {
        var picture = new PolicyPicture(CompiledPolicy.MakeProvenance([compiled]), policy, null, null);
        if (formats.All(f => f == ReportFormat.Prose))
        {
            return picture;
        }

        try
        {
            var budget = new DiagramBudget { Cancellation = host.CancellationToken };
            var model = Universe.Create([new ModelledPolicy(policy, compiled.Compilation.Scope)], budget).Models[0];
            return picture with
            {
                Graph = formats.Contains(ReportFormat.Dot) ? new PolicyGrapher(model, isForPartlyKnown).Create(mostNodes) : null,
                Table = formats.Any(f => f is not (ReportFormat.Dot or ReportFormat.Prose)) ? new PolicyTabulator(model, isForPartlyKnown).Create(mostRows) : null,
            };
        }
        catch (GraphTooLargeException e)
        {
            throw new CommandException(ExitCodes.Undecided, e.Message, "`--nodes` with a larger number draws more; `--format table` shows the policy in rows.");
        }
        catch (BudgetExceededException)
        {
            host.CancellationToken.ThrowIfCancellationRequested();
            throw new CommandException(ExitCodes.Undecided, $"`{policy.Name}` is too large to be read off its diagram within the budget.", "`--format prose` tells its rules one by one.");
        }
    }

    private static int AtLeastOne(ParseResult result, Option<int> option) => result.GetValue(option) is > 0 and var given
        ? given
        : throw new CommandException(ExitCodes.Usage, $"`{option.Name}` is a whole number from 1.");
}
