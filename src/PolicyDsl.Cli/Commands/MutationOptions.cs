using System.CommandLine;
using System.Globalization;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Tests;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Cli.Commands;

/// <summary><c>--mutate</c> and what belongs to it: small changes of each policy, which its tests and clauses should notice.</summary>
internal sealed class MutationOptions
{
    private const int DefaultLimit = 1_000;

    private readonly Option<bool> mutate = new("--mutate")
    {
        Description = "Make small changes in each policy and list those that no test and no clause notices.",
    };

    private readonly Option<string?> minScore = new("--min-score")
    {
        Description = "With --mutate: the least share of changes that have to be noticed, as 80%; below it the exit code is 1.",
        HelpName = "PERCENT",
    };

    private readonly Option<int> maximum = new("--max-mutants")
    {
        Description = "With --mutate: how many changes of each policy to try at most; of more a sample is tried, the same each time.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultLimit,
    };

    public void AddTo(Command command)
    {
        command.Add(mutate);
        command.Add(minScore);
        command.Add(maximum);
    }

    public bool IsAsked(ParseResult result) => result.GetValue(mutate);

    /// <exception cref="CommandException">It is no share, or there is nothing that it could be a share of.</exception>
    public double? GetMinScore(ParseResult result)
    {
        if (result.GetValue(minScore) is not { } word)
        {
            return null;
        }

        if (!IsAsked(result))
        {
            throw new CommandException(ExitCodes.Usage, "`--min-score` is about the changes that `--mutate` makes.", "Add `--mutate`.");
        }

        return word.EndsWith('%') && double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent / 100
            : throw new CommandException(ExitCodes.Usage, $"`--min-score {word}` is no share.", "Write it from `0%` to `100%`, as in `--min-score 80%`.");
    }

    /// <summary>Tries the mutants of a policy whose tests pass.</summary>
    public MutationRun Run(ParseResult result, CommandHost host, CompiledPolicy compiled, Func<TestSymbol, bool>? filter)
    {
        var limit = result.GetValue(maximum);
        if (limit < 1)
        {
            throw new CommandException(ExitCodes.Usage, $"`--max-mutants {limit}` tries nothing.", "Give a number from 1 on.");
        }

        var mutants = MutantGenerator.Generate(compiled.Compilation, compiled.IsOwn);
        var compiler = compiled.CreateMutantCompiler();
        var tester = new MutationTester(
            compiler.Compile,
            [new TestJudge(filter), ClauseJudge.OfDeclarations(compiled.Compilation)],
            new DiagramComparer(compiled.Compilation, compiler, new DiagramBudget { Cancellation = host.CancellationToken }));
        return ProgressBar.RunCounted(host, "Trying changes", Math.Min(limit, mutants.Length), progress => tester.Run(mutants, limit, progress, host.CancellationToken));
    }

    /// <summary>The exit code that the mutants of all policies give.</summary>
    public static int Judge(TestReport report)
    {
        var runs = report.Policies.Select(p => p.Mutation).OfType<MutationRun>().ToList();
        if (report.MinScore is not { } least)
        {
            return runs.Exists(r => r.Undecided > 0) ? ExitCodes.Undecided : ExitCodes.Holds;
        }

        return runs.Exists(r => MutationSentences.Judge(r, least) == false) ? ExitCodes.Findings
            : runs.Exists(r => MutationSentences.Judge(r, least) is null) ? ExitCodes.Undecided
            : ExitCodes.Holds;
    }
}
