using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Principles;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// Tells a witness in one line and by fields: what is not plain about it, of all that the policy and its clauses read, and every number that the
/// question is about, plain or not.
/// </summary>
internal static class WitnessTelling
{
    private static readonly long PlainTime = (long)(new DateTime(2024, 1, 1, 12, 0, 0) - DateTime.UnixEpoch).TotalSeconds;

    /// <param name="about">The diagrams of the question.</param>
    public static ClauseWitness Tell(PolicyModel model, Witness witness, IEnumerable<Diagram> about, Witness? other = null)
    {
        var numbers = about.SelectMany(model.Universe.Diagrams.Support).Select(model.Universe.GetTerm).Where(t => t is NumericTerm).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var fields = Fields(model, witness.Incident, numbers);
        var told = new ClauseWitness(witness.Incident, witness.Earlier, witness.Facts, witness.Decision, Text(model, witness, fields), other?.Incident, other?.Decision)
        {
            Fields = fields,
            Why = Why(model, witness),
        };
        return other is null ? told : told with { OtherText = Text(model, other, Fields(model, other.Incident, numbers)), OtherWhy = Why(model, other) };
    }

    /// <summary><c>offence possession, person.age 12, after 2 earlier incidents (offence supply, at 2023-12-31T12:00)</c></summary>
    private static string Text(PolicyModel model, Witness witness, ImmutableArray<(string Field, string Value)> fields)
    {
        var parts = fields.Select(Join).ToList();
        var earlier = witness.Earlier.GroupBy(e => string.Join(", ", EarlierFields(model, e)), StringComparer.Ordinal);
        parts.AddRange(earlier.Select(g => string.Create(CultureInfo.InvariantCulture, $"after {g.Count()} earlier incident{(g.Count() == 1 ? "" : "s")}{(g.Key.Length == 0 ? "" : $" ({g.Key})")}")));
        parts.AddRange(witness.Facts.ActiveCrackdowns.Select(c => $"under crackdown `{c.Name}`").Order(StringComparer.Ordinal));
        parts.AddRange(witness.Facts.AlternativesInForce.Select(r => $"with the `otherwise` of `{r.Name}` in force").Order(StringComparer.Ordinal));
        parts.AddRange(witness.Facts.ExhaustedResources.Select(r => $"with resource `{r.Name}` exhausted").Order(StringComparer.Ordinal));
        return parts.Count == 0 ? "a plain incident" : string.Join(", ", parts);
    }

    private static string Join((string Field, string Value) field) => $"{field.Field} {field.Value}";

    private static ImmutableArray<(string Field, string Value)> Fields(PolicyModel model, EntityInstance incident, HashSet<string> numbers)
    {
        var formatter = new ValueFormatter(model.GlobalScope);
        var fields = ImmutableArray.CreateBuilder<(string, string)>();
        var unknown = new List<string>();
        foreach (var source in model.Universe.Terms.Select(t => t.Source))
        {
            switch (source)
            {
                case ReferenceSource reference when Find(incident, reference.Path) is not { } && !unknown.Exists(u => source.Name.StartsWith(u + ".", StringComparison.Ordinal)):
                    var name = string.Join('.', reference.Path.Select(f => f.Name));
                    unknown.Add(name);
                    fields.Add((name, "unknown"));
                    break;
                case FieldSource { Field.IsKey: false } field when Find(incident, field.Path[..^1]) is { } holder && (numbers.Contains(field.Key) || !IsPlain(holder[field.Field], field.Field)):
                    fields.Add((field.Name, formatter.Format(holder[field.Field], field.Type)));
                    break;
            }
        }

        return fields.ToImmutable();
    }

    private static IEnumerable<string> EarlierFields(PolicyModel model, EntityInstance earlier)
    {
        var formatter = new ValueFormatter(model.GlobalScope);
        return earlier.Entity.Fields
            .Where(f => f is { IsStored: true, IsKey: false, Type: not EntityType } && f.Name != "case" && earlier[f].Kind != ValueKind.Unknown && !IsPlain(earlier[f], f))
            .Select(f => Join((f.Name, formatter.Format(earlier[f], f.Type))));
    }

    private static EntityInstance? Find(EntityInstance incident, ImmutableArray<FieldSymbol> path)
    {
        EntityInstance? entity = incident;
        foreach (var field in path)
        {
            entity = entity?[field].Entity;
        }

        return entity;
    }

    /// <summary>What need not be told: the value that a field of the plain incident has.</summary>
    private static bool IsPlain(Value value, FieldSymbol field) => field.Type switch
    {
        EnumType { Enum: var members } => value.Kind == ValueKind.Exact && value.Low == (members.Plain?.Ordinal ?? 0),
        BasicType when field.Type == BasicType.Boolean => value == Value.False,
        BasicType when field.Type == BasicType.Text => value.Kind == ValueKind.Text,
        BasicType when field.Type == BasicType.Instant => field.Name == "at" && value == Value.Of(PlainTime),
        SetType => value.Kind == ValueKind.Set && value.Members.IsEmpty,
        _ => value.Kind == ValueKind.Exact && value.Low == 0,
    };

    private static ImmutableArray<string> Why(PolicyModel model, Witness witness)
    {
        var explainer = new Explainer(model.GlobalScope);
        return
        [
            .. witness.Decision.Outcomes.Where(o => witness.Decision.Rules.Contains(o.Rule))
                .SelectMany(o => explainer.ExplainRule(o, witness.Decision)).Select(l => l.ToString()),
        ];
    }
}
