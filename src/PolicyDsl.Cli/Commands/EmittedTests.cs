using System.Collections.Immutable;
using System.Text;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Cli.Sources;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Cli.Commands;

/// <summary>
/// <c>--emit-tests DIR</c>: each incident that a proof shows as a file of its own, a policy that amends the one checked and has one test. A file is written
/// only where its test compiles and fails. The first line says that the tool wrote it and about which policy; only such files are replaced, and
/// removed once the finding is gone.
/// </summary>
internal sealed class EmittedTests
{
    private const string Marker = "// Written by policydsl check --emit-tests about ";
    private const string MarkerEnd = ". Replaced by the next run; rename it, and take this line out, to keep it.";

    private readonly string folder;

    public EmittedTests(string folder) => this.folder = folder;

    /// <summary>Whether a source is a test that an earlier run wrote here: such files are not checked, which would find everything once more.</summary>
    public bool IsOwn(SourceFile source) => source.FullPath.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && HasMarker(source.Source.Text);

    /// <summary>Writes the tests of policies, and removes those of findings that are gone.</summary>
    /// <exception cref="CommandException">The folder is elsewhere, or a file of that name is somebody's own.</exception>
    public void Write(IEnumerable<CheckedPolicy> checks, CommandHost host)
    {
        var (written, removed) = (0, 0);
        foreach (var check in checks.Where(c => c.Proof is not null))
        {
            var path = FindPathTo(check.Policy.File);
            var files = Compose(check, path, host);
            CheckNames(files.Keys);
            CreateFolder();
            foreach (var (name, text) in files)
            {
                AtomicFile.Replace(Path.Combine(folder, name), writer => writer.Write(text));
                written++;
            }

            foreach (var stale in FindWritten(path).Where(f => !files.ContainsKey(Path.GetFileName(f))).ToList())
            {
                File.Delete(stale);
                removed++;
            }
        }

        var gone = removed == 0 ? "" : $", {Phrase.Count(removed, "file")} of findings that are gone removed";
        host.Terminal.WriteNote($"{Phrase.Count(written, "test")} written to {folder}{gone}.");
    }

    /// <summary>The path by which a test in the folder uses the policy.</summary>
    private string FindPathTo(SourceFile policy)
    {
        var test = Path.Combine(Path.GetFullPath(folder), "test.policy");
        if (!File.Exists(policy.FullPath))
        {
            throw new CommandException(ExitCodes.Usage, "`--emit-tests` needs a policy that lies in a file: a test uses it by its path.", "Name the file in place of `-`.");
        }

        if (RootFolder.Find(policy.FullPath) is var root && (!IsInside(Path.GetFullPath(folder), root.FullPath) || RootFolder.Find(test).FindInside(policy.FullPath) is null))
        {
            throw new CommandException(
                ExitCodes.Usage,
                $"A test in `{folder}` could not use `{policy.Source.Path}`: a policy reads only files in or below its own folder, or that of the nearest `{RootFolder.ConfigurationName}` above it.",
                $"Name the folder of the policy, or one below a `{RootFolder.ConfigurationName}` that lies above both.");
        }

        return Path.GetRelativePath(Path.GetFullPath(folder), policy.FullPath).Replace('\\', '/');
    }

    private static bool IsInside(string path, string root) => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private SortedDictionary<string, string> Compose(CheckedPolicy check, string path, CommandHost host)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (check is not { Proof: { } proof, Policy: { Compilation: { Policy: { } policy } compilation } })
        {
            return files;
        }

        var writer = new TestWriter(policy, compilation.Scope);
        foreach (var test in WitnessTests.Find(proof, compilation.Actions))
        {
            var name = $"{policy.Name}.{test.Name}.policy";
            var text = $"{Marker}{path}{MarkerEnd}\npolicy {ToName(policy.Name, test.Name)} amends {policy.Name}\n\nusing \"{path}\"\n\n{writer.Write(test.Test)}";
            if (Fails(name, text))
            {
                files[name] = text;
            }
            else
            {
                host.Terminal.WriteNote($"No test could be written that shows `{test.Name}`.");
            }
        }

        return files;
    }

    /// <summary>Whether a test compiles where it is to lie, and fails as long as the policy is what it is.</summary>
    private bool Fails(string name, string text)
    {
        var full = Path.Combine(Path.GetFullPath(folder), name);
        var compilation = CompiledPolicy.Compile(new SourceFile(new SourceText(text, name), full), []).Compilation;
        return !compilation.HasErrors && compilation.Policy is { } policy && new TestRunner(policy, compilation.Scope).Run() is { Passed: false };
    }

    private void CheckNames(IEnumerable<string> names)
    {
        var taken = names.Select(n => Path.Combine(folder, n)).Where(p => Path.Exists(p) && !HasMarker(ReadFirstLine(p))).ToList();
        if (taken.Count > 0)
        {
            throw new CommandException(ExitCodes.Usage, $"`{taken[0]}` is no test that `--emit-tests` wrote; nothing was written.", "Rename it, or name another folder.");
        }
    }

    private IEnumerable<string> FindWritten(string path) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.policy").Where(f => ReadFirstLine(f) == $"{Marker}{path}{MarkerEnd}").Order(StringComparer.Ordinal)
        : [];

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Undecided, $"The folder `{folder}` cannot be made: {e.Message}");
        }
    }

    private static string ReadFirstLine(string path) => File.Exists(path) ? File.ReadLines(path).FirstOrDefault() ?? "" : "";

    private static bool HasMarker(string text) => text.StartsWith(Marker, StringComparison.Ordinal);

    private static string ToName(string policy, string test)
    {
        var name = new StringBuilder(policy);
        foreach (var c in "_" + test)
        {
            name.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return name.ToString();
    }
}
