using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// What changes between two policies, for every possible incident: both are modelled in one universe, so that "the same" is proved, and what is not the
/// same is found whole, shown as few boxes, and each box as an incident that both interpreters confirm.
/// </summary>
/// <remarks>
/// <b>Invariant.</b> Boxes only show; verdicts, gates and counts come from the whole of a change. Past the budget nothing is said to be the
/// same. <b>Cost.</b> The two models, a conjunction per pair of outcomes, and for each box what <see cref="BoxCover"/> says.
/// </remarks>
public static class PolicyDiffer
{
    /// <param name="request">Two policies of a shared vocabulary; see <see cref="SharedVocabulary"/>.</param>
    /// <exception cref="ArgumentException">The policies cannot be asked about the same incidents.</exception>
    public static PolicyDifference Compare(DifferenceRequest request)
    {
        var vocabulary = SharedVocabulary.Of(request.Before, request.After);
        if (!vocabulary.Differences.IsEmpty)
        {
            throw new ArgumentException(string.Join(' ', vocabulary.Differences), nameof(request));
        }

        var declarations = DeclarationDifferences.Find(request.Before, request.After);
        try
        {
            return new Work(request, vocabulary.AfterIsWider).Run() with { Declarations = declarations };
        }
        catch (BudgetExceededException)
        {
            return new PolicyDifference
            {
                Verdict = DifferenceVerdict.Undecided,
                Declarations = declarations,
                Gates = [.. request.Gates.Select(g => new GateResult(g, GateVerdict.Undecided, null, null))],
                WhyIncomplete = "The two policies are too large for a proof within the budget: whether they decide the same stays open.",
            };
        }
    }

    private sealed class Work
    {
        private const int TriesPerBox = 3;
        private const string Incomplete = "Further boxes and examples would take more than the budget; the changes themselves are counted whole.";

        private readonly DifferenceRequest request;
        private readonly bool isSwapped;
        private readonly Universe universe;
        private readonly PolicyModel before;
        private readonly PolicyModel after;
        private readonly ChangeFinder finder;
        private readonly SharedIncidents incidents;
        private readonly TermNames names;
        private readonly ImmutableArray<DerivedTruth> derived;
        private string? whyIncomplete;

        public Work(DifferenceRequest request, bool isSwapped)
        {
            this.request = request;
            this.isSwapped = isSwapped;
            var (old, now) = (DerivedTruth.WithReads(request.Before), DerivedTruth.WithReads(request.After));
            universe = Universe.Create(isSwapped ? [now, old] : [old, now], request.Budget);
            (before, after) = isSwapped ? (universe.Models[1], universe.Models[0]) : (universe.Models[0], universe.Models[1]);
            finder = new ChangeFinder(before, after);
            incidents = new SharedIncidents(universe);
            names = new TermNames(universe.Models);
            derived = DerivedTruth.FindAll(universe.Models);
        }

        public PolicyDifference Run()
        {
            var changes = finder.Find();
            var recorded = new RecordedKinds(universe, finder, changes);
            request.Recorded?.Invoke(RecordedReads.Of(universe, request.Before, request.After), recorded.Add);

            var shown = Enum.GetValues<ChangeKind>()
                .SelectMany(kind => ShowBoxes([.. changes.Index().Where(c => c.Item.Kind == kind).Select(c => (c.Item, recorded.All.Where(k => k.Changes.Contains(c.Index))))]))
                .ToImmutableArray();
            var difference = new PolicyDifference
            {
                Verdict = DifferenceVerdict.Same,
                Changes = shown,
                Kinds = universe.Diagrams.Count(universe.Valid, [.. Enumerable.Range(0, universe.VariableCount)]),
                Terms = [.. universe.Terms.Where(t => t.Source is not (ReferenceSource or FollowedSource)).Select(names.NameOf).Distinct()],
                IndependentTerms = [.. universe.Terms.Where(t => t.IsIndependent).Select(names.NameOf).Distinct()],
                Gates = [.. request.Gates.Select(g => Judge(g, shown))],
                Recorded = request.Recorded is null ? null : recorded.Count(shown),
                Universe = universe,
                Finder = finder,
            };
            var verdict = shown.IsEmpty ? DifferenceVerdict.Same : FindVerdict(shown);
            return difference with { Verdict = verdict, KindsChanged = difference.CountKinds(ChangeKind.Disposition), WhyIncomplete = whyIncomplete };
        }

        private DifferenceVerdict FindVerdict(ImmutableArray<Change> shown)
        {
            try
            {
                universe.Diagrams.StartQuestion();
                return FindExample(shown).Example is null ? DifferenceVerdict.PossiblyDifferent : DifferenceVerdict.Different;
            }
            catch (BudgetExceededException)
            {
                whyIncomplete = Incomplete;
                return DifferenceVerdict.Undecided;
            }
        }

        /// <summary>Boxes for changes of one kind: one for each in turn, then for those of which most is not
        /// shown yet: most recorded incidents, else most kinds.</summary>
        private IEnumerable<Change> ShowBoxes(ImmutableArray<(Change Change, IEnumerable<RecordedKind> Recorded)> changes)
        {
            // With few boxes and many changes, those that happen to recorded incidents come first.
            var order = Enumerable.Range(0, changes.Length).OrderByDescending(i => changes[i].Recorded.Any()).Take(request.MaxBoxes).ToList();
            var covers = new SortedDictionary<int, BoxCover>();
            try
            {
                foreach (var i in order)
                {
                    universe.Diagrams.StartQuestion();
                    covers.Add(i, new BoxCover(universe, derived, changes[i].Change.Where, changes[i].Recorded));
                    covers[i].TryExtend();
                }

                // A box may take the place of others, so tries are limited too.
                for (var tries = TriesPerBox * request.MaxBoxes; tries > 0 && covers.Values.Sum(c => c.Boxes.Count) < request.MaxBoxes; tries--)
                {
                    universe.Diagrams.StartQuestion();
                    if (covers.Values.MaxBy(c => (c.UncoveredIncidents, c.Uncovered))?.TryExtend() is not true)
                    {
                        break;
                    }
                }
            }
            catch (BudgetExceededException)
            {
                whyIncomplete = Incomplete;
            }

            return changes.Select(c => c.Change).Select((change, i) => covers.TryGetValue(i, out var cover)
                ? change with { Boxes = [.. cover.Boxes.OrderByDescending(b => b.Kinds).Select(b => Show(b, change))], KindsNotShown = cover.Uncovered }
                : change with { KindsNotShown = change.Kinds });
        }

        private ChangeBox Show(Box box, Change change)
        {
            universe.Diagrams.StartQuestion();
            var bare = new ChangeBox([.. box.Conditions.Select(c => c.Describe(names))], box.Kinds, [], []) { Where = box.Where };
            try
            {
                var valid = universe.Diagrams.And(universe.Valid, box.Where);
                var (example, terms) = FindExample(valid, change);
                return bare with { Before = FindRules(before, valid, change), After = FindRules(after, valid, change), Example = example, IndependentTerms = terms, Where = valid };
            }
            catch (BudgetExceededException)
            {
                whyIncomplete = Incomplete;
                return bare;
            }
        }

        /// <summary>The rules that decide somewhere among some kinds; for a change of offers those that offer.</summary>
        private ImmutableArray<RuleSymbol?> FindRules(PolicyModel model, Diagram kinds, Change change)
        {
            var inScope = universe.Diagrams.And(kinds, model.Scope.True);
            if (change.Kind == ChangeKind.Offer)
            {
                var services = ChangeFinder.NamesIn(change.Subject).ToHashSet(StringComparer.Ordinal);
                return
                [
                    .. model.Policy.Rules.Where(r =>
                        (r.Offers.Any(s => services.Contains(s.Name)) && universe.Diagrams.Intersects(inScope, model.Fires(r)))
                        || (r.To.Any(s => services.Contains(s.Name)) && universe.Diagrams.Intersects(inScope, model.Kept(r)))),
                ];
            }

            var deciding = model.Policy.Rules.Where(r => universe.Diagrams.Intersects(inScope, model.Deciding(r)));
            return model.Policy.Otherwise is not null && universe.Diagrams.Intersects(inScope, model.NothingStands) ? [.. deciding, null] : [.. deciding];
        }

        private (ChangeExample? Example, ImmutableArray<string> Terms) FindExample(Diagram kinds, Change change)
        {
            bool Shows(Decision first, Decision second) => isSwapped ? finder.Shows(change, second, first) : finder.Shows(change, first, second);
            var (first, second, terms) = incidents.Find(kinds, Shows);
            return first is null || second is null ? (null, terms)
                : (isSwapped ? new ChangeExample(second, first, incidents.Describe(first, kinds)) : new ChangeExample(first, second, incidents.Describe(first, kinds)), []);
        }

        /// <summary>An example of any of the changes: one of a box, else one of a whole change.</summary>
        private (Change? Change, ChangeExample? Example, ImmutableArray<string> Terms) FindExample(IReadOnlyCollection<Change> changes)
        {
            foreach (var change in changes)
            {
                if (change.Boxes.Select(b => b.Example).FirstOrDefault(e => e is not null) is { } example)
                {
                    return (change, example, []);
                }
            }

            ImmutableArray<string> inTheWay = [];
            foreach (var change in changes)
            {
                var (example, terms) = FindExample(change.Where, change);
                if (example is not null)
                {
                    return (change, example, []);
                }

                inTheWay = [.. inTheWay.Union(terms, StringComparer.Ordinal)];
            }

            return (changes.FirstOrDefault(), null, inTheWay);
        }

        private GateResult Judge(GateKind gate, ImmutableArray<Change> changes)
        {
            Change[] forbidden = [.. changes.Where(c => GateResult.Forbids(gate, c))];
            if (forbidden.Length == 0)
            {
                return new GateResult(gate, GateVerdict.Proved, null, null);
            }

            try
            {
                universe.Diagrams.StartQuestion();
                var (change, example, terms) = FindExample(forbidden);
                return new GateResult(gate, example is null ? GateVerdict.PossiblyRefuted : GateVerdict.Refuted, change, example) { IndependentTerms = terms };
            }
            catch (BudgetExceededException)
            {
                return new GateResult(gate, GateVerdict.Undecided, forbidden[0], null);
            }
        }
    }
}
