using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Principles;

/// <summary>
/// Checks <c>every … states …</c> on the declarations. A rule ends in its action and in its <c>otherwise</c> action; a crackdown
/// counts as a rule. The policy's own <c>otherwise</c> and what a resource leaves <c>when exhausted</c> end in their action as well, and can state
/// nothing. Bounds are compared on the safe side: a month may have 28 days or 31, and a cap per day is seven caps a week.
/// </summary>
internal static class StructuralCheck
{
    public static ClauseVerdict Check(ClauseSymbol clause, StatesForm form, PolicySymbol policy)
    {
        if (form.Subject == StatementSubject.Policy)
        {
            var breach = FindFault(form, p => PolicyStatement(policy, p)) is { } fault
                ? new ClauseBreach(policy.Location, $"Policy `{policy.Name}` does not state {fault}", policy, form.Property)
                : null;
            return Conclude(clause, form, [], breach is null ? [] : [breach]);
        }

        var rules = Subjects(form, policy);
        var breaches = ImmutableArray.CreateBuilder<ClauseBreach>();
        foreach (var rule in rules)
        {
            if (FindFault(form, p => RuleStatement(rule, p)) is { } fault)
            {
                breaches.Add(new ClauseBreach(rule.Location, $"{Capital(rule.Kind)} `{rule.Name}` does not state {fault}", rule, form.Property));
            }
        }

        var verdict = Conclude(clause, form, rules, breaches.ToImmutable());
        ImmutableArray<ClauseBreach> silent = [.. FindSilentEnds(form, policy)];
        return silent.IsEmpty ? verdict : verdict with
        {
            Verdict = Verdict.Violated,
            Reason = (verdict.Breaches.IsEmpty ? "" : verdict.Reason + "; ") + "the policy answers so without a rule that could state it",
            Breaches = verdict.Breaches.AddRange(silent),
        };
    }

    /// <summary>Where a policy ends in an action without a rule, and so without a word about it.</summary>
    private static IEnumerable<ClauseBreach> FindSilentEnds(StatesForm form, PolicySymbol policy)
    {
        if (form is not { Subject: StatementSubject.Rule, EndsIn: { } target })
        {
            yield break;
        }

        if (policy.Otherwise is { } otherwise && target.Actions.Contains(otherwise))
        {
            yield return new ClauseBreach(
                policy.OtherwiseLocation ?? policy.Location, $"The policy's `otherwise` is `{otherwise.Name}`, and it cannot state {Article(form.Property)}", policy);
        }

        foreach (var resource in policy.Resources)
        {
            if (resource.WhenExhausted is { } left && target.Actions.Contains(left))
            {
                yield return new ClauseBreach(
                    resource.Location, $"Resource `{resource.Name}` leaves `{left.Name}` when exhausted, and it cannot state {Article(form.Property)}", resource);
            }
        }
    }

    private static ImmutableArray<RuleSymbol> Subjects(StatesForm form, PolicySymbol policy) =>
        [.. policy.Rules.Where(r => form.Subject == StatementSubject.Crackdown
            ? r is CrackdownSymbol
            : form.EndsIn is null || EndsIn(r, form.EndsIn))];

    private static bool EndsIn(RuleSymbol rule, ActionTarget target) =>
        (rule.Action is { } action && target.Actions.Contains(action)) || (rule.Alternative is { } other && target.Actions.Contains(other));

    /// <summary><c>arrest</c>, or <c>an action marked `coercive`</c>.</summary>
    private static string Target(ActionTarget target) =>
        target.Text.EndsWith(" action", StringComparison.Ordinal) ? $"an action marked `{target.Text[..^" action".Length]}`" : target.Text;

    private static ClauseVerdict Conclude(ClauseSymbol clause, StatesForm form, ImmutableArray<RuleSymbol> rules, ImmutableArray<ClauseBreach> breaches)
    {
        var subjects = form.Subject switch
        {
            StatementSubject.Policy => "the policy",
            StatementSubject.Crackdown => Count(rules.Length, "crackdown"),
            _ => Count(rules.Length, "rule") + (form.EndsIn is null ? "" : $" that end{(rules.Length == 1 ? "s" : "")} in {Target(form.EndsIn)}"),
        };
        var reason = breaches.Length > 0
            ? form.Subject == StatementSubject.Policy ? "the policy falls short" : $"{breaches.Length} of {subjects} fall{(breaches.Length == 1 ? "s" : "")} short"
            : rules.Length == 0 && form.Subject != StatementSubject.Policy ? $"there is nothing to check: {(form.Subject == StatementSubject.Crackdown ? "the policy has no crackdown" : form.EndsIn is null ? "the policy has no rule" : $"no rule ends in {Target(form.EndsIn)}")}"
            : $"{subjects} state{(form.Subject == StatementSubject.Policy || rules.Length == 1 ? "s" : "")} it";
        return new ClauseVerdict(clause, breaches.Length > 0 ? Verdict.Violated : Verdict.Proved, reason)
        {
            RulesLookedAt = rules,
            Breaches = breaches,
        };
    }

    /// <summary>What is not stated, in words, or null where all is.</summary>
    private static string? FindFault(StatesForm form, Func<string, Statement> state)
    {
        var statement = state(form.Property);
        var word = Article(form.Property);
        if (!statement.IsThere)
        {
            return word;
        }

        if (form.BoundIsLower is not { } isLower)
        {
            return null;
        }

        var bound = $"{word} of at {(isLower ? "least" : "most")} {BoundText(form)}";
        if (form.BoundLength is { } length)
        {
            return statement.Length is { } stated && Meets(stated, length, isLower) ? null : $"{bound}{Stated(statement.Length?.ToString())}";
        }

        return statement.Number is { } number && MeetsNumber(number, statement.Period, form, isLower)
            ? null
            : $"{bound}{Stated(statement.Number is { } n ? NumberText(n, statement.Period) : null)}";
    }

    private static string Stated(string? what) => what is null ? "" : $" (it states {what})";

    private static string BoundText(StatesForm form) => form.BoundLength?.ToString() ?? NumberText(form.BoundNumber ?? 0, form.BoundPeriod);

    private static string NumberText(decimal number, string? period) =>
        number.ToString(CultureInfo.InvariantCulture) + (period is null ? "" : $" per {period}");

    private static bool Meets(CalendarLength stated, CalendarLength bound, bool isLower)
    {
        if (stated.Unit == bound.Unit)
        {
            return isLower ? stated.Count >= bound.Count : stated.Count <= bound.Count;
        }

        return isLower
            ? CalendarBounds.ShortestSeconds(stated) >= CalendarBounds.LongestSeconds(bound)
            : CalendarBounds.LongestSeconds(stated) <= CalendarBounds.ShortestSeconds(bound);
    }

    private static bool MeetsNumber(decimal number, string? period, StatesForm form, bool isLower)
    {
        if (form.BoundNumber is not { } bound)
        {
            return true;
        }

        if (period == form.BoundPeriod || period is null || form.BoundPeriod is null)
        {
            return isLower ? number >= bound : number <= bound;
        }

        var statedDays = CalendarBounds.Days(period);
        var boundDays = CalendarBounds.Days(form.BoundPeriod);

        // A longer period may spend its whole number within one of the bound's; a shorter one comes round several times.
        return isLower
            ? statedDays.Shortest <= boundDays.Shortest && number >= bound
            : (statedDays.Shortest >= boundDays.Longest ? number : number * Math.Ceiling((decimal)boundDays.Longest / statedDays.Shortest)) <= bound;
    }

    private static Statement RuleStatement(RuleSymbol rule, string property) => property switch
    {
        "benefit" => new(HasText(rule.Benefit)),
        "because" => new(HasText(rule.Because)),
        "legal" => new(HasText(rule.Legal)),
        "partner" => new(rule.Partners.Length > 0, Number: rule.Partners.Length),
        "offer" => new(rule.Offers.Length + rule.To.Length > 0, Number: rule.Offers.Union(rule.To).Count()),
        "within" => new(rule.Within is not null, rule.Within),
        "announce" => new(rule is CrackdownSymbol { Announce: not null }, (rule as CrackdownSymbol)?.Announce),
        "lasts" => new(rule is CrackdownSymbol { Lasts: not null }, (rule as CrackdownSymbol)?.Lasts),
        "rests" => new(rule is CrackdownSymbol { Rests: not null }, (rule as CrackdownSymbol)?.Rests),
        "cap" => new(rule is CrackdownSymbol { Cap: not null }, Number: (rule as CrackdownSymbol)?.Cap, Period: (rule as CrackdownSymbol)?.CapPeriod),
        _ => new(false),
    };

    private static Statement PolicyStatement(PolicySymbol policy, string property) => property switch
    {
        "partner" => new(policy.Partners.Length > 0, Number: policy.Partners.Length),
        "review" => new(policy.ReviewEvery is not null, policy.ReviewEvery),
        "complaints" => new(HasText(policy.Complaints)),
        "legal" => new(HasText(policy.Legal)),
        "benefit" or "because" => new(HasText(policy.Documentation)),
        _ => new(false),
    };

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string Article(string property) => property switch
    {
        "benefit" or "partner" or "cap" or "review" => $"a `{property}`",
        "offer" => "an `offer`",
        _ => $"`{property}`",
    };

    private static string Count(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>Whether a property is stated and, where it has one, its length or number.</summary>
    private readonly record struct Statement(bool IsThere, CalendarLength? Length = null, decimal? Number = null, string? Period = null);
}
