using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Tells incidents in short, in the author's words: only what sets them apart from the plain incident, as in
/// <c>offence possession, quantity 0.5 g, person.age 31; 3 earlier incidents 30 days before: offence robbery</c>. Ids and cases are told only where
/// they are unknown.
/// </summary>
/// <param name="scope">The vocabulary.</param>
/// <param name="plain">The plain incident; without one plain is what a value of each type plainly is.</param>
/// <param name="plainEarlier">What is plain of an earlier incident, where that is something else.</param>
public sealed class IncidentText(GlobalScope scope, EntityInstance? plain = null, EntityInstance? plainEarlier = null)
{
    private readonly ValueFormatter formatter = new(scope);
    private readonly ExpressionEvaluator evaluator = new(scope, new EvaluationInputs());

    /// <summary>Fields as an author names them (<c>person.age</c>) with their values; an unknown reference has no fields but is told itself.</summary>
    public ImmutableArray<(string Field, string Value)> DescribeFields(EntityInstance incident) => [.. DescribeFields(incident, plain, "", null)];

    /// <summary>The incident, those before it, and what holds besides, in one line.</summary>
    public string Describe(EntityInstance incident, ImmutableArray<EntityInstance> earlier, DecideOptions facts)
    {
        var own = Join(DescribeFields(incident));
        IEnumerable<string> parts =
        [
            own.Length == 0 ? "a plain incident" : own,
            .. DescribeEarlier(incident, earlier),
            .. DescribeFacts(facts),
        ];
        return string.Join("; ", parts);
    }

    /// <summary>The earlier incidents, those alike counted: <c>3 earlier incidents 30 days before: offence robbery</c>.</summary>
    public ImmutableArray<string> DescribeEarlier(EntityInstance incident, ImmutableArray<EntityInstance> earlier) =>
        [.. earlier.Select(e => Describe(e, incident)).GroupBy(t => t).Select(g => Count(g.Count(), g.Key))];

    /// <summary>Crackdowns that are on, alternatives in force and resources used up, each as a few words, by name.</summary>
    public static ImmutableArray<string> DescribeFacts(DecideOptions facts) =>
    [
        .. InOrder(facts.ActiveCrackdowns).Select(c => $"under crackdown `{c}`"),
        .. InOrder(facts.AlternativesInForce).Select(r => $"`otherwise` of `{r}` in force"),
        .. InOrder(facts.ExhaustedResources).Select(r => $"`{r}` exhausted"),
    ];

    private static IEnumerable<string> InOrder(IEnumerable<Symbol> symbols) => symbols.Select(s => s.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>When an earlier incident happened, and what else is to be said of it.</summary>
    private (string When, string What) Describe(EntityInstance earlier, EntityInstance incident)
    {
        var fields = Join(DescribeFields(earlier, plainEarlier ?? plain, "", incident));
        return (earlier.Entity.FindField("at") is { } at ? DescribeTime(at, earlier[at], incident[at]) : "", fields);
    }

    private string DescribeTime(FieldSymbol at, Value time, Value now) => (time.Kind, now.Kind) switch
    {
        (ValueKind.Exact, ValueKind.Exact) when at.Type == BasicType.Instant && now.Low > time.Low => $" {SourceValues.WriteLength(now.Low - time.Low)} before",
        (ValueKind.Unknown, _) => " at an unknown time",
        _ => $" at {formatter.Format(time, at.Type)}",
    };

    private static string Count(int count, (string When, string What) told) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(count == 1 ? "an earlier incident" : $"{count} earlier incidents")}{told.When}{(told.What.Length == 0 ? "" : ": ")}{told.What}");

    /// <param name="instance">What to tell.</param>
    /// <param name="usual">What is plain of it; null for what is plain of its types.</param>
    /// <param name="path">The way to it, with a point at its end.</param>
    /// <param name="decided">For an earlier incident the one decided, whose persons and areas it shares; else null.</param>
    private IEnumerable<(string Field, string Value)> DescribeFields(EntityInstance instance, EntityInstance? usual, string path, EntityInstance? decided)
    {
        foreach (var field in instance.Entity.Fields.Where(f => f.IsStored))
        {
            var value = instance[field];
            var name = path + field.Name;
            if (value.Entity is { } entity)
            {
                foreach (var part in DescribeReference(entity, field, usual?[field].Entity, name, decided))
                {
                    yield return part;
                }
            }
            else if (!IsPlain(field, value, usual) && (decided is null || field.Name != "at"))
            {
                yield return (name, formatter.Format(Contradictions.Exists(evaluator, instance, field) ? Value.Unknown : value, field.Type));
            }
        }
    }

    private IEnumerable<(string Field, string Value)> DescribeReference(
        EntityInstance entity, FieldSymbol field, EntityInstance? usual, string name, EntityInstance? decided)
    {
        var shared = decided?[field].Entity;
        if (ReferenceEquals(shared, entity) || name.Count(c => c == '.') > 2)
        {
            yield break;
        }

        if (decided is not null && entity.Entity.Key is { } key && entity[key].IsKnown && (shared is null || shared[key] != entity[key]))
        {
            yield return (name, "another");
        }

        foreach (var part in DescribeFields(entity, shared ?? usual, name + ".", null))
        {
            yield return part;
        }
    }

    private bool IsPlain(FieldSymbol field, Value value, EntityInstance? usual)
    {
        if (TestRecordWriter.IsIdentity(field))
        {
            return value.IsKnown || (usual is null ? field.Entity == scope.Incident : !usual[field].IsKnown);
        }

        return usual is not null ? value == usual[field]
            : field.Formula is not null ? value.Kind == ValueKind.Unknown
            : field.Type is not EntityType && value == PlainOf(field);
    }

    private static Value PlainOf(FieldSymbol field) => field.Type switch
    {
        EnumType { Enum.Plain: { } member } => Value.Of((long)member.Ordinal),
        BasicType { IsFinite: true } or ActionType => Value.Of(0L),
        SetType => Value.Set([]),
        _ when field.Name == "at" => TestIncidents.DefaultTime,
        { IsOrdered: true } => Value.Of(0L),
        _ => Value.Unknown,
    };

    private static string Join(IEnumerable<(string Field, string Value)> fields) => string.Join(", ", fields.Select(f => f.Value == "another" ? $"another {f.Field}" : $"{f.Field} {f.Value}"));
}
