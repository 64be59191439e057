using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>The assumptions in use, by kind and subject. What is not assumed is not there: nothing is made up for it.</summary>
internal sealed class AssumptionTable(AssumptionsSymbol symbol, ImmutableHashSet<string> leftOutOffences)
{
    private const decimal SecondsPerHour = 3_600;
    private const decimal SecondsPerDay = 86_400;

    private readonly Dictionary<(AssumptionKind Kind, string Subject), Assumption> items = symbol.Items
        .Where(i => i.Kind != AssumptionKind.Effect)
        .GroupBy(i => (i.Kind, i.SubjectName))
        .ToDictionary(g => g.Key, g => g.First());

    public AssumptionsSymbol Symbol { get; } = symbol;

    /// <summary>Offences whose harm is not counted, whatever is assumed for them.</summary>
    public ImmutableHashSet<string> LeftOutOffences { get; } = leftOutOffences;

    public string CurrencyOrAmount => Symbol.Currency ?? "";

    public Assumption? Find(AssumptionKind kind, string subject) => items.GetValueOrDefault((kind, subject));

    /// <summary>An estimate in the units that reports show: currency, hours, days of harm, a share.</summary>
    public static Amount ToAmount(Assumption assumption)
    {
        var estimate = assumption.Estimate;
        var scale = assumption.Kind switch
        {
            AssumptionKind.Hours => SecondsPerHour,
            AssumptionKind.Harm => SecondsPerDay,
            _ => estimate.Type.Scale,
        };
        return new Amount(estimate.Low / scale, estimate.Central / scale, estimate.High / scale);
    }

    public AssumptionUse ToUse(Assumption assumption, long uses)
    {
        var amount = ToAmount(assumption);
        return new AssumptionUse(
            assumption.Kind.ToString().ToLowerInvariant(),
            assumption.SubjectName,
            amount.Low,
            amount.Central ?? amount.Low,
            amount.High,
            UnitOf(assumption.Kind),
            assumption.Source,
            assumption.Verification,
            uses);
    }

    public string UnitOf(AssumptionKind kind) => kind switch
    {
        AssumptionKind.Cost => CurrencyOrAmount,
        AssumptionKind.Hours => "hours",
        AssumptionKind.Harm => "days",
        _ => "",
    };

    public ImmutableArray<AssumptionUse> ToUses(IEnumerable<KeyValuePair<Assumption, long>> uses) => [.. uses.Select(u => ToUse(u.Key, u.Value))];
}
