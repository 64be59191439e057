using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>
/// Applies configured severities and suppressions to findings, compilation by compilation. A suppressed finding stays in the list with its
/// reason. A suppression that met nothing in any of them, or whose day is past, is a finding itself, told by <see cref="FindIdle"/> once all
/// is seen: a file may be part of several compilations, and an entry of the configuration about many files.
/// </summary>
public sealed class FindingFilter
{
    private readonly ConfigurationFile configuration;
    private readonly DateOnly asOf;
    private readonly SortedDictionary<string, ImmutableArray<SuppressionComment>> comments = new(StringComparer.Ordinal);
    private readonly HashSet<(string Path, int Line, DiagnosticDescriptor Descriptor)> usedComments = [];
    private readonly HashSet<ConfiguredSuppression> usedEntries = new(ReferenceEqualityComparer.Instance);

    /// <param name="configuration">What the configuration file says.</param>
    /// <param name="asOf">The day against which the ends of suppressions are held.</param>
    public FindingFilter(ConfigurationFile configuration, DateOnly asOf)
    {
        this.configuration = configuration;
        this.asOf = asOf;
    }

    /// <summary>The findings of one compilation, in their order, after those about suppressions that cannot be read.</summary>
    /// <param name="findings">All findings about <paramref name="trees"/>.</param>
    /// <param name="trees">The files that the user wrote.</param>
    /// <param name="getPath">The path of a source relative to the folder of the configuration file, with forward slashes.</param>
    public ImmutableArray<Diagnostic> Apply(IEnumerable<Diagnostic> findings, IEnumerable<SyntaxTree> trees, Func<SourceText, string> getPath)
    {
        var result = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var tree in trees)
        {
            var (read, unreadable) = SuppressionComments.Read(tree);
            comments[getPath(tree.Source)] = read;
            result.AddRange(unreadable.Select(WithSeverity).OfType<Diagnostic>());
        }

        foreach (var finding in findings)
        {
            if (WithSeverity(finding) is { } kept)
            {
                var reason = FindReason(kept, getPath, out var isInSource);
                result.Add(kept with { Suppression = reason, IsSuppressedInSource = isInSource });
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Suppressions that met no finding so far, and those whose day is past.</summary>
    public ImmutableArray<Diagnostic> FindIdle()
    {
        var ofComments = comments.SelectMany(f => f.Value.Select(c => Judge(usedComments.Contains((f.Key, c.Line, c.Descriptor)), c.Descriptor, c.Until, c.Location)));
        var ofEntries = configuration.Suppressions
            .Where(s => comments.Keys.Any(s.Covers))
            .Select(s => Judge(usedEntries.Contains(s), s.Descriptor, s.Until, s.Location));
        return [.. ofComments.Concat(ofEntries).OfType<Diagnostic>().Select(WithSeverity).OfType<Diagnostic>()];
    }

    private Diagnostic? WithSeverity(Diagnostic finding)
    {
        // A stage may have settled on another severity than the default one; only what was configured changes that.
        var severity = configuration.GetSeverity(finding.Descriptor);
        return severity == finding.Descriptor.DefaultSeverity ? finding
            : severity == Severity.None ? null
            : finding with { Severity = severity };
    }

    private string? FindReason(Diagnostic finding, Func<SourceText, string> getPath, out bool isInSource)
    {
        isInSource = false;
        if (finding.Location is not { } location || !FindingKinds.MayBeConfigured(finding.Descriptor))
        {
            return null;
        }

        var (path, line) = (getPath(location.Source), location.Start.Line);
        var comment = comments.GetValueOrDefault(path, []).FirstOrDefault(c => c.Descriptor == finding.Descriptor && c.Line == line);
        if (comment is not null)
        {
            usedComments.Add((path, line, finding.Descriptor));
            isInSource = !IsOver(comment.Until);
            return isInSource ? comment.Reason : null;
        }

        var entry = configuration.Suppressions.FirstOrDefault(s => s.Descriptor == finding.Descriptor && s.Covers(path));
        if (entry is null)
        {
            return null;
        }

        usedEntries.Add(entry);
        return IsOver(entry.Until) ? null : entry.Reason;
    }

    private Diagnostic? Judge(bool isUsed, DiagnosticDescriptor descriptor, DateOnly? until, Location location)
    {
        if (!isUsed)
        {
            return Diagnostic.Create(SuppressionFindings.Unused, location, descriptor.Id) with { Hint = "Remove it." };
        }

        return until is { } day && IsOver(day)
            ? Diagnostic.Create(SuppressionFindings.Over, location, descriptor.Id, day.ToString("O", CultureInfo.InvariantCulture)) with
            {
                Hint = "Mend the finding, or give the suppression a later end and a reason for it.",
            }
            : null;
    }

    private bool IsOver(DateOnly? until) => until is { } day && asOf > day;
}
