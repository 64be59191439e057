using System.Collections.Immutable;
using PolicyDsl.Cli.Configuration;
using PolicyDsl.Cli.Hosting;
using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>
/// The data set that a command line means: <c>FILE</c> or <c>FILE:NAME</c> for a file that declares one, <c>NAME</c> for one that the policy
/// itself uses, nothing for the only one there is. Flag before <c>POLICYDSL_DATA</c> before configuration before what lies in a folder that
/// stands for a policy. The data set of a folder is a choice only while the policy uses no other.
/// </summary>
internal sealed record DataChoice(string? Given, SourceFile? File, string? Name)
{
    private const string Extension = ".policy";

    public ImmutableArray<SourceFile> Added => File is null ? [] : [File];

    /// <summary>The data sets declared in the folders that were named, where nothing else says which is meant.</summary>
    public ImmutableArray<FolderDataset> InFolder { get; init; } = [];

    /// <summary>Whether data was asked for at all.</summary>
    public bool IsGiven => Given is not null;

    /// <param name="inFolder">The data sets declared in the folders that were named on the command line.</param>
    public static DataChoice Read(string? flag, ProjectConfiguration project, ImmutableArray<FolderDataset> inFolder = default)
    {
        var given = flag ?? Settings.FindVariable("DATA") ?? (project.File.Data is { } configured ? ShownPath.Of(Path.Combine(project.Root.FullPath, configured)) : null);
        if (given is null)
        {
            ImmutableArray<FolderDataset> found = inFolder.IsDefault ? [] : inFolder;
            return new DataChoice(null, found.Length == 1 ? found[0].File : null, null) { InFolder = found };
        }

        var cut = given.LastIndexOf(Extension + ":", StringComparison.Ordinal);
        var (path, name) = cut < 0 ? (given, null) : (given[..(cut + Extension.Length)], given[(cut + Extension.Length + 1)..]);
        if (path.EndsWith(Extension, StringComparison.Ordinal))
        {
            return new DataChoice(given, SourceFiles.Read([path])[0], name);
        }

        return System.IO.File.Exists(path) || path.Contains('/', StringComparison.Ordinal)
            ? throw new CommandException(
                ExitCodes.Usage,
                $"`{given}` declares no data set.",
                $"Data is described by a file that ends in {Extension}; `policydsl data describe {given} --draft my-data{Extension}` drafts one.")
            : new DataChoice(given, null, given);
    }

    /// <summary>The data set meant, among those of the compilation.</summary>
    public DatasetSymbol Choose(Compilation compilation)
    {
        var declared = compilation.Datasets.Where(d => File is null || !IsGiven || d.Location?.Source == File.Source).ToList();
        var where = File is null || !IsGiven ? "The policy uses" : $"`{File.Source.Path}` declares";
        if (Name is { } name)
        {
            return declared.Find(d => d.Name == name) ?? throw CreateUnknown(name, declared, where);
        }

        return declared.Count switch
        {
            1 => declared[0],
            _ when InFolder.Length > 1 => throw FolderDataset.CreateSeveral(InFolder),
            0 => throw new CommandException(
                ExitCodes.Usage,
                $"{where} no data set.",
                "Name one with `--data FILE.policy`; `policydsl data describe FILE.csv --draft my-data.policy` drafts its declaration."),
            _ => throw new CommandException(
                ExitCodes.Usage,
                $"{where} several data sets: {string.Join(", ", declared.Select(d => $"`{d.Name}`"))}.",
                $"Say which, as in `--data {(File is null || !IsGiven ? "" : File.Source.Path + ":")}{declared[0].Name}`."),
        };
    }

    private static CommandException CreateUnknown(string name, List<DatasetSymbol> declared, string where)
    {
        var nearest = Spelling.FindNearest(name, declared.Select(d => d.Name));
        return new CommandException(
            ExitCodes.Usage,
            $"{where} no data set `{name}`.",
            nearest is not null ? $"Did you mean `{nearest}`?"
                : declared.Count > 0 ? $"There is {string.Join(", ", declared.Select(d => $"`{d.Name}`"))}."
                : "Name the file that declares it, as in `--data my-data.policy`.");
    }
}
