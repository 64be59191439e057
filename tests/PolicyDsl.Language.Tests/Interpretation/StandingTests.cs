using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Tests.Interpretation;

public class StandingTests
{
    // Two actions of one severity, one of them coercive, so that ties are met too.
    private static readonly ImmutableArray<ActionSymbol> Actions =
    [
        new("warn", null, null, 0) { Severity = 2, Traits = ["coercive"] },
        new("advise", null, null, 1) { Severity = 2 },
        new("arrest", null, null, 2) { Severity = 8 },
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_decision_is_unsettled_exactly_where_some_choice_for_the_open_rules_changes_it(int? exhaustedTo)
    {
        var limit = exhaustedTo is { } ordinal ? Actions[ordinal] : null;

        // From small to large, so that the first failure is as small as they come; the seed names the case.
        for (var seed = 0; seed < 10_500; seed++)
        {
            var random = new Random(seed);
            var scene = Scene.Make(random, 1 + (seed / 1_500));
            var now = scene.Outcome(0, limit);
            var expected = Enumerable.Range(1, (1 << scene.Open.Length) - 1).Any(choice => scene.Outcome(choice, limit) != now);
            var standing = new Standing(scene.Firing, scene.Open, scene.Otherwise, limit);
            Assert.Equal((standing.Status == DecisionStatus.Conflict, standing.Action), now);
            Assert.True(expected == standing.IsUnsettled, string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {scene}, at most {limit?.Name}: {expected}"));
            var reachable = Enumerable.Range(1, (1 << scene.Open.Length) - 1).Select(choice => scene.Outcome(choice, limit).Action).OfType<ActionSymbol>().Where(a => a != standing.Action);
            Assert.True(reachable.All(standing.OtherActions.Contains), string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {scene}, at most {limit?.Name}: an action is missing"));
        }
    }

    private sealed record Scene(ImmutableArray<Claim> Firing, ImmutableArray<Claim> Open, ActionSymbol? Otherwise)
    {
        public static Scene Make(Random random, int size)
        {
            var rules = new List<RuleSymbol>();
            for (var i = 0; i < size; i++)
            {
                var below = rules.Where(_ => random.Next(4) == 0).ToList();
                rules.Add(new RuleSymbol($"r{i}", null, null)
                {
                    Action = Actions[random.Next(Actions.Length)],
                    Ordinal = i,
                    Overrides = [.. below, .. below.SelectMany(b => b.Overrides)],
                });
            }

            var claims = rules.Select(r => Claim.Of(r, DecideOptions.Default)).OfType<Claim>().ToList();
            var firing = claims.Where(_ => random.Next(2) == 0).ToImmutableArray();
            return new Scene(firing, [.. claims.Except(firing)], random.Next(3) == 0 ? null : Actions[random.Next(Actions.Length)]);
        }

        /// <summary>What section 8 decides if the chosen open rules fire and the others do not, straight from its words.</summary>
        public (bool IsConflict, ActionSymbol? Action) Outcome(int choice, ActionSymbol? limit)
        {
            var claims = Firing.Concat(Open.Where((_, i) => (choice & (1 << i)) != 0)).ToList();
            var remaining = claims.Where(c => !claims.Exists(a => a.Rule.Overrides.Contains(c.Rule))).Select(c => c.Action).Distinct().ToList();
            if (remaining.Count == 0)
            {
                return (false, Limited(Otherwise, limit));
            }

            var mildest = remaining.OrderBy(a => a.Severity).ThenBy(a => a.IsCoercive).ThenBy(a => a.Ordinal).First();
            return (remaining.Count > 1, Limited(mildest, limit));
        }

        private static ActionSymbol? Limited(ActionSymbol? action, ActionSymbol? limit) =>
            action is null || limit is null ? action : new[] { limit, action }.OrderBy(a => a.Severity).ThenBy(a => a.IsCoercive).ThenBy(a => a.Ordinal).First();

        public override string ToString() =>
            $"fires {Show(Firing)}, open {Show(Open)}, otherwise {Otherwise?.Name ?? "none"}";

        private static string Show(ImmutableArray<Claim> claims) => string.Join("; ", claims.Select(
            c => $"{c.Rule.Name}: {c.Action.Name} over [{string.Join(' ', c.Rule.Overrides.Select(o => o.Name).Order(StringComparer.Ordinal))}]"));
    }
}
