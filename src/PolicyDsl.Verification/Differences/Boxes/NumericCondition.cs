using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Limits, by cells of a numeric term, for the least and for the most that its value may be; cell 0 lies below all cuts. Of a
/// term that is not coarse both are in the same cell, or the value is unknown and they are in the first and the last.
/// </summary>
internal sealed class NumericCondition : TermCondition
{
    private readonly NumericTerm numeric;
    private int leastFrom;
    private int leastTo;
    private int mostFrom;
    private int mostTo;
    private bool? exact;
    private bool? unknown;
    private bool isKnown;

    private NumericCondition(NumericTerm term)
        : base(term) => numeric = term;

    private int Last => numeric.Cuts.Length;

    public static NumericCondition Of(NumericTerm term, ReadOnlySpan<bool> block)
    {
        var (least, most) = (0, 0);
        for (var i = 0; i < term.Cuts.Length; i++)
        {
            least += block[2 * i] ? 1 : 0;
            most += block[(2 * i) + 1] ? 1 : 0;
        }

        return new NumericCondition(term)
        {
            leastFrom = least,
            leastTo = least,
            mostFrom = most,
            mostTo = most,
            exact = term.ExactVariable is { } e ? block[e - term.FirstVariable] : null,
            unknown = term.UnknownVariable is { } u ? block[u - term.FirstVariable] : null,
        };
    }

    public override Diagram Encode(DiagramManager diagrams)
    {
        var limits = EncodeFlags(
            diagrams,
            (leastFrom > 0 ? numeric.LowVariable(leastFrom - 1) : null, true),
            (leastTo < Last ? numeric.LowVariable(leastTo) : null, false),
            (mostFrom > 0 ? numeric.HighVariable(mostFrom - 1) : null, true),
            (mostTo < Last ? numeric.HighVariable(mostTo) : null, false),
            (numeric.ExactVariable, exact),
            (numeric.UnknownVariable, unknown));
        return isKnown ? diagrams.Difference(limits, EncodeUnknown(diagrams)) : limits;
    }

    public override IEnumerable<Widening> Widenings()
    {
        yield return Change(c => c.leastTo = c.Last);
        yield return Change(c => c.mostFrom = 0);
        yield return Change(c => c.exact = null);
        yield return Change(c => c.unknown = null);
        if (!numeric.IsCoarse && leastFrom == mostTo)
        {
            yield return Change(c => (c.leastFrom, c.mostTo, c.isKnown) = (0, c.Last, true));
        }

        yield return Change(c => c.mostTo = c.Last);
        yield return Change(c => c.leastFrom = 0);
        yield return Change(c => c.mostTo = Math.Min(c.mostTo + 1, c.Last));
        yield return Change(c => c.leastFrom = Math.Max(c.leastFrom - 1, 0));
        yield return Change(c => c.leastTo = Math.Min(c.leastTo + 1, c.Last));
        yield return Change(c => c.mostFrom = Math.Max(c.mostFrom - 1, 0));

        // From "is in" to "may be in".
        yield return Change(c => (c.leastFrom, c.leastTo, c.mostFrom, c.mostTo) = c.leastTo == c.Last && c.mostFrom == 0
            ? (0, c.mostTo, c.leastFrom, c.Last)
            : (c.leastFrom, c.leastTo, c.mostFrom, c.mostTo));
    }

    public override string Describe(TermNames names)
    {
        var name = names.NameOf(Term);
        var isUnknown = unknown == true || (!Term.IsCoarse && (exact == false || (Last > 0 && leastTo == 0 && mostFrom == Last)));
        if (isUnknown)
        {
            return $"{name} unknown";
        }

        List<string> parts = [];
        AddCertain(parts, names);
        AddPossible(parts, names);

        if (exact is { } isExact && !(isExact && parts.Count > 0 && !Term.IsCoarse))
        {
            parts.Add(isExact ? (Term.IsCoarse ? "exactly known" : "known") : "not exactly known");
        }

        if (unknown == false && parts.Count == 0)
        {
            parts.Add("at least partly known");
        }

        return $"{name} {(parts.Count == 0 ? "known" : string.Join(" and ", parts))}";
    }

    private void AddCertain(List<string> parts, TermNames names)
    {
        if (leastFrom > 0 && leastFrom == mostTo && numeric.GetCell(mostTo) is var cell && cell.First == cell.Last)
        {
            parts.Add(names.Format(cell.First, Term.Type));
            return;
        }

        if (leastFrom > 0)
        {
            parts.Add(Above(leastFrom, names));
        }

        if (mostTo < Last)
        {
            parts.Add(Below(mostTo, names));
        }
    }

    private void AddPossible(List<string> parts, TermNames names)
    {
        var (hasUpper, hasLower) = (leastTo < Last && leastTo < mostTo, mostFrom > 0 && mostFrom > leastFrom);
        if (!hasUpper && !hasLower)
        {
            return;
        }

        var limits = !hasUpper ? Above(mostFrom, names)
            : !hasLower ? Below(leastTo, names)
            : mostFrom > leastTo ? $"{Below(leastTo, names)} and possibly {Above(mostFrom, names)}"
            : Between(mostFrom, leastTo, names);
        parts.Add(Term.IsCoarse ? $"possibly {limits}" : $"unknown or {limits}");
    }

    private string Between(int first, int last, TermNames names)
    {
        var (low, high) = (numeric.GetCell(first).First, numeric.GetCell(last).Last);
        return low == high ? names.Format(low, Term.Type) : $"{Above(first, names)} and {Below(last, names)}";
    }

    /// <summary>At least the first value of a cell: by the end that is shorter to write.</summary>
    private string Above(int cell, TermNames names)
    {
        var first = numeric.GetCell(cell).First;
        if (IsLimit(first))
        {
            return first > 0 ? "open above" : "not open below";
        }

        var (at, past) = (names.Format(first, Term.Type), names.Format(first - 1, Term.Type));
        return past.Length < at.Length ? $"more than {past}" : $"at least {at}";
    }

    /// <summary>At most the last value of a cell; where there is no lesser one, that value itself: no earlier incident.</summary>
    private string Below(int cell, TermNames names)
    {
        var last = numeric.GetCell(cell).Last;
        if (numeric.Minimum is { } minimum && minimum == last)
        {
            return names.Format(minimum, Term.Type);
        }

        if (IsLimit(last))
        {
            return last > 0 ? "not open above" : "open below";
        }

        var (at, past) = (names.Format(last, Term.Type), names.Format(last + 1, Term.Type));
        return past.Length < at.Length ? $"less than {past}" : $"at most {at}";
    }

    /// <summary>Ends of ranges that have none lie beside the limits of what numbers can be.</summary>
    private static bool IsLimit(long value) => value is <= Value.OpenLow + 1 or >= Value.OpenHigh - 1;

    private static Widening Change(Action<NumericCondition> change) => new(condition =>
    {
        var old = (NumericCondition)condition;
        var wider = (NumericCondition)old.MemberwiseClone();
        change(wider);
        return wider.Limits == old.Limits ? null : wider;
    });

    private (int, int, int, int, bool?, bool?, bool) Limits => (leastFrom, leastTo, mostFrom, mostTo, exact, unknown, isKnown);
}
