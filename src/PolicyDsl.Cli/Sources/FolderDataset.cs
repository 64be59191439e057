using System.Collections.Immutable;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Cli.Sources;

/// <summary>A data set that a file of a folder declares, found without compiling it. The cost is one parse of each file.</summary>
internal sealed record FolderDataset(SourceFile File, string Name)
{
    /// <summary>The data sets declared in or below those of the paths that are folders, each file once.</summary>
    public static ImmutableArray<FolderDataset> FindIn(IEnumerable<string> paths)
    {
        var folders = paths.Where(Directory.Exists).ToList();
        return folders.Count == 0 ? [] : FindAmong(SourceFiles.Read(folders));
    }

    public static ImmutableArray<FolderDataset> FindAmong(IEnumerable<SourceFile> files) =>
        [.. files.SelectMany(f => SyntaxTree.Parse(f.Source).Root.Items.OfType<DatasetSyntax>().Select(d => new FolderDataset(f, d.Name.Text)))];

    public static CommandException CreateSeveral(ImmutableArray<FolderDataset> found)
    {
        var names = found.Select(d => $"{d.File.Source.Path}:{d.Name}").ToList();
        return new CommandException(
            ExitCodes.Usage,
            $"There are several data sets: {string.Join(", ", names.Select(n => $"`{n}`"))}.",
            $"Say which, as in `--data {names[0]}`.");
    }
}
