using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>A history that an expression reads, and its place among the histories of the plan.</summary>
internal sealed record HistoryLeaf(BoundHistory History, int Place);

/// <summary>
/// The stored fields and histories that an expression reads, through defines and derived fields. A reference counts where it can make a difference
/// by itself: where it is read, or a formula behind it is.
/// </summary>
/// <param name="Slots">Slots of the schema, references first; without the fields that no column has, which are unknown.</param>
/// <param name="Histories">The histories.</param>
/// <param name="IsClosed">Whether the expression reads nothing else.</param>
internal sealed record ExpressionLeaves(ImmutableArray<int> Slots, ImmutableArray<HistoryLeaf> Histories, bool IsClosed)
{
    /// <summary>References on the way to the slots and to the subject, that are no slots themselves.</summary>
    public ImmutableArray<int> FindReferences(IncidentSchema schema, ImmutableArray<FieldSymbol> subject)
    {
        var found = new SortedSet<int>();
        foreach (var path in Slots.Where(s => s >= 0).Select(s => schema.Paths[s].Fields).Append([.. subject, .. subject.Take(1)]))
        {
            for (var length = 1; length < path.Length; length++)
            {
                found.Add(schema.Find(string.Join('.', path.Take(length).Select(f => f.Name))));
            }
        }

        return [.. found.Where(s => s >= 0 && !Slots.Contains(s)).OrderBy(s => schema.Paths[s].Fields.Length)];
    }
}

/// <summary>Finds leaves. Every define and derived field is entered once for each subject.</summary>
internal sealed class LeafFinder(IncidentSchema schema, GlobalScope scope, Func<BoundHistory, GlobalScope, int> placeOf)
{
    private readonly HashSet<int> slots = [];
    private readonly Dictionary<BoundHistory, int> histories = new(ReferenceEqualityComparer.Instance as IEqualityComparer<BoundHistory>);
    private readonly HashSet<(Symbol Symbol, string Subject)> entered = [];
    private readonly Stack<(BoundExpression Expression, ImmutableArray<FieldSymbol> Subject)> pending = new();
    private bool isClosed = true;

    public ExpressionLeaves Find(BoundExpression root, ImmutableArray<FieldSymbol> subject)
    {
        pending.Push((root, subject));
        while (pending.TryPop(out var next))
        {
            Visit(next.Expression, next.Subject);
        }

        return new ExpressionLeaves(
            [.. slots.OrderBy(s => schema.Paths[s].Fields.Length).ThenBy(s => s)],
            [.. histories.Select(h => new HistoryLeaf(h.Key, h.Value)).OrderBy(h => h.Place)],
            isClosed);
    }

    /// <summary>The path from the incident to what a chain of field accesses gives; null for anything else.</summary>
    public static ImmutableArray<FieldSymbol>? FindPath(BoundExpression expression, ImmutableArray<FieldSymbol> subject) => expression switch
    {
        BoundSubject => subject,
        BoundFieldAccess access when FindPath(access.Receiver, subject) is { } path => path.Add(access.Field),
        _ => null,
    };

    public static string NameOf(ImmutableArray<FieldSymbol> path) => string.Join('.', path.Select(f => f.Name));

    private void Visit(BoundExpression expression, ImmutableArray<FieldSymbol> subject)
    {
        switch (expression)
        {
            case BoundFieldAccess access when FindPath(access, subject) is { } path:
                VisitField(path, subject);
                break;
            case BoundDefineReference { Define: { Value: { } value } define }:
                Enter(define, value, subject);
                break;
            case BoundHistory history:
                histories.TryAdd(history, subject.IsEmpty ? placeOf(history, scope) : -1);
                break;
            case BoundSubject when subject.IsEmpty:
            case BoundThis or BoundColumn or BoundAggregate or BoundDecidedAction or BoundOffered or BoundOutcomeFigure or BoundRelativeRate or BoundNetBenefit or BoundMeasureReference:
                isClosed = false;
                break;
            case BoundSubject:
                AddSlot(subject);
                break;
            default:
                foreach (var child in expression.BoundChildren())
                {
                    pending.Push((child, subject));
                }

                break;
        }
    }

    private void VisitField(ImmutableArray<FieldSymbol> path, ImmutableArray<FieldSymbol> subject)
    {
        var field = path[^1];
        if (field.IsStored)
        {
            AddSlot(path);
        }

        if (field.Type is EntityType)
        {
            // A reference as a value: two are the same by their keys.
            isClosed &= field.Formula is null;
            if (field.Type is EntityType { Entity.Key: { } key })
            {
                AddSlot(path.Add(key));
            }
        }

        if (field.Formula is { } formula)
        {
            var owner = path.RemoveAt(path.Length - 1);
            for (var length = 1; length <= owner.Length; length++)
            {
                AddSlot([.. owner.Take(length)]);
            }

            Enter(field, formula, owner);
        }
    }

    private void AddSlot(ImmutableArray<FieldSymbol> path)
    {
        if (schema.Find(NameOf(path)) is var slot and >= 0)
        {
            slots.Add(slot);
        }
    }

    private void Enter(Symbol symbol, BoundExpression value, ImmutableArray<FieldSymbol> subject)
    {
        if (entered.Add((symbol, NameOf(subject))))
        {
            pending.Push((value, subject));
        }
    }
}
