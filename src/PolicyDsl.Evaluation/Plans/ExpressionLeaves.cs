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
/// <param name="References">
/// References on the way from the subject to fields, those without a column among them, that are no slots themselves: where one is unknown so is what is behind it,
/// and it is what is wanting.
/// </param>
/// <param name="IsClosed">Whether the expression reads nothing else.</param>
internal sealed record ExpressionLeaves(ImmutableArray<int> Slots, ImmutableArray<HistoryLeaf> Histories, ImmutableArray<int> References, bool IsClosed)
{
    /// <summary>Whether nothing of the incident is read.</summary>
    public bool IsEmpty => IsClosed && Slots.IsEmpty && Histories.IsEmpty && References.IsEmpty;
}

/// <summary>Finds leaves. Every define and derived field is entered once for each subject.</summary>
internal sealed class LeafFinder(IncidentSchema schema, GlobalScope scope, Func<BoundHistory, GlobalScope, int> placeOf)
{
    private readonly HashSet<int> slots = [];
    private readonly HashSet<int> references = [];
    private readonly Dictionary<BoundHistory, int> histories = new(ReferenceEqualityComparer.Instance as IEqualityComparer<BoundHistory>);
    private readonly HashSet<(Symbol Symbol, string Subject)> entered = [];
    private readonly Stack<(BoundExpression Expression, ImmutableArray<FieldSymbol> Subject)> pending = new();
    private bool isClosed = true;
    private int rootLength;

    public ExpressionLeaves Find(BoundExpression root, ImmutableArray<FieldSymbol> subject)
    {
        pending.Push((root, subject));
        rootLength = subject.Length;
        return Find();
    }

    private ExpressionLeaves Find()
    {
        while (pending.TryPop(out var next))
        {
            Visit(next.Expression, next.Subject);
        }

        return new ExpressionLeaves(
            [.. slots.OrderBy(s => schema.Paths[s].Fields.Length).ThenBy(s => s)],
            [.. histories.Select(h => new HistoryLeaf(h.Key, h.Value)).OrderBy(h => h.Place)],
            [.. references.Where(r => !slots.Contains(r)).OrderBy(r => schema.Paths[r].Fields.Length).ThenBy(r => r)],
            isClosed);
    }

    /// <summary>What a field at the end of a path reads.</summary>
    public ExpressionLeaves Find(ImmutableArray<FieldSymbol> path)
    {
        List<ImmutableArray<FieldSymbol>> places = [[]];
        foreach (var field in path.AsSpan()[..^1])
        {
            places = [.. places.SelectMany(p => Go(p, field))];
        }

        places.ForEach(p => VisitField(p.Add(path[^1])));
        return Find();
    }

    /// <summary>
    /// The path from the incident to what a chain of field accesses gives; null for anything else, and where a formula says who is referred to.
    /// </summary>
    public static ImmutableArray<FieldSymbol>? FindPath(BoundExpression expression, ImmutableArray<FieldSymbol> subject) => expression switch
    {
        BoundSubject => subject,
        BoundFieldAccess access when FindOwner(access.Receiver, subject) is { } path => path.Add(access.Field),
        _ => null,
    };

    public static string NameOf(ImmutableArray<FieldSymbol> path) => string.Join('.', path.Select(f => f.Name));

    private static ImmutableArray<FieldSymbol>? FindOwner(BoundExpression receiver, ImmutableArray<FieldSymbol> subject) => receiver switch
    {
        BoundDefineReference { Define.Value: { } value } => FindOwner(value, subject),
        BoundFieldAccess { Field.Formula: not null } => null,
        _ => FindPath(receiver, subject),
    };

    /// <summary>Where a reference may lead, through defines and formulas; what decides that is visited.</summary>
    private IEnumerable<ImmutableArray<FieldSymbol>> FindPlaces(BoundExpression expression, ImmutableArray<FieldSymbol> subject)
    {
        switch (expression)
        {
            case BoundSubject:
                return [subject];
            case BoundFieldAccess access:
                return FindPlaces(access.Receiver, subject).SelectMany(place => Go(place, access.Field));
            case BoundDefineReference { Define: { Value: { } value } define }:
                Enter(define, value, subject);
                return FindPlaces(value, subject);
            case BoundIf or BoundMatch or BoundDefault:
                pending.Push((expression, subject));
                return expression.BoundChildren().Where(c => c.Type is EntityType).SelectMany(c => FindPlaces(c, subject));
            default:
                pending.Push((expression, subject));
                isClosed = false;
                return [];
        }
    }

    /// <summary>Goes on from a place through a reference: to what is given there, and to what a formula leads to.</summary>
    private IEnumerable<ImmutableArray<FieldSymbol>> Go(ImmutableArray<FieldSymbol> place, FieldSymbol reference)
    {
        var path = place.Add(reference);
        if (reference.Formula is not { } formula)
        {
            return [path];
        }

        VisitField(path);
        return FindPlaces(formula, place).Append(path);
    }

    private void Visit(BoundExpression expression, ImmutableArray<FieldSymbol> subject)
    {
        switch (expression)
        {
            case BoundFieldAccess access:
                foreach (var place in FindPlaces(access.Receiver, subject))
                {
                    VisitField(place.Add(access.Field));
                }

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

    private void VisitField(ImmutableArray<FieldSymbol> path)
    {
        var field = path[^1];
        AddReferences(path);
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

    private void AddReferences(ImmutableArray<FieldSymbol> path)
    {
        for (var length = rootLength + 1; length < path.Length; length++)
        {
            if (schema.Find(NameOf([.. path.Take(length)])) is var slot and >= 0)
            {
                references.Add(slot);
            }
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
