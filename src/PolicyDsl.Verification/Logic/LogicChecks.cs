using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;
using PolicyDsl.Verification.Principles;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Logic;

/// <summary>What was found out about the logic of a policy.</summary>
/// <param name="Diagnostics">PD2001 to PD2011, unordered.</param>
/// <param name="Conflicts">The pairs of rules behind PD2001.</param>
/// <param name="Gap">What is behind PD2002; null where there is none or the question was not answered.</param>
public sealed record LogicReport(ImmutableArray<Diagnostic> Diagnostics, ConflictResult Conflicts, PolicyGap? Gap)
{
    /// <summary>Whether it is known if every incident in scope is decided.</summary>
    public bool IsGapSettled { get; init; }

    public static readonly LogicReport Nothing = new([], new ConflictResult([], 0, []), null);
}

/// <summary>
/// Every question about the logic of one policy: conflicts, gaps, rules that never fire or decide, places in the order, conditions and parts of
/// them, and defines that change nothing. Each question has the budget for itself; those that are out of it are told by PD2003.
/// </summary>
public static class LogicChecks
{
    /// <summary>What the universe of a policy must be made with besides the policy, so that these questions can be asked.</summary>
    public static ImmutableArray<BoundExpression> FindConditions(PolicySymbol policy) =>
        [.. DefineCheck.FindRead(policy).Select(d => d.Value).OfType<BoundExpression>().Where(v => v.Type == BasicType.Boolean)];

    public static LogicReport Check(PolicyModel model, Compilation compilation)
    {
        var question = new LogicQuestion(model, compilation);
        if (model.Universe.Valid.IsFalse)
        {
            return LogicReport.Nothing with { Diagnostics = [ReportNoIncident(model.Policy)] };
        }

        ImmutableArray<Diagnostic> scope = [.. ConditionChecks.FindInScope(question)];
        if (scope.Any(d => d.Descriptor == LogicFindings.NeverTrue))
        {
            return LogicReport.Nothing with { Diagnostics = scope };
        }

        var conflicts = ConflictCheck.Find(model);
        PolicyGap? gap = null;
        var isGapSettled = false;
        List<Diagnostic> found =
        [
            .. scope,
            .. conflicts.Found.Select(Report),
            .. question.Ask("whether every incident is decided", () =>
            {
                gap = GapCheck.Find(model);
                isGapSettled = true;
                return gap is null ? [] : [Report(model, gap)];
            }),
            .. RuleChecks.Find(question),
            .. OverrideCheck.Find(question),
            .. ConditionChecks.Find(question),
            .. PartCheck.Find(question),
            .. DefineCheck.Find(question),
        ];
        found.AddRange(ReportUnanswered(model, question, conflicts));
        return new LogicReport([.. found], conflicts, gap) { IsGapSettled = isGapSettled };
    }

    /// <summary>The finding that nothing was asked, where the policy as a whole is too large.</summary>
    public static Diagnostic ReportTooLarge(PolicySymbol policy, string why) => Unanswered(policy, "The questions about the logic of the policy were", why);

    private static Diagnostic ReportNoIncident(PolicySymbol policy) =>
        Diagnostic.Create(LogicFindings.NoIncident, policy.Location, policy.Name) with { Hint = "Change the invariants, also of what incidents refer to, so that they can be kept together." };

    private static Diagnostic Report(RuleConflict conflict)
    {
        var (one, other) = (conflict.One, conflict.Other);
        var how = conflict.Case.Witness is { } witness ? $"conflict, given {witness.Text}"
            : conflict.Case.IndependentTerms.IsEmpty ? "may conflict (no incident could be built that shows it)"
            : $"may conflict (no incident could be built that shows it; treated as independent: {string.Join(", ", conflict.Case.IndependentTerms.Select(t => $"`{t}`"))})";
        return Diagnostic.Create(LogicFindings.Conflict, other.Location ?? one.Location, one.Name, other.Name, how, conflict.Actions.One.Name, conflict.Actions.Other.Name) with
        {
            Severity = conflict.Case.Witness is null ? Severity.Warning : Severity.Error,
            Hint = $"Add `overrides {other.Name}` to `{one.Name}`, or the other way round, or conditions that keep them apart.",
            Related = one.Location is { } location ? [new RelatedLocation(location, $"{one.Kind} `{one.Name}`")] : [],
            Fixes = [.. new[] { PolicyEdits.FindAddOverride(one, other), PolicyEdits.FindAddOverride(other, one) }.OfType<CodeFix>()],
        };
    }

    private static Diagnostic Report(PolicyModel model, PolicyGap gap)
    {
        var policy = model.Policy;
        var kinds = gap.Kinds is { } k ? $", and so in {ClauseVerdict.DescribeKinds(k.Undecided, k.All)}" : "";
        var mildest = FindUsual(model.Actions);
        return Diagnostic.Create(LogicFindings.Gap, policy.Location, policy.Name, gap.Case.Witness is { } witness ? $"given {witness.Text}{kinds}" : $"about some incidents, it seems, but none could be built that shows it{kinds}") with
        {
            Severity = gap.Case.Witness is null ? Severity.Warning : Severity.Error,
            Hint = $"Add a line such as `otherwise {mildest?.Name ?? "advise"}`, or a rule for these incidents.",
            Fixes = mildest is not null && PolicyEdits.FindAddOtherwise(policy, mildest) is { } fix ? [fix] : [],
        };
    }

    /// <summary>What a policy usually does where nothing else is to be done: the mildest action that does something.</summary>
    internal static ActionSymbol? FindUsual(ImmutableArray<ActionSymbol> actions) => actions.Where(a => a.Severity > 0).Min(Mildness.Order) ?? actions.Min(Mildness.Order);

    private static IEnumerable<Diagnostic> ReportUnanswered(PolicyModel model, LogicQuestion question, ConflictResult conflicts)
    {
        if (conflicts.Others > 0)
        {
            yield return Unanswered(
                model.Policy, "Conflicts of all pairs of rules were", string.Create(CultureInfo.InvariantCulture, $"{conflicts.Found.Length} pairs are shown, and {conflicts.Others} more may conflict"));
        }

        foreach (var (one, other) in conflicts.Undecided.Take(ConflictCheck.MaxShown))
        {
            yield return Unanswered(model.Policy, $"Whether `{one.Name}` and `{other.Name}` conflict was", "it is out of its budget");
        }

        if (conflicts.Undecided.Length > ConflictCheck.MaxShown)
        {
            yield return Unanswered(
                model.Policy, "Conflicts of all pairs of rules were", string.Create(CultureInfo.InvariantCulture, $"{conflicts.Undecided.Length - ConflictCheck.MaxShown} more are out of their budget"));
        }

        foreach (var about in question.Unanswered)
        {
            yield return Unanswered(model.Policy, $"{char.ToUpperInvariant(about[0])}{about[1..]} was", "it is out of its budget");
        }
    }

    private static Diagnostic Unanswered(PolicySymbol policy, string what, string why) => Diagnostic.Create(LogicFindings.OutOfBudget, policy.Location, what, why) with
    {
        Hint = "Give it more with `--proof-budget` and `--proof-time`, or put rules in order with `overrides` and write tables in place of many rules.",
    };
}
