using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>Which column of the file gives which field, read off the mapping of a data set.</summary>
internal sealed class PeerColumns
{
    private readonly Dictionary<FieldSymbol, PeerColumn> byField;

    private PeerColumns(Dictionary<FieldSymbol, PeerColumn> byField) => this.byField = byField;

    public IEnumerable<PeerColumn> All => byField.Values;

    public PeerColumn this[FieldSymbol field] =>
        byField.GetValueOrDefault(field) ?? throw new NotSupportedException($"No column gives `{field.QualifiedName}`.");

    public bool Has(FieldSymbol field) => byField.ContainsKey(field);

    public static PeerColumns Of(DatasetSymbol dataset) =>
        new(dataset.Mappings.SelectMany(m => m.Fields).ToDictionary(f => f.Field, f => ToColumn(f.Field, f.Value)));

    private static PeerColumn ToColumn(FieldSymbol field, BoundExpression value)
    {
        var name = value.BoundDescendants().OfType<BoundColumn>().Single().Name;
        return field.Type switch
        {
            var type when type == BasicType.Boolean => new PeerColumn(name, PeerKind.Flag, []),
            var type when type == BasicType.Integer => new PeerColumn(name, PeerKind.Integer, []),
            var type when type == BasicType.Mass => new PeerColumn(name, PeerKind.Thousandths, []),
            var type when type == BasicType.Instant => new PeerColumn(name, PeerKind.Time, []),
            var type when type == BasicType.Text => new PeerColumn(name, PeerKind.Key, []),
            _ => new PeerColumn(name, PeerKind.Code, TextsOf(value)),
        };
    }

    private static ImmutableArray<(string Text, long Member)> TextsOf(BoundExpression value) =>
        value is BoundMatch match && match.Arms.All(a => a.Kind == ArmKind.Patterns && a.Guard is null && a.Value is BoundLiteral { Value.Kind: ValueKind.Exact })
            ? [.. match.Arms.SelectMany(a => a.Patterns.OfType<ConstantPattern>().Select(p => (p.Value.Text, ((BoundLiteral)a.Value).Value.Low)))]
            : throw new NotSupportedException($"`{value.Location.Text}` is not a match of texts with members.");
}
