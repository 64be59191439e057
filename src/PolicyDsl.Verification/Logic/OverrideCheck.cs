using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.CodeFixes;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Logic;

/// <summary>
/// PD2006: an <c>overrides</c> or <c>yields to</c> without which the same rules stand for every incident. What is reported may go all at once: each
/// is looked at with those before it gone, first those whose rules never fire together. Those of one line that only repeat what follows from others are
/// a note together.
/// Cost: for each name the order without it, and for each pair that it alone orders a look whether both fire somewhere.
/// </summary>
internal sealed class OverrideCheck
{
    private readonly LogicQuestion question;
    private readonly List<OrderLine> gone = [];
    private readonly List<Place> repeated = [];
    private ImmutableArray<(RuleSymbol Upper, RuleSymbol Lower)> lost = [];

    private OverrideCheck(LogicQuestion question) => this.question = question;

    private sealed record Place(OrderLine Line, RuleClauseSyntax Clause, SyntaxToken? Name)
    {
        public string Words => Line.Kind switch
        {
            OrderLineKind.OverridesAll => "overrides all",
            OrderLineKind.Overrides => $"overrides {Name?.Text}",
            _ => $"yields to {Name?.Text}",
        };
    }

    public static IEnumerable<Diagnostic> Find(LogicQuestion question)
    {
        var check = new OverrideCheck(question);
        Place[] places = [.. question.Policy.Rules.Where(r => !question.IsDead(r)).SelectMany(check.FindPlaces)];
        var apart = places.ToLookup(p => check.AreApart(p.Line));
        List<Diagnostic> found = [.. apart[true].Concat(apart[false]).SelectMany(p => question.Ask($"whether `{p.Words}` in `{p.Line.Rule.Name}` matters", () => check.Check(p)))];
        return found.Concat(check.repeated.GroupBy(p => p.Clause).Select(g => ReportRepeated([.. g])));
    }

    private IEnumerable<Place> FindPlaces(RuleSymbol rule) => PolicyEdits.FindClauses(rule).SelectMany(clause => clause switch
    {
        OverridesClauseSyntax { AllKeyword: not null } => [new Place(new OrderLine(rule, OrderLineKind.OverridesAll, null), clause, null)],
        OverridesClauseSyntax { Names: { } names } => FindNamed(rule, clause, OrderLineKind.Overrides, names),
        YieldsClauseSyntax yields => FindNamed(rule, clause, OrderLineKind.YieldsTo, yields.Names),
        _ => [],
    });

    private IEnumerable<Place> FindNamed(RuleSymbol rule, RuleClauseSyntax clause, OrderLineKind kind, IEnumerable<SyntaxToken> names) =>
        from name in names
        let named = question.Policy.Rules.FirstOrDefault(r => r.Name == name.ValueText)
        where named is not null && !question.IsDead(named)
        select new Place(new OrderLine(rule, kind, named), clause, name);

    private bool AreApart(OrderLine line)
    {
        var isApart = false;
        _ = question.Ask($"whether `{line.Rule.Name}` and `{line.Named?.Name}` ever fire together", () =>
        {
            isApart = line.Named is { } named && !Meet(line.Rule, named);
            return [];
        });
        return isApart;
    }

    private IEnumerable<Diagnostic> Check(Place place)
    {
        var change = ChangedOrder.Without(question.Policy, [.. gone, place.Line]);
        if (!IsNeedless(change))
        {
            yield break;
        }

        var isRepeated = change.Lost.SequenceEqual(lost);
        gone.Add(place.Line);
        lost = change.Lost;
        if (isRepeated && place.Name is not null)
        {
            repeated.Add(place);
        }
        else
        {
            yield return Report(place);
        }
    }

    /// <summary>Whether every rule that the change would let stand beside others is set aside all the same, and none is set aside anew.</summary>
    private bool IsNeedless(OrderChange change)
    {
        if (change.Gained.Any(g => g.Upper.Action is not null && g.Lower.Action is not null && Meet(g.Upper, g.Lower)))
        {
            return false;
        }

        var slice = question.Slice;
        foreach (var group in change.Lost.Where(l => l.Upper.Action is not null && l.Lower.Action is not null).GroupBy(l => l.Lower, l => l.Upper))
        {
            var uppers = group.ToHashSet();
            var fires = slice.Firing(question.Scope, group.Key);
            foreach (var upper in uppers)
            {
                var stands = slice.Firing(fires, upper);
                foreach (var other in slice.Above(group.Key).Where(a => !uppers.Contains(a)))
                {
                    stands = slice.Minus(stands, question.Model.Fires(other));
                }

                if (!stands.IsFalse)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Meet(RuleSymbol one, RuleSymbol other) => !question.Slice.Firing(question.Slice.Firing(question.Scope, one), other).IsFalse;

    private string Why(OrderLine line)
    {
        if (line.Named is not { } named)
        {
            return "no incident has it stand above a rule that it would not be above anyway";
        }

        return line.Rule.Action is null || named.Action is null ? $"`{(line.Rule.Action is null ? line.Rule : named).Name}` takes no part in the disposition"
            : !Meet(line.Rule, named) ? "the two never fire together"
            : "other rules set the same ones aside wherever the two fire together";
    }

    private Diagnostic Report(Place place)
    {
        var location = place.Line.Rule.Location is { } at ? new Location(at.Source, place.Name?.Span ?? place.Clause.Span) : null;
        var fix = place.Name is { } name ? PolicyEdits.FindRemoveName(place.Line.Rule, place.Clause, name) : PolicyEdits.FindRemoveClause(place.Line.Rule, place.Clause);
        return Diagnostic.Create(LogicFindings.NeedlessOverride, location, place.Words, Why(place.Line)) with
        {
            Hint = "Take it out, or write the condition under which it is meant to matter.",
            Fixes = fix is null ? [] : [fix],
        };
    }

    private static Diagnostic ReportRepeated(ImmutableArray<Place> places)
    {
        var first = places[0];
        var location = first.Line.Rule.Location is { } at ? new Location(at.Source, places.Length == 1 && first.Name is { } name ? name.Span : first.Clause.Span) : null;
        var words = places.Length == 1 ? first.Words : $"{(first.Line.Kind == OrderLineKind.YieldsTo ? "yields to" : "overrides")} {string.Join(", ", places.Select(p => p.Name?.Text))}";
        var fix = PolicyEdits.FindRemoveNames(first.Line.Rule, first.Clause, [.. places.Select(p => p.Name).OfType<SyntaxToken>()]);
        return Diagnostic.Create(LogicFindings.NeedlessOverride, location, words, "the order of other rules says the same") with
        {
            Severity = Severity.Info,
            Hint = "Take it out, unless it helps the reader.",
            Fixes = fix is null ? [] : [fix],
        };
    }
}
