using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>What gathers while one figure is computed: its parts, the assumptions it uses, and why there is none.</summary>
internal sealed class Working
{
    private readonly Dictionary<Assumption, long> uses = new(ReferenceEqualityComparer.Instance);
    private string? reason;

    public List<FigurePart> Parts { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Nothing was lacking that a figure cannot do without.</summary>
    public bool IsComplete => reason is null;

    public string WhyNot => reason ?? "There is no figure.";

    /// <summary>Ends the figure, with the first reason given.</summary>
    public Amount? Fail(string? why)
    {
        reason ??= why;
        return null;
    }

    public void Lack(string why) => reason ??= why;

    public Amount Use(IEnumerable<Assumption> assumptions, long incidents, Amount amount)
    {
        foreach (var assumption in assumptions)
        {
            uses[assumption] = uses.GetValueOrDefault(assumption) + incidents;
        }

        return amount;
    }

    public Figure ToFigure(Amount amount, string unit, AssumptionTable? table) => new()
    {
        Low = amount.Low,
        Central = amount.Central,
        High = amount.High,
        Unit = unit,
        Parts = [.. Parts],
        Notes = [.. Notes.Distinct(StringComparer.Ordinal)],
        Assumptions = table?.ToUses(uses.OrderBy(u => u.Key.Location.Span.Start)) ?? [],
    };
}
