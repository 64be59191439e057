using System.Collections.Immutable;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Cli.Commands;

/// <summary>The steps before a verb that needs one policy that compiles, and their messages.</summary>
internal static class PolicyPreparation
{
    /// <summary>Compiles a policy with the file of its data set. A folder stands for the only policy in it and the only data set.</summary>
    /// <param name="read">Is given the files that were read.</param>
    /// <param name="inputName">What standard input is called, where it is named.</param>
    public static CompiledPolicy Compile(string path, string? data, HashSet<string> read, out DataChoice choice, string? inputName = null)
    {
        var files = SourceFiles.Read([path], inputName);
        var policy = files.Length == 1 ? files[0] : FindOnlyPolicy(path, files);
        choice = DataChoice.Read(data, ProjectConfiguration.Load(RootFolder.Find(policy.FullPath)), Directory.Exists(path) ? FolderDataset.FindAmong(files) : []);
        var compiled = CompiledPolicy.Compile(policy, choice.Added);
        read.UnionWith(compiled.FilePaths);
        return compiled;
    }

    private static SourceFile FindOnlyPolicy(string path, ImmutableArray<SourceFile> files)
    {
        ImmutableArray<SourceFile> policies = [.. files.Where(f => PolicyFiles.IsPolicy(f.Source))];
        return policies.Length switch
        {
            1 => policies[0],
            0 => throw new CommandException(ExitCodes.Usage, $"None of the {files.Length} files in `{path}` is a policy.", "A policy file begins with `policy name \"Title\"`."),
            _ => throw new CommandException(
                ExitCodes.Usage,
                $"`{path}` has {policies.Length} policies, and this verb takes one: {string.Join(", ", policies.Select(f => $"`{f.Source.Path}`"))}.",
                $"Name the one that is meant, as in `{policies[0].Source.Path}`."),
        };
    }

    /// <summary>Prints what does not compile to standard error; the exit code, or null where all compiles.</summary>
    public static int? ReportErrors(CompiledPolicy compiled, Terminal terminal)
    {
        if (!compiled.Compilation.HasErrors)
        {
            return null;
        }

        Print(compiled.Compilation.Diagnostics.Where(d => d.Severity == Severity.Error), terminal);
        return ExitCodes.DoesNotCompile;
    }

    /// <summary>Prints why a data set could not be loaded.</summary>
    public static int ReportData(LoadReport load, Terminal terminal)
    {
        Print(load.Diagnostics, terminal);
        return ExitCodes.Data;
    }

    public static PolicySymbol GetPolicy(CompiledPolicy compiled) => compiled.Compilation.Policy
        ?? throw new CommandException(ExitCodes.Usage, $"`{compiled.File.Source.Path}` declares no policy.", "A policy file begins with `policy name \"Title\"`.");

    public static void Print(IEnumerable<Diagnostic> diagnostics, Terminal terminal)
    {
        terminal.Output.Flush();
        PrettyDiagnostics.Write(DiagnosticOrder.Sort(diagnostics), terminal.Error, new RenderOptions(terminal.ErrorHasColor, terminal.IsVerbose));
    }
}
