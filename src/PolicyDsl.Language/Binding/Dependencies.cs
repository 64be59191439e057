using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>A field that an expression reads, and how it comes to: the defines, derived fields and tables on the way, outermost first.</summary>
public sealed record Dependency(FieldSymbol Field, ImmutableArray<Symbol> Via, BoundExpression Read);

/// <summary>
/// What expressions read, directly or through defines, derived fields, tables, and the keys, conditions and summands of histories.
/// References on the way to a field count too, and a history reads the incident's <c>at</c>. Every define, field and table
/// is entered once, so the cost is the size of what is reached, and cycles (reported elsewhere) end.
/// Not followed: whether a field can make a difference. What is listed may be read; what is not listed is not.
/// </summary>
public static class Dependencies
{
    /// <summary>Every field that the expressions read, each once with the first way found, in order of finding.</summary>
    public static ImmutableArray<Dependency> Find(params ReadOnlySpan<BoundExpression?> expressions)
    {
        var walk = new Walk();
        foreach (var expression in expressions)
        {
            walk.Visit(expression);
        }

        return [.. walk.Found];
    }

    /// <summary>The fields alone.</summary>
    public static ImmutableArray<FieldSymbol> FieldsOf(params ReadOnlySpan<BoundExpression?> expressions) =>
        [.. Find(expressions).Select(d => d.Field)];

    /// <summary>Every history in the expressions, through defines and derived fields as well, each once.</summary>
    public static ImmutableArray<BoundHistory> HistoriesOf(params ReadOnlySpan<BoundExpression?> expressions)
    {
        var walk = new Walk();
        foreach (var expression in expressions)
        {
            walk.Visit(expression);
        }

        return [.. walk.Histories];
    }

    private sealed class Walk
    {
        private readonly HashSet<Symbol> entered = [];
        private readonly HashSet<FieldSymbol> fields = [];
        private readonly Stack<(BoundExpression Expression, ImmutableArray<Symbol> Via)> pending = new();

        public List<Dependency> Found { get; } = [];

        public List<BoundHistory> Histories { get; } = [];

        public void Visit(BoundExpression? root)
        {
            if (root is null)
            {
                return;
            }

            pending.Push((root, []));
            while (pending.TryPop(out var next))
            {
                foreach (var below in next.Expression.BoundChildren().Reverse())
                {
                    pending.Push((below, next.Via));
                }

                Enter(next.Expression, next.Via);
            }
        }

        private void Enter(BoundExpression expression, ImmutableArray<Symbol> via)
        {
            switch (expression)
            {
                case BoundFieldAccess access:
                    Add(access.Field, via, access);
                    Follow(access.Field, via, access.Field.Formula is { } formula ? [formula] : []);
                    break;
                case BoundDefineReference reference:
                    Follow(reference.Define, via, reference.Define.Value is { } value ? [value] : []);
                    break;
                case BoundTableLookup lookup:
                    Follow(lookup.Table, via, lookup.Table.Arms.SelectMany(a => a.ArmChildren()));
                    break;
                case BoundMeasureReference measure:
                    Follow(measure.Measure, via, measure.Measure.Value is { } figure ? [figure] : []);
                    break;
                case BoundHistory history:
                    Histories.Add(history);
                    AddTime(history, via);
                    break;
            }
        }

        private void Add(FieldSymbol field, ImmutableArray<Symbol> via, BoundExpression read)
        {
            if (fields.Add(field))
            {
                Found.Add(new Dependency(field, via, read));
            }
        }

        private void AddTime(BoundHistory history, ImmutableArray<Symbol> via)
        {
            if (history.Keys.FirstOrDefault() is { } key && RootOf(key).Type is EntityType { Entity: var entity } && entity.FindField("at") is { } at)
            {
                Add(at, via, history);
            }
        }

        private void Follow(Symbol symbol, ImmutableArray<Symbol> via, IEnumerable<BoundExpression> values)
        {
            if (!entered.Add(symbol))
            {
                return;
            }

            foreach (var value in values)
            {
                pending.Push((value, via.Add(symbol)));
            }
        }

        private static BoundExpression RootOf(BoundExpression expression)
        {
            while (expression is BoundFieldAccess access)
            {
                expression = access.Receiver;
            }

            return expression;
        }
    }
}
