using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Histories;

/// <summary>An incident as a test writes it down: what is not given is unknown.</summary>
internal sealed record IncidentSpec
{
    public string? Person { get; init; }

    /// <summary>A person of whom not even the key is known, though that there is one.</summary>
    public bool HasUnknownPerson { get; init; }

    public string? Area { get; init; }

    public string? Case { get; init; }

    public Value At { get; init; }

    public Value Offence { get; init; }

    public Value Drug { get; init; }

    public Value Quantity { get; init; }

    public Value Number { get; init; }

    public Value Armed { get; init; }

    public Value Age { get; init; }

    public Value Score { get; init; }

    public static ImmutableArray<LoadedIncident> Load(IReadOnlyList<IncidentSpec> specs, HistoryWorld world) =>
        [.. specs.Select((s, i) => new LoadedIncident(s.Make(world.Compilation.Scope, FormattableString.Invariant($"i{i}")), new RowPlace("data.csv", i + 2), 1))];

    private EntityInstance Make(GlobalScope scope, string id)
    {
        var incident = New(scope, "incident", id);
        Set(incident, "id", Value.Of(id));
        Set(incident, "case", Case is null ? Value.Unknown : Value.Of(Case));
        Set(incident, "at", At);
        Set(incident, "offence", Offence);
        Set(incident, "drug", Drug);
        Set(incident, "quantity", Quantity);
        Set(incident, "number", Number);
        Set(incident, "armed", Armed);
        if (Person is not null || HasUnknownPerson)
        {
            var person = New(scope, "person", Person ?? "unknown");
            Set(person, "id", Person is null ? Value.Unknown : Value.Of(Person));
            Set(person, "age", Age);
            Set(person, "score", Score);
            Set(incident, "person", Value.Of(person));
        }

        if (Area is not null)
        {
            var area = New(scope, "area", Area);
            Set(area, "id", Value.Of(Area));
            Set(incident, "area", Value.Of(area));
        }

        return incident;
    }

    private static EntityInstance New(GlobalScope scope, string entity, string id) => new(Assert.IsType<EntitySymbol>(scope.Find(entity))) { Id = id };

    private static void Set(EntityInstance instance, string field, Value value)
    {
        var symbol = instance.Entity.FindField(field);
        Assert.NotNull(symbol);
        instance[symbol] = value;
    }

    public override string ToString()
    {
        string[] parts =
        [
            $"person={Person ?? (HasUnknownPerson ? "?" : "-")}", $"area={Area ?? "-"}", $"case={Case ?? "-"}", $"at={Show(At)}", $"offence={Show(Offence)}", $"drug={Show(Drug)}",
            $"quantity={Show(Quantity)}", $"number={Show(Number)}", $"armed={Show(Armed)}", $"age={Show(Age)}", $"score={Show(Score)}",
        ];
        return string.Join(' ', parts.Where(p => !p.EndsWith("=-", StringComparison.Ordinal)));
    }

    public static string Show(Value value) => value.Kind switch
    {
        ValueKind.Exact => FormattableString.Invariant($"{value.Low}"),
        ValueKind.Range => FormattableString.Invariant($"{value.Low}..{value.High}"),
        ValueKind.Alternatives => string.Join('|', value.Members),
        ValueKind.Unknown => "-",
        _ => value.Text,
    };
}
