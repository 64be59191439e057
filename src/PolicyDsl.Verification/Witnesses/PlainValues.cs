using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Witnesses;

/// <summary>
/// The values of the plain incident (language.md section 9): no, the plain member, no member of a set, the allowed number nearest to 0, times at noon of
/// 1 January 2024, "some" for a text. Allowed is what no invariant forbids whatever the other fields are. What is computed is not given; and what was
/// recorded of the incident is not either, unless it must be: no rule may read it.
/// Cost: each field once, the invariants of its entity for each constant in them.
/// </summary>
internal sealed class PlainValues(GlobalScope scope)
{
    /// <summary>The text of a field that may be anything.</summary>
    public const string Text = "some";

    private readonly ExpressionEvaluator evaluator = new(scope, new EvaluationInputs());
    private readonly Dictionary<FieldSymbol, Value> values = [];

    /// <summary>The plain value of a stored field that is neither a key nor a reference.</summary>
    public Value Of(FieldSymbol field)
    {
        if (!values.TryGetValue(field, out var value))
        {
            values[field] = value = Choose(field);
        }

        return value;
    }

    /// <summary>A number of a cell, as near to the plain one as reads well; null where data can hold none.</summary>
    public long? FindNumber(NumericTerm term, int cell) =>
        FindNumber(term, cell, term.Source is FieldSource field && Of(field.Field) is { Kind: ValueKind.Exact } value ? value.Low : Numbers.Origin(term.Type));

    /// <summary>A number of a cell, as near to another as reads well; null where data can hold none.</summary>
    public static long? FindNumber(NumericTerm term, int cell, long near)
    {
        var (first, last) = term.GetCell(cell);
        return Numbers.FindNearest(term.Type, near, first, last);
    }

    private Value Choose(FieldSymbol field) => IsLeftOut(field)
        ? Value.Unknown
        : Candidates(field).Where(c => IsAllowed(field, c)).DefaultIfEmpty(Value.Unknown).First();

    private static bool IsLeftOut(FieldSymbol field) => !field.IsRequired && (field.Formula is not null || field.Type is ActionType);

    private static IEnumerable<Value> Candidates(FieldSymbol field)
    {
        switch (field.Type)
        {
            case EnumType { Enum: var members }:
                return members.Members.OrderBy(m => m == members.Plain ? 0 : 1).Select(m => Value.Of((long)m.Ordinal));
            case SetType:
                return [Value.Set([])];
            case ActionType:
                return [Value.Of(0L)];
            case { IsOrdered: true } type:
                return NumberCandidates(field, type);
            case var type when type == BasicType.Boolean:
                return [Value.False, Value.True];
            case var type when type == BasicType.Text:
                return [Value.Of(Text), .. Literals(field).Where(v => v.Kind == ValueKind.Text)];
            default:
                return [];
        }
    }

    private static IEnumerable<Value> NumberCandidates(FieldSymbol field, TypeSymbol type)
    {
        var (origin, limits) = (Numbers.Origin(type), DataLimits.Of(type));
        var constants = Literals(field).Where(v => v.Kind == ValueKind.Exact).Select(v => v.Low);
        return constants.SelectMany(c => new[] { c, c - type.Scale, c + type.Scale, c - 1, c + 1 })
            .Append(origin)
            .Where(c => c >= limits.Least && c <= limits.Most)
            .Distinct()
            .OrderBy(c => Int128.Abs((Int128)c - origin))
            .ThenByDescending(c => c)
            .Select(Value.Of);
    }

    /// <summary>The constants that the invariants of a field's entity name.</summary>
    private static IEnumerable<Value> Literals(FieldSymbol field) => field.Entity.Invariants.SelectMany(i => i.BoundDescendants()).SelectMany(e => e switch
    {
        BoundLiteral literal => [literal.Value],
        BoundInRange range => new[] { range.Low, range.High }.OfType<long>().Where(v => v is not (Value.OpenLow or Value.OpenHigh)).Select(Value.Of),
        BoundInList list => list.Items,
        _ => ImmutableArray<Value>.Empty,
    });

    private bool IsAllowed(FieldSymbol field, Value value)
    {
        if (field.Entity.Invariants.IsEmpty)
        {
            return true;
        }

        var alone = new EntityInstance(field.Entity) { [field] = value };
        return field.Entity.Invariants.All(i => evaluator.Evaluate(i, alone).ToTruth() != Truth.False);
    }
}
