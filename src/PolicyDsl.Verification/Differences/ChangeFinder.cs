using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Finds where decisions change: each pair of outcomes, each service, and what else the deciding rules say, as diagrams. Services and
/// details are matched by name. Cost: a conjunction per pair of outcomes.
/// </summary>
internal sealed class ChangeFinder(PolicyModel before, PolicyModel after)
{
    public const string Offered = "offered";
    public const string NotOffered = "not offered";
    private const string Nothing = "none";
    private const string No = "no";
    private const string Yes = "yes";
    private const string Conflict = "conflict of rules";
    private const string Deadline = "deadline";

    private readonly Universe universe = before.Universe;
    private readonly int[] variables = [.. Enumerable.Range(0, before.Universe.VariableCount)];
    private Diagram sameAction = Diagram.True;

    private DiagramManager Diagrams => universe.Diagrams;

    /// <summary>All changes that some kind of incident has, in the order in which they are told.</summary>
    public ImmutableArray<Change> Find()
    {
        Diagrams.StartQuestion();
        var dispositions = FindDispositions().ToList();
        sameAction = Diagrams.Not(Diagrams.OrAll(dispositions.Select(d => d.Where)));
        return
        [
            .. dispositions.OrderBy(c => c.Direction).ThenByDescending(c => c.Kinds).ThenBy(c => c.ToString(), StringComparer.Ordinal),
            .. Join("offer ", FindOffers()),
            .. Join("with ", Join("to ", FindDetails())),
        ];
    }

    /// <summary>Changes of several services or partners in the same incidents are one.</summary>
    private static IEnumerable<Change> Join(string word, IEnumerable<Change> changes) =>
        changes.GroupBy(c => c.Subject.StartsWith(word, StringComparison.Ordinal) ? (object)(c.Where, c.To) : c)
            .Select(g => g.First() with { Subject = g.First().Subject + string.Concat(g.Skip(1).Select(c => $", {c.Subject[word.Length..]}")) });

    /// <summary>The names in a subject that begins with a word: <c>offer naloxone, treatment</c>.</summary>
    public static IEnumerable<string> NamesIn(string subject) => subject[(subject.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(", ");

    private IEnumerable<Change> FindDispositions()
    {
        var outcomes = Outcome.AllOf(after).ToList();
        foreach (var (from, inBefore) in Outcome.AllOf(before))
        {
            foreach (var (to, inAfter) in outcomes.Where(o => o.Outcome.Name != from.Name))
            {
                if (Create(ChangeKind.Disposition, "", from.Name, to.Name, Diagrams.And(inBefore, inAfter), Outcome.Direction(from, to)) is { } change)
                {
                    yield return change;
                }
            }
        }
    }

    private IEnumerable<Change> FindOffers() => Names(before.Services, after.Services)
        .SelectMany(name => FindYesNo(ChangeKind.Offer, $"offer {name}", NotOffered, Offered, Offers(before, name), Offers(after, name)));

    private IEnumerable<Change> FindDetails()
    {
        foreach (var change in FindYesNo(ChangeKind.Detail, Conflict, No, Yes, Inside(before, before.Conflict), Inside(after, after.Conflict)))
        {
            yield return change;
        }

        foreach (var name in Names(before.Services, after.Services))
        {
            foreach (var change in FindYesNo(ChangeKind.Detail, $"to {name}", No, Yes, To(before, name), To(after, name), sameAction))
            {
                yield return change;
            }
        }

        foreach (var change in FindDeadlines())
        {
            yield return change;
        }

        foreach (var name in Names(before.Policy.Rules.SelectMany(r => r.Partners), after.Policy.Rules.SelectMany(r => r.Partners)))
        {
            foreach (var change in FindYesNo(ChangeKind.Detail, $"with {name}", No, Yes, With(before, name), With(after, name), sameAction))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<Change> FindDeadlines()
    {
        var deadlines = Deadlines(after).ToList();
        foreach (var (from, fromLength, inBefore) in Deadlines(before))
        {
            foreach (var (to, _, inAfter) in deadlines.Where(d => d.Seconds != fromLength))
            {
                if (Create(ChangeKind.Detail, Deadline, from, to, Diagrams.And(sameAction, Diagrams.And(inBefore, inAfter))) is { } change)
                {
                    yield return change;
                }
            }
        }
    }

    private IEnumerable<Change> FindYesNo(ChangeKind kind, string subject, string no, string yes, Diagram inBefore, Diagram inAfter, Diagram? within = null)
    {
        Change?[] both =
        [
            Create(kind, subject, yes, no, Diagrams.And(within ?? Diagram.True, Diagrams.Difference(inBefore, inAfter))),
            Create(kind, subject, no, yes, Diagrams.And(within ?? Diagram.True, Diagrams.Difference(inAfter, inBefore))),
        ];
        return both.OfType<Change>();
    }

    private Change? Create(ChangeKind kind, string subject, string from, string to, Diagram where, ChangeDirection direction = ChangeDirection.Other)
    {
        var valid = Diagrams.And(where, universe.Valid);
        return valid.IsFalse ? null : new Change(kind, subject, from, to, direction, Diagrams.Count(valid, variables)) { Where = valid };
    }

    private Diagram Inside(PolicyModel model, Diagram where) => Diagrams.And(model.Scope.True, where);

    private Diagram Offers(PolicyModel model, string name) =>
        model.Services.FirstOrDefault(s => s.Name == name) is { } service ? Inside(model, model.Offers(service)) : Diagram.False;

    private Diagram To(PolicyModel model, string name) => Inside(model, Diagrams.OrAll(
        model.Policy.Rules.Where(r => r.To.Any(s => s.Name == name)).Select(r => Diagrams.Difference(model.Kept(r), model.AlternativeInForce(r)))));

    private Diagram With(PolicyModel model, string name) =>
        Inside(model, Diagrams.OrAll(model.Policy.Rules.Where(r => r.Partners.Any(p => p.Name == name)).Select(model.Kept)));

    /// <summary>The shortest deadline of the rules that decide, with where; lengths that are as long at most are one.</summary>
    private IEnumerable<(string Name, long Seconds, Diagram Where)> Deadlines(PolicyModel model)
    {
        var rest = model.Scope.True;
        foreach (var group in model.Policy.Rules.Where(r => r.Within is not null).GroupBy(r => SecondsOf(r.Within)).OrderBy(g => g.Key))
        {
            var here = Diagrams.OrAll(group.Select(model.Kept));
            yield return (group.First().Within?.ToString() ?? Nothing, group.Key, Diagrams.And(rest, here));
            rest = Diagrams.Difference(rest, here);
        }

        yield return (Nothing, long.MaxValue, rest);
    }

    private static IEnumerable<string> Names(IEnumerable<Symbol> before, IEnumerable<Symbol> after) =>
        before.Concat(after).Select(s => s.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the decisions of the two policies on one incident show a change.</summary>
    public bool Shows(Change change, Decision inBefore, Decision inAfter)
    {
        var (old, now) = (Outcome.Of(inBefore), Outcome.Of(inAfter));
        return change.Kind switch
        {
            ChangeKind.Disposition => old.Name == change.From && now.Name == change.To,
            ChangeKind.Offer => NamesIn(change.Subject).All(n => Offers(inBefore, n) == change.From && Offers(inAfter, n) == change.To),
            _ when change.Subject == Conflict => Answer(inBefore.Status == DecisionStatus.Conflict) == change.From && Answer(inAfter.Status == DecisionStatus.Conflict) == change.To,
            _ => old.Name == now.Name && ShowsDetail(change, inBefore, inAfter),
        };
    }

    private bool ShowsDetail(Change change, Decision inBefore, Decision inAfter) => change.Subject == Deadline
        ? SecondsOf(inBefore.Within) == SecondsOf(change.From) && SecondsOf(inAfter.Within) == SecondsOf(change.To)
        : NamesIn(change.Subject).All(n => HasDetail(inBefore, change.Subject, n) == change.From && HasDetail(inAfter, change.Subject, n) == change.To);

    private static string HasDetail(Decision decision, string subject, string name) =>
        Answer(subject.StartsWith("to ", StringComparison.Ordinal) ? decision.To.Any(s => s.Name == name) : decision.Partners.Any(p => p.Name == name));

    private static string Offers(Decision decision, string name) => decision.Offers.Any(s => s.Name == name) ? Offered : NotOffered;

    private static string Answer(bool isYes) => isYes ? Yes : No;

    private long SecondsOf(string deadline) => before.Policy.Rules.Concat(after.Policy.Rules)
        .Select(r => r.Within).FirstOrDefault(w => w is not null && w.ToString() == deadline) is { } length ? SecondsOf(length) : long.MaxValue;

    private static long SecondsOf(CalendarLength? length) => length is null ? long.MaxValue : CalendarBounds.LongestSeconds(length);
}
