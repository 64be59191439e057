using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Counterfactuals;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>
/// Tells what would have led elsewhere, fairly: what somebody could have made otherwise with who, what could have been found out as that, and what nobody could
/// change as what mattered, not as advice.
/// </summary>
internal sealed class CounterfactualSentences(ValueFormatter formatter)
{
    public const string Limits = "Never changed: protected fields, who the incident is about, the past, and what operations make so. The policy decided each changed incident anew.";

    /// <summary>One line for each way, or why there is none.</summary>
    public IEnumerable<string> Tell(OtherOutcome other)
    {
        if (other.Ways.IsEmpty)
        {
            yield return other.NotFollowed.IsEmpty
                ? $"{Begin(other.Outcome)}: no change of fields that could be otherwise leads there."
                : $"{Begin(other.Outcome)}: none found. What {Join(other.NotFollowed.Select(Code))} would come to was not followed all the way, so there may be one.";
            yield break;
        }

        foreach (var way in other.Ways)
        {
            yield return Tell(other.Outcome, way);
        }

        if (!other.NotFollowed.IsEmpty && other.Ways[0].Changes.Length > 1)
        {
            yield return $"{Begin(other.Outcome)}: there may be smaller changes, since what {Join(other.NotFollowed.Select(Code))} would come to was not followed all the way.";
        }
    }

    public string Tell(Outcome outcome, Counterfactual way)
    {
        var groups = way.Changes.GroupBy(PlaceOf).OrderBy(g => g.Key).Select(g => $"{Opening(g.Key)}{Join(g.Select(c => Describe(c, g.Key)))}");
        var mattered = way.Changes.Where(c => PlaceOf(c) == Place.Nobody).Select(c => Code(c.Name)).ToList();
        var remark = mattered.Count == 0 ? ""
            : way.Changes.Length == mattered.Count ? " That mattered; nobody could have changed it."
            : $" {Join(mattered)} mattered; nobody could have changed {(mattered.Count == 1 ? "it" : "them")}.";
        return $"{Begin(outcome)}, {string.Join(", and ", groups)}.{remark}";
    }

    public IEnumerable<string> Tell(ImmutableArray<ProtectedField> fields, Decision decision)
    {
        var notRead = fields.Where(f => f.Verdict == ProtectedVerdict.NotRead).Select(f => Code(f.Name)).ToList();
        if (notRead.Count > 0)
        {
            yield return $"{Join(notRead)}: nothing that decides reads {(notRead.Count == 1 ? "it, so no value of it changes" : "them, so no value of them changes")} anything. That is proved.";
        }

        foreach (var field in fields.Where(f => f.Verdict != ProtectedVerdict.NotRead))
        {
            yield return $"{Code(field.Name)}: {Tell(field, Outcome.Of(decision))}";
        }
    }

    public string Tell(ProtectedField field, Outcome now) => field.Verdict switch
    {
        ProtectedVerdict.NotRead => "nothing that decides reads it, so no value of it changes anything. That is proved.",
        ProtectedVerdict.Missing => "whose it is is unknown, so it cannot be changed.",
        ProtectedVerdict.Stays => $"the decision stays {Quote(now)} {Tried(field)}.",
        ProtectedVerdict.StaysAsFarAsTried => field.Tried == 0 && !field.TriedUnknown
            ? "it is read, and no other value of it could be tried."
            : $"the decision stays {Quote(now)} {Tried(field)}; other values were not tried.",
        _ => $"the decision depends on it: {string.Join("; ", FlipGroups(field, now))}.",
    };

    public string Format(Value value, TypeSymbol type) => formatter.Format(value, type);

    private IEnumerable<string> FlipGroups(ProtectedField field, Outcome now) => field.Flips.GroupBy(f => f.Outcome).Select(g =>
        $"{Join(g.Select(f => Code(Format(f.Value, field.Type))))} {(g.Count() == 1 ? "gives" : "give")} {(g.Key == now ? $"{Quote(now)} with other offers or terms" : Quote(g.Key))}");

    private static string Tried(ProtectedField field)
    {
        var count = field.Tried.ToString(CultureInfo.InvariantCulture);
        var values = field.Tried switch
        {
            0 => "",
            1 => "for the 1 other value",
            _ => $"for each of the {count} other values",
        };
        return !field.TriedUnknown ? values : values.Length == 0 ? "where it is unknown" : $"{values} and where it is unknown";
    }

    private string Describe(FieldChange change, Place place) => place == Place.Unknown
        ? $"{Code(change.Name)} is {After(change)}"
        : $"{Code(change.Name)} {(place == Place.Nobody ? "" : "is ")}{After(change)}{Instead(change)}";

    private string After(FieldChange change) => IsAnyOther(change) ? "something else" : Format(change.After, change.Path[^1].Type);

    private string Instead(FieldChange change) => change.Before.Kind == ValueKind.Unknown ? "" : $" {(IsAnyOther(change) ? "than" : "instead of")} {Format(change.Before, change.Path[^1].Type)}";

    /// <summary>Any text that the policy does not name would do.</summary>
    private static bool IsAnyOther(FieldChange change) => change.Term is TextTerm text && change.After.Kind == ValueKind.Text && !text.Texts.Contains(change.After.Text);

    private static string Opening(Place place) => place switch
    {
        Place.Officer => "had the officer seen to it that ",
        Place.Person => "had the person seen to it that ",
        Place.Agency => "had the agency seen to it that ",
        Place.Unknown => "were it known that ",
        _ => "were ",
    };

    private static Place PlaceOf(FieldChange change) => Counterfactual.IsLearned(change) ? Place.Unknown : change.Path[^1].ChangedBy switch
    {
        FieldChanger.Officer => Place.Officer,
        FieldChanger.Person => Place.Person,
        FieldChanger.Agency => Place.Agency,
        _ => Place.Nobody,
    };

    private static string Begin(Outcome outcome) => outcome.Action is not null ? Code(outcome.Name) : outcome.Status == DecisionStatus.Outside ? "Outside the scope" : "No decision";

    private static string Quote(Outcome outcome) => outcome.Action is null ? outcome.Name : Code(outcome.Name);

    private static string Join(IEnumerable<string> parts) => Phrase.Join([.. parts]);

    private static string Code(string text) => $"`{text}`";

    private enum Place
    {
        Officer,
        Person,
        Agency,
        Unknown,
        Nobody,
    }
}
