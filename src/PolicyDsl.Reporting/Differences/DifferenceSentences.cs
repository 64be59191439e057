using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Reporting.Differences;

/// <summary>The sentences of a difference, the same in every format for people.</summary>
internal static class DifferenceSentences
{
    public const string SameDecisions = "The two policies decide the same for every possible incident.";

    public static readonly ImmutableArray<(GateKind Gate, string Word, string Sentence)> Gates =
    [
        (GateKind.Harsher, "harsher", "no incident is treated more severely than before"),
        (GateKind.Milder, "milder", "no incident is treated less severely than before"),
        (GateKind.Offers, "offers", "no incident is offered other services than before"),
        (GateKind.FewerOffers, "fewer-offers", "no incident loses an offer that it had before"),
        (GateKind.Any, "any", "no decision changes: disposition, offers, or details"),
    ];

    public static string Title(DifferenceReport report) =>
        $"From {report.Before.Title} ({report.Before.Path}) to {report.After.Title} ({report.After.Path})";

    /// <summary>What the proof looked at.</summary>
    public static string Evidence(DifferenceReport report)
    {
        var (before, after) = (report.Before.Rules, report.After.Rules);
        var difference = report.Difference;
        var rules = before == after ? Phrase.Count(before, "rule") + " each" : $"{Phrase.Count(before, "rule")} before and {Phrase.Number(after)} after";
        return difference.Kinds.IsZero ? $"{Capital(rules)}."
            : $"{Capital(rules)}, {Phrase.Count(difference.Terms.Length, "term")} that they read, {KindCount.Of(difference.Kinds)} of incident that they can tell apart.";
    }

    public static string Verdict(DifferenceReport report)
    {
        var difference = report.Difference;
        var sum = BigInteger.Zero;
        return difference.Verdict switch
        {
            DifferenceVerdict.Undecided when difference.Changes.IsEmpty => difference.WhyIncomplete ?? "Whether the two policies decide the same stays open.",
            DifferenceVerdict.Same when difference.Declarations.Operations.IsEmpty => SameDecisions,
            DifferenceVerdict.Same => $"{SameDecisions} What they say of operations differs.",
            _ when difference.KindsChanged == sum => "The same disposition for every possible incident; offers or details change.",
            _ => $"Dispositions change in {Number(difference.KindsChanged)} of {KindCount.Of(difference.Kinds)} of incident "
                + $"({KindCount.Percent(difference.KindsChanged, difference.Kinds)}): {Directions(difference)}. Kinds are cells between the policies' own constants: breadth, not frequency.",
        };
    }

    /// <summary>Null where nothing is open.</summary>
    public static string? Doubt(PolicyDifference difference) => difference.Verdict switch
    {
        DifferenceVerdict.PossiblyDifferent => "These changes are possible only: no incident could be built on which the two policies differ"
            + $"{(difference.IndependentTerms.IsEmpty ? "" : $"; the proof takes {Quoted(difference.IndependentTerms)} as independent of the fields in them")}.",
        DifferenceVerdict.Undecided when !difference.Changes.IsEmpty => "Whether an incident shows these changes stays open: the search is larger than its budget.",
        _ => null,
    };

    public static string Heading(Change change)
    {
        var direction = change.Kind == ChangeKind.Disposition ? $"{Word(change.Direction)}: " : "";
        return $"{direction}{change}";
    }

    public static string Word(ChangeDirection direction) => direction switch
    {
        ChangeDirection.Harsher => "harsher",
        ChangeDirection.Milder => "milder",
        _ => "other",
    };

    public static string Conditions(ChangeBox box) => box.Conditions.IsEmpty ? "every incident" : string.Join(", ", box.Conditions);

    /// <summary>Which rules decide in the box, before and after.</summary>
    public static string Responsible(ChangeBox box) => $"{By(box.Before)} → {By(box.After)}";

    public static string By(ImmutableArray<RuleSymbol?> rules) =>
        rules.IsEmpty ? "no rule" : Phrase.Join([.. rules.Select(r => r is null ? "otherwise" : $"`{r.Name}`")], "or");

    public static string Example(ChangeBox box) => box.Example is { } example ? $"example: {example.Text}"
        : box.IndependentTerms.IsEmpty ? "possible only: no incident of it could be built"
        : $"possible only: no incident of it could be built, for {Quoted(box.IndependentTerms)}";

    /// <summary>How many recorded incidents, and which first.</summary>
    public static string Recorded(IncidentCount count) => count.Incidents == 0 ? "untested territory: no recorded incident"
        : $"{Phrase.Count(count.Incidents, "recorded incident")} ({First(count)}){Unsettled(count)}";

    public static string First(IncidentCount count) => $"{(count.Incidents > count.First.Length ? "first: " : "")}{string.Join(", ", count.First)}";

    /// <summary>What of a change no box shows; null where the boxes show it all.</summary>
    public static string? NotShown(Change change, ChangeRecord? record)
    {
        if (change.KindsNotShown.IsZero)
        {
            return null;
        }

        var recorded = record is null ? "" : record.NotShown.Incidents == 0 ? "; no recorded incident there" : $"; {Recorded(record.NotShown)} there";
        return $"{(change.Boxes.IsEmpty ? "" : "besides, ")}{KindCount.Of(change.KindsNotShown)} in no box shown{recorded}";
    }

    /// <summary>How much of a kind of change the boxes cover.</summary>
    public static string Coverage(PolicyDifference difference, ChangeKind kind)
    {
        var all = difference.CountKinds(kind);
        var hidden = difference.Changes.Where(c => c.Kind == kind).Aggregate(BigInteger.Zero, (sum, c) => sum + c.KindsNotShown);
        var boxes = difference.Changes.Where(c => c.Kind == kind).Sum(c => c.Boxes.Length);
        return hidden.IsZero ? $"{Phrase.Count(boxes, "box shows", "boxes show")} the whole of it."
            : $"{Phrase.Count(boxes, "box shows", "boxes show")} {KindCount.Percent(all - hidden, all)} of it ({Number(all - hidden)} of {KindCount.Of(all)}); `--boxes N` shows more.";
    }

    public static IEnumerable<string> RecordedSummary(DifferenceReport report)
    {
        if (report.Recorded is not { } recorded)
        {
            yield break;
        }

        yield return $"Of {Phrase.Count(recorded.Incidents, "recorded incident")}, {Phrase.Number(recorded.Changed.Incidents)} change their disposition "
            + $"({NumberText.Percent(recorded.Changed.Incidents, recorded.Incidents)}): {Phrase.Number(recorded.Harsher)} to a harsher one, {Phrase.Number(recorded.Milder)} to a milder one, "
            + $"{Phrase.Number(recorded.Other)} to another.{(recorded.Changed.Unsettled == 0 ? "" : $" Of these {Phrase.Number(recorded.Changed.Unsettled)} could still turn out otherwise, for want of knowing.")}";
        if (report.HistoryOnly > 0)
        {
            yield return $"{Phrase.Count(report.HistoryOnly, "incident is", "incidents are")} outside the period that the data set decides: only histories see them.";
        }

        foreach (var (side, conflicts) in new[] { (report.Before, recorded.ConflictsBefore), (report.After, recorded.ConflictsAfter) })
        {
            if (conflicts > 0)
            {
                yield return $"In {Phrase.Count(conflicts, "incident")} rules of {side.Title} conflict; the mildest action counts.";
            }
        }
    }

    public static string Judge(GateResult gate)
    {
        var sentence = Gates.First(g => g.Gate == gate.Gate).Sentence;
        return gate.Verdict switch
        {
            GateVerdict.Proved => $"proved: {sentence}.",
            GateVerdict.Refuted => $"refuted: {sentence}. {gate.Change}: {gate.Example?.Text}.",
            GateVerdict.PossiblyRefuted => $"possibly refuted: {sentence}. {gate.Change} is possible, but no incident could be built{(gate.IndependentTerms.IsEmpty ? "" : $", for {Quoted(gate.IndependentTerms)}")}.",
            _ => $"undecided: {sentence}. The proof is larger than its budget.",
        };
    }

    public static string Declaration(DeclarationDifference difference) =>
        $"{difference.Where}, {difference.What}: {Told(difference.Before)} → {Told(difference.After)}";

    public static IEnumerable<string> Rules(DeclarationDifferences declarations)
    {
        foreach (var (names, when) in new[] { (declarations.RulesOnlyBefore, "before"), (declarations.RulesOnlyAfter, "after") })
        {
            if (!names.IsEmpty)
            {
                yield return $"Only {when}: {Quoted(names)}.";
            }
        }
    }

    private static string Directions(PolicyDifference difference) => string.Join(", ", new[] { ChangeDirection.Harsher, ChangeDirection.Milder, ChangeDirection.Other }
        .Select(d => (d, Kinds: difference.Changes.Where(c => c.Kind == ChangeKind.Disposition && c.Direction == d).Aggregate(BigInteger.Zero, (sum, c) => sum + c.Kinds)))
        .Where(p => !p.Kinds.IsZero)
        .Select(p => $"{Number(p.Kinds)} {Word(p.d)}"));

    private static string Unsettled(IncidentCount count) => count.Unsettled == 0 ? "" : $", {Phrase.Number(count.Unsettled)} of them unsettled";

    private static string Told(string? text) => text is null ? "nothing" : $"\"{text}\"";

    private static string Number(BigInteger kinds) => KindCount.Number(kinds);

    private static string Quoted(IEnumerable<string> names) => Phrase.Join([.. names.Select(n => $"`{n}`")]);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
