using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Builds an incident of a kind with its past. Where the values nearest to the plain ones do not give terms that the diagram takes as independent their
/// wanted states, or histories their incidents, other values of the same cells are tried, one field after another and then two together.
/// Cost: at most <see cref="MostTries"/> readings of the independent terms, and <see cref="MostPasts"/> attempts at a past.
/// </summary>
internal sealed class Variation(Universe universe, PolicyModel model, PlainValues plain, Concretizer concretizer, bool[] origin)
{
    private const int MostTries = 600;
    private const int MostPasts = 24;

    private readonly EarlierIncidents earlierIncidents = new(model, plain);
    private readonly Replay replay = new(universe, model);
    private readonly LooseValues loose = new(plain);

    /// <summary>The draft; null with the terms that did not come out as wanted.</summary>
    public (Draft? Draft, ImmutableArray<Term> Wanting) TryBuild(Kind kind, Diagram kinds, ImmutableArray<Term> hard)
    {
        var independent = hard.Where(t => t.Source is IndependentSource && !ReadsHistory(t)).ToImmutableArray();
        var goals = hard.SelectMany(HistoriesOf).Distinct().Select(t => new HistoryGoal(t, kind[t])).ToList();
        var (choice, wanting) = Settle(kind, independent);
        if (wanting.IsEmpty)
        {
            var pasts = 0;
            foreach (var past in Pasts(kind, choice, goals))
            {
                if (TryPast(kind, kinds, past, goals, independent) is { } draft)
                {
                    return (draft, []);
                }

                if (++pasts == MostPasts)
                {
                    break;
                }
            }
        }

        return (null, wanting.IsEmpty ? hard : wanting);
    }

    private Draft? TryPast(Kind kind, Diagram kinds, Choice choice, List<HistoryGoal> goals, ImmutableArray<Term> independent)
    {
        var fresh = new FreshEntities();
        if (Make(kind, choice, fresh) is not { } incident || !Wanting(kind, incident, independent).IsEmpty
            || earlierIncidents.TryBuild(incident, goals, fresh) is not { } earlier)
        {
            return null;
        }

        var draft = new Draft(incident, HeldFacts.Of(universe, kind)) { Earlier = earlier };
        return replay.IsAccepted(draft) && replay.IsOfKind(draft, kinds) ? draft : null;
    }

    private EntityInstance? Make(Kind kind, Choice choice, FreshEntities fresh) =>
        concretizer.TryChange(concretizer.MakePlain(fresh), origin, kind, fresh, choice);

    /// <summary>The choice itself, then with one of the fields changed that histories look at.</summary>
    private IEnumerable<Choice> Pasts(Kind kind, Choice choice, List<HistoryGoal> goals)
    {
        yield return choice;
        if (goals.Count == 0)
        {
            yield break;
        }

        // Of each field the first value, then of each the second, so that no field with many values keeps the others waiting.
        var moments = LooseField.FindMoments(goals.Select(g => g.History));
        var fields = LooseField.Find(universe, goals.Select(g => g.Term)).ToList();
        var values = fields.Select(f => Values(f, kind, f.Path[^1].Name == "at" ? moments : []).ToList()).ToList();
        for (var place = 0; place < values.Select(v => v.Count).DefaultIfEmpty().Max(); place++)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                if (place < values[i].Count)
                {
                    yield return choice.With(fields[i], values[i][place]);
                }
            }
        }
    }

    private IEnumerable<Value> Values(LooseField field, Kind kind, IReadOnlyCollection<long> moments) =>
        loose.Find(field, kind, moments).OrderBy(v => moments.Contains(v.Low) ? 0 : 1);

    /// <summary>Values for which the independent terms come out as wanted, or as many of them as can be, and those that do not.</summary>
    private (Choice Choice, ImmutableArray<Term> Wanting) Settle(Kind kind, ImmutableArray<Term> independent)
    {
        if (independent.IsEmpty)
        {
            return (Choice.Nearest, []);
        }

        if (Make(kind, Choice.Nearest, new FreshEntities()) is not { } nearest)
        {
            return (Choice.Nearest, independent);
        }

        var (best, wanting) = (Choice.Nearest, Wanting(kind, nearest, independent));
        var fields = LooseField.Find(universe, wanting);
        foreach (var choice in wanting.IsEmpty ? [] : Choices(kind, fields).Take(MostTries))
        {
            var left = Wanting(kind, choice.ApplyTo(nearest), independent);
            (best, wanting) = left.Length < wanting.Length ? (choice, left) : (best, wanting);
            if (wanting.IsEmpty)
            {
                break;
            }
        }

        return (best, wanting);
    }

    /// <summary>One field changed, then two.</summary>
    private IEnumerable<Choice> Choices(Kind kind, ImmutableArray<LooseField> fields)
    {
        var numbers = fields.Select(f => f.Term).OfType<NumericTerm>().Where(t => kind[t].IsKnown)
            .SelectMany(t => new[] { plain.FindNumber(t, kind[t].Low), t.GetCell(kind[t].Low).First, t.GetCell(kind[t].Low).Last })
            .OfType<long>().Where(n => n is > -1_000_000_000_000_000 and < 1_000_000_000_000_000).Distinct().Take(12).ToList();
        var values = fields.Select(f => loose.Find(f, kind, numbers).ToList()).ToList();
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var value in values[i])
            {
                yield return Choice.Nearest.With(fields[i], value);
            }
        }

        for (var i = 0; i < fields.Length; i++)
        {
            for (var j = i + 1; j < fields.Length; j++)
            {
                foreach (var (one, other) in values[i].SelectMany(a => values[j].Select(b => (a, b))))
                {
                    yield return Choice.Nearest.With(fields[i], one).With(fields[j], other);
                }
            }
        }
    }

    private ImmutableArray<Term> Wanting(Kind kind, EntityInstance incident, ImmutableArray<Term> independent)
    {
        var reading = new Reading(model.Interpreter, incident, NoHistory.Instance, DecideOptions.Default);
        return [.. independent.Where(t => !IsAsWanted(t, kind, reading))];
    }

    private static bool IsAsWanted(Term term, Kind kind, Reading reading)
    {
        var block = new bool[term.VariableCount];
        term.Write(term.Source.Read(reading), block);
        return block.AsSpan().SequenceEqual(kind.Assignment.AsSpan().Slice(term.FirstVariable, term.VariableCount));
    }

    private static bool ReadsHistory(Term term) => HistoriesOf(term).Any();

    private static IEnumerable<NumericTerm> HistoriesOf(Term term) => term.Source switch
    {
        HistorySource => [(NumericTerm)term],
        IndependentSource source => source.Operands.OfType<TermLeaf>().SelectMany(o => HistoriesOf(o.Term)),
        _ => [],
    };
}
