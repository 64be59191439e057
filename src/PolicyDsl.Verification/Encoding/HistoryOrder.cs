using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Which counts of earlier incidents are never more than others of the same key: those of a window that is no wider, of a condition that implies the
/// other's, and of distinct values rather than incidents. Whether one condition implies another is asked of a universe of its own, about the
/// earlier incident; where a condition speaks of <c>this</c>, only equal ones imply each other. What follows from two others is left out.
/// Missing an order makes proofs weaker, not wrong. Cost: quadratic in the counts of a key, at most <see cref="MaxCounts"/>.
/// </summary>
internal static class HistoryOrder
{
    private const int MaxCounts = 60;

    private static readonly DiagramBudget Budget = new() { MaxNodes = 100_000, MaxSteps = 1_000_000 };

    public static ImmutableArray<(NumericTerm Fewer, NumericTerm More)> Find(IEnumerable<Term> terms, GlobalScope scope)
    {
        var found = ImmutableArray.CreateBuilder<(NumericTerm, NumericTerm)>();
        foreach (var group in terms.Where(t => t.Source is HistorySource { History.Kind: HistoryKind.Count }).Cast<NumericTerm>().GroupBy(t => FollowedSource.KeyOf(HistoryOf(t)), StringComparer.Ordinal))
        {
            found.AddRange(Order([.. group.Take(MaxCounts)], scope));
        }

        return found.ToImmutable();
    }

    public static BoundHistory HistoryOf(Term term) => ((HistorySource)term.Source).History;

    private static IEnumerable<(NumericTerm Fewer, NumericTerm More)> Order(ImmutableArray<NumericTerm> counts, GlobalScope scope)
    {
        if (counts.Length < 2)
        {
            return [];
        }

        var conditions = Conditions.Create([.. counts.Select(c => HistoryOf(c).Condition)], scope);
        var isBelow = new bool[counts.Length, counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            for (var j = 0; j < counts.Length; j++)
            {
                isBelow[i, j] = i != j && IsNoWider(HistoryOf(counts[i]), HistoryOf(counts[j]))
                    && IsNoFurther(HistoryOf(counts[i]), HistoryOf(counts[j])) && conditions.Implies(i, j);
            }
        }

        return from i in Enumerable.Range(0, counts.Length)
               from j in Enumerable.Range(0, counts.Length)
               where isBelow[i, j] && !Enumerable.Range(0, counts.Length).Any(k => isBelow[i, k] && isBelow[k, j] && !isBelow[k, i] && !isBelow[j, k])
               select (counts[i], counts[j]);
    }

    private static bool IsNoWider(BoundHistory fewer, BoundHistory more) => more.Window is null || Equals(fewer.Window, more.Window)
        || (fewer.Window is { } narrow && CalendarBounds.LongestSeconds(narrow) <= CalendarBounds.ShortestSeconds(more.Window));

    /// <summary>Values are no more than incidents, and of one thing no more than of the same thing.</summary>
    private static bool IsNoFurther(BoundHistory fewer, BoundHistory more) => !more.IsDistinct
        || (fewer is { IsDistinct: true, Subject: { } a } && more.Subject is { } b && string.Equals(ExpressionKey.Of(a), ExpressionKey.Of(b), StringComparison.Ordinal));

    /// <summary>The conditions of the counts of one key, and which of them imply which.</summary>
    private sealed class Conditions(ImmutableArray<BoundExpression?> conditions, Universe? universe)
    {
        private readonly ImmutableArray<string> keys = [.. conditions.Select(c => c is null ? "" : ExpressionKey.Of(c))];

        public static Conditions Create(ImmutableArray<BoundExpression?> conditions, GlobalScope scope)
        {
            try
            {
                var asked = conditions.OfType<BoundExpression>().Where(IsAboutOneIncident).ToImmutableArray();
                var earlier = new ModelledPolicy(new PolicySymbol("earlier", null, null), scope) { Conditions = asked };
                return new Conditions(conditions, asked.Length < 1 ? null : Universe.Create([earlier], Budget));
            }
            catch (BudgetExceededException)
            {
                return new Conditions(conditions, null);
            }
        }

        public bool Implies(int i, int j)
        {
            if (keys[i] == keys[j] || conditions[j] is null)
            {
                return true;
            }

            if (universe is null || conditions[i] is not { } one || conditions[j] is not { } other || !IsAboutOneIncident(one) || !IsAboutOneIncident(other))
            {
                return false;
            }

            try
            {
                universe.Diagrams.StartQuestion();
                var (a, b) = (universe.Models[0].Truth(one), universe.Models[0].Truth(other));
                var world = universe.Valid;
                return universe.Diagrams.Implies(universe.Diagrams.And(world, a.True), b.True)
                    && universe.Diagrams.Implies(universe.Diagrams.And(world, b.False), a.False);
            }
            catch (BudgetExceededException)
            {
                return false;
            }
        }

        private static bool IsAboutOneIncident(BoundExpression condition) => !condition.BoundDescendants().Any(e => e is BoundThis);
    }
}
