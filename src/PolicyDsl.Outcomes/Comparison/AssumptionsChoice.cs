using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Which assumptions a comparison uses: those named, else the first that the policies' own files declare; never some made up.</summary>
internal sealed record AssumptionsChoice(AssumptionTable? Table, string? WhyNone)
{
    private const string LibraryPrefix = "idpc.";
    private const string DetectedOffences = "drug_offences";

    public static AssumptionsChoice Make(ComparisonRequest request)
    {
        var declared = request.Policies.SelectMany(p => p.Scope.All<AssumptionsSymbol>()).DistinctBy(a => a.Name, StringComparer.Ordinal).ToList();
        var chosen = request.Assumptions is { } name
            ? declared.Find(a => a.Name == name)
            : declared.Find(a => a.Location?.Source.Path.StartsWith(LibraryPrefix, StringComparison.Ordinal) != true);
        if (chosen is null)
        {
            return new AssumptionsChoice(null, WhyNot(request.Assumptions, [.. declared.Select(a => a.Name)]));
        }

        var left = request.CountsDetectedOffences ? [] : request.Policies[0].Scope.Find(DetectedOffences) is SetSymbol set ? set.Members.Select(m => m.Name) : [];
        return new AssumptionsChoice(new AssumptionTable(chosen, [.. left]), null);
    }

    /// <summary>The assumptions in use, and those that figures would need and that are not there.</summary>
    public AssumptionsInUse? InUse(IEnumerable<Figure> figures, IEnumerable<string> missing) => Table is null
        ? null
        : new AssumptionsInUse(
            Table.Symbol.Name,
            Table.Symbol.DisplayName,
            Table.Symbol.Currency,
            [.. figures.SelectMany(f => f.Assumptions).GroupBy(u => (u.Kind, u.Subject)).Select(g => g.First() with { Uses = g.Max(u => u.Uses) })],
            [.. missing.Distinct(StringComparer.Ordinal)],
            !Table.LeftOutOffences.IsEmpty,
            [.. Table.LeftOutOffences.Order(StringComparer.Ordinal)]);

    private static string WhyNot(string? asked, ImmutableArray<string> declared)
    {
        var known = declared.IsEmpty ? "none are declared" : $"declared are {string.Join(", ", declared.Select(d => $"`{d}`"))}";
        if (asked is null)
        {
            return $"No assumptions are in use, so cost, officer hours and harm are not told: {known}; choose with --assumptions.";
        }

        var nearest = Spelling.FindNearest(asked, declared) is { } near ? $" Did you mean `{near}`?" : "";
        return $"There are no assumptions `{asked}`: {known}.{nearest}";
    }
}
