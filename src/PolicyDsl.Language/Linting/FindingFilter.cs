using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>
/// Applies configured severities and suppressions to findings. A suppressed finding stays in the list with its reason; a suppression that
/// met nothing, or whose day is past, is a finding itself. The order of the findings is kept.
/// </summary>
public sealed class FindingFilter
{
    private readonly ConfigurationFile configuration;
    private readonly Func<SourceText, string> getRelativePath;
    private readonly DateOnly asOf;
    private readonly HashSet<object> used = new(ReferenceEqualityComparer.Instance);

    /// <param name="configuration">What the configuration file says.</param>
    /// <param name="getRelativePath">The path of a source relative to the folder of the configuration file, with forward slashes.</param>
    /// <param name="asOf">The day against which the ends of suppressions are held.</param>
    public FindingFilter(ConfigurationFile configuration, Func<SourceText, string> getRelativePath, DateOnly asOf)
    {
        this.configuration = configuration;
        this.getRelativePath = getRelativePath;
        this.asOf = asOf;
    }

    /// <param name="findings">All findings about <paramref name="trees"/>.</param>
    /// <param name="trees">The files that the user wrote.</param>
    public ImmutableArray<Diagnostic> Apply(IEnumerable<Diagnostic> findings, IEnumerable<SyntaxTree> trees)
    {
        var result = ImmutableArray.CreateBuilder<Diagnostic>();
        var comments = new Dictionary<SourceText, ImmutableArray<SuppressionComment>>(ReferenceEqualityComparer.Instance);
        foreach (var tree in trees)
        {
            var (read, unreadable) = SuppressionComments.Read(tree);
            comments[tree.Source] = read;
            result.AddRange(unreadable.Select(WithSeverity).OfType<Diagnostic>());
        }

        foreach (var finding in findings)
        {
            if (WithSeverity(finding) is { } kept)
            {
                var reason = FindReason(kept, comments, out var isInSource);
                result.Add(kept with { Suppression = reason, IsSuppressedInSource = isInSource });
            }
        }

        result.AddRange(FindIdle(comments).Select(WithSeverity).OfType<Diagnostic>());
        return result.ToImmutable();
    }

    private Diagnostic? WithSeverity(Diagnostic finding)
    {
        // A stage may have settled on another severity than the default one; only what was configured changes that.
        var severity = configuration.GetSeverity(finding.Descriptor);
        return severity == finding.Descriptor.DefaultSeverity ? finding
            : severity == Severity.None ? null
            : finding with { Severity = severity };
    }

    private string? FindReason(Diagnostic finding, Dictionary<SourceText, ImmutableArray<SuppressionComment>> comments, out bool isInSource)
    {
        isInSource = false;
        if (finding.Location is not { } location || !FindingKinds.MayBeConfigured(finding.Descriptor))
        {
            return null;
        }

        var line = location.Start.Line;
        var comment = comments.GetValueOrDefault(location.Source, []).FirstOrDefault(c => c.Descriptor == finding.Descriptor && c.Line == line);
        if (comment is not null)
        {
            used.Add(comment);
            isInSource = !IsOver(comment.Until);
            return isInSource ? comment.Reason : null;
        }

        var path = getRelativePath(location.Source);
        var entry = configuration.Suppressions.FirstOrDefault(s => s.Descriptor == finding.Descriptor && s.Covers(path));
        if (entry is null)
        {
            return null;
        }

        used.Add(entry);
        return IsOver(entry.Until) ? null : entry.Reason;
    }

    private IEnumerable<Diagnostic> FindIdle(Dictionary<SourceText, ImmutableArray<SuppressionComment>> comments)
    {
        foreach (var comment in comments.Values.SelectMany(c => c))
        {
            if (Judge(comment, comment.Descriptor, comment.Until, comment.Location) is { } finding)
            {
                yield return finding;
            }
        }

        var paths = comments.Keys.Select(getRelativePath).ToList();
        foreach (var entry in configuration.Suppressions.Where(s => paths.Exists(s.Covers)))
        {
            if (Judge(entry, entry.Descriptor, entry.Until, entry.Location) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private Diagnostic? Judge(object suppression, DiagnosticDescriptor descriptor, DateOnly? until, Location location)
    {
        if (!used.Contains(suppression))
        {
            return Diagnostic.Create(SuppressionFindings.Unused, location, descriptor.Id) with { Hint = "Remove it." };
        }

        return IsOver(until)
            ? Diagnostic.Create(SuppressionFindings.Over, location, descriptor.Id, until?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)) with
            {
                Hint = "Mend the finding, or give the suppression a later end and a reason for it.",
            }
            : null;
    }

    private bool IsOver(DateOnly? until) => until is { } day && asOf > day;
}
