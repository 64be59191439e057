using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// The harm of an incident: that of its offence. Of an offence that may be one of several, anything from the least to the most of them.
/// Null where the offence is unknown or the assumptions have no harm for it: it is then left out and counted, not taken as none.
/// </summary>
internal static class HarmOf
{
    private const string OffenceField = "offence";

    public static FieldSymbol? FieldOf(GlobalScope scope) => scope.Incident?.FindField(OffenceField);

    public static Amount? Incident(EntityInstance incident, GlobalScope scope, AssumptionTable assumptions, out List<Assumption> used)
    {
        used = [];
        if (FieldOf(scope) is not { Type: EnumType { Enum: var offences } } field)
        {
            return null;
        }

        var value = incident[field];
        int[] members = value.Kind switch
        {
            ValueKind.Exact => [(int)value.Low],
            ValueKind.Alternatives => [.. value.Members],
            _ => [],
        };
        foreach (var member in members)
        {
            var name = offences.Members[member].Name;
            if (assumptions.LeftOutOffences.Contains(name) || assumptions.Find(AssumptionKind.Harm, name) is not { } harm)
            {
                return null;
            }

            used.Add(harm);
        }

        var amounts = used.Select(AssumptionTable.ToAmount).ToList();
        return amounts.Count switch
        {
            0 => null,
            1 => amounts[0],
            _ => Amount.Between(amounts.Min(a => a.Low), amounts.Max(a => a.High)),
        };
    }
}
