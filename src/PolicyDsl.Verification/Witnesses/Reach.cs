using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Whether a term that the diagram takes as independent ever comes out in some state, as far as a sample over all cells of what it is computed from tells:
/// so that <c>amount &lt; amount</c> is given up at once, not cell by cell. It only guides the search.
/// Cost: at most <see cref="MostSamples"/> readings of the term, once for each state asked for.
/// </summary>
internal sealed class Reach(Universe universe, PolicyModel model, PlainValues plain, EntityInstance plainIncident)
{
    private const int MostSamples = 2_500;
    private const int MostFields = 3;

    private readonly Dictionary<(Term, string), bool> known = [];

    public bool IsOutOfReach(Term term, Kind kind)
    {
        var wanted = kind.Assignment.AsSpan().Slice(term.FirstVariable, term.VariableCount).ToArray();
        var key = (term, string.Concat(wanted.Select(b => b ? '1' : '0')));
        if (!known.TryGetValue(key, out var answer))
        {
            known[key] = answer = term.Source is IndependentSource && !Sample(term).Any(block => block.AsSpan().SequenceEqual(wanted));
        }

        return answer;
    }

    /// <summary>States that the term comes out in; where it reads too much to sample, none is missing.</summary>
    private IEnumerable<bool[]> Sample(Term term)
    {
        var fields = LooseField.Find(universe, [term]);
        if (fields.Length is 0 or > MostFields || ReadsHistory(term))
        {
            return AllStates(term);
        }

        var most = (int)Math.Pow(MostSamples, 1.0 / fields.Length);
        var numbers = fields.SelectMany(f => f.Term is NumericTerm number ? Cells(number) : []).Distinct().ToList();
        var values = fields.Select(f => Spread([.. Values(f, numbers)], most)).ToList();
        return Choices(fields, values, Choice.Nearest, 0).Select(c => Read(term, c.ApplyTo(plainIncident)));
    }

    private static IEnumerable<bool[]> AllStates(Term term) => Enumerable.Range(0, 1 << Math.Min(term.VariableCount, 12))
        .Select(bits => Enumerable.Range(0, term.VariableCount).Select(i => (bits >> i & 1) == 1).ToArray());

    private static IEnumerable<Choice> Choices(ImmutableArray<LooseField> fields, List<List<Value>> values, Choice choice, int next) => next == fields.Length
        ? [choice]
        : values[next].SelectMany(v => Choices(fields, values, choice.With(fields[next], v), next + 1));

    private bool[] Read(Term term, EntityInstance incident)
    {
        var block = new bool[term.VariableCount];
        term.Write(term.Source.Read(new Reading(model.Interpreter, incident, NoHistory.Instance, DecideOptions.Default)), block);
        return block;
    }

    private static IEnumerable<Value> Values(LooseField field, List<long> numbers) => field.Path[^1].Type switch
    {
        EnumType { Enum.Members: var members } => members.Select(m => Value.Of((long)m.Ordinal)).Append(Value.Unknown),
        { IsOrdered: true } type => DataLimits.Of(type) is var limits
            ? numbers.Concat([limits.Least, limits.Most, Numbers.Origin(type)]).Where(n => n >= limits.Least && n <= limits.Most).Distinct().Order().Select(Value.Of).Append(Value.Unknown)
            : [],
        var type when type == BasicType.Boolean => [Value.False, Value.True, Value.Unknown],
        _ => [Value.Of(PlainValues.Text), Value.Unknown],
    };

    /// <summary>The numbers around each cut, and some within each cell; for times every hour of two days and every day of two weeks.</summary>
    private IEnumerable<long> Cells(NumericTerm term)
    {
        var scale = term.Type.Scale;
        var times = term.Type == BasicType.Instant
            ? Enumerable.Range(0, 48).Select(h => Numbers.Origin(term.Type) + (h * 3_600L)).Concat(Enumerable.Range(0, 14).Select(d => Numbers.Origin(term.Type) + (d * 86_400L)))
            : [];
        return term.Cuts.SelectMany(c => new[] { c, c - 1, c + 1, c + scale }.Where(v => c is > long.MinValue / 2 and < long.MaxValue / 2))
            .Concat(Enumerable.Range(0, term.Cuts.Length + 1).Select(c => plain.FindNumber(term, c)).OfType<long>())
            .Concat(new[] { 1L, 2, 10, 100, 1_000 }.SelectMany(n => new[] { n * scale, -n * scale })).Concat(times);
    }

    /// <summary>So many of them at most, evenly.</summary>
    private static List<Value> Spread(ImmutableArray<Value> values, int most) =>
        values.Length <= most ? [.. values] : [.. Enumerable.Range(0, most).Select(i => values[(int)((long)i * values.Length / most)])];

    private static bool ReadsHistory(Term term) => term.Source switch
    {
        HistorySource => true,
        IndependentSource source => source.Operands.OfType<TermLeaf>().Any(o => ReadsHistory(o.Term)),
        _ => false,
    };
}
