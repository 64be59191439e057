using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>Fields, derived ones included, references, and histories.</summary>
internal sealed partial class ExpressionEncoder
{
    private IEnumerable<GuardedLeaf> ReadField(BoundFieldAccess access, Leaf subject)
    {
        foreach (var (guard, receiver) in Leaves(access.Receiver, subject))
        {
            if (receiver is not ReferenceLeaf reference)
            {
                yield return new GuardedLeaf(guard, Unknown(access.Type));
                continue;
            }

            foreach (var leaf in ReadField(reference, access.Field))
            {
                yield return leaf with { Guard = algebra.And(guard, leaf.Guard) };
            }
        }
    }

    /// <summary>
    /// What is given where it is given, what is computed where nothing is; unknown where the two cannot both be right, and of an unknown entity.
    /// </summary>
    private IEnumerable<GuardedLeaf> ReadField(ReferenceLeaf entity, FieldSymbol field)
    {
        var path = entity.Path.Add(field);
        if (field.Type is EntityType)
        {
            return [new(Diagram.True, new ReferenceLeaf(path, field.Type))];
        }

        if (field.Formula is not { } formula)
        {
            return [new(Diagram.True, GetField(path))];
        }

        var exists = IsKnown(entity);
        var computed = Leaves(formula, entity).Select(l => l with { Guard = algebra.And(exists, l.Guard) });
        var leaves = field.IsStored ? computed.SelectMany(c => Reconcile(GetField(path), c)) : computed;
        return [.. leaves, new(algebra.Not(exists), Unknown(field.Type))];
    }

    /// <summary>Where what is given for a field that may be given or computed cannot be what is computed, so that it reads as unknown.</summary>
    public Diagram Disagrees(ImmutableArray<FieldSymbol> path)
    {
        var entity = new ReferenceLeaf(path[..^1], path[^1].Entity.Type);
        if (path[^1].Formula is not { } formula)
        {
            return Diagram.False;
        }

        var given = GetField(path);
        if (path[^1].Type == BasicType.Boolean)
        {
            var (said, computed) = (IsTrue(given), Truth(formula, entity));
            return algebra.And(IsKnown(entity), algebra.Or(algebra.And(said.True, computed.False), algebra.And(said.False, computed.True)));
        }

        return algebra.And(IsKnown(entity), Any(Leaves(formula, entity).Select(l =>
            algebra.And(l.Guard, algebra.And(algebra.Not(IsUnknown(given)), Compare(given, ComparisonOperator.Equal, l.Leaf).False)))));
    }

    private IEnumerable<GuardedLeaf> Reconcile(TermLeaf given, GuardedLeaf computed)
    {
        var nothingGiven = IsUnknown(given);
        var disagree = Compare(given, ComparisonOperator.Equal, computed.Leaf).False;
        var somethingGiven = algebra.And(computed.Guard, algebra.Not(nothingGiven));
        return
        [
            new(algebra.And(computed.Guard, nothingGiven), computed.Leaf),
            new(algebra.And(somethingGiven, algebra.Not(disagree)), given),
            new(algebra.And(somethingGiven, disagree), Unknown(given.Type)),
        ];
    }

    private TruthDiagrams ReadBoolean(BoundFieldAccess access, Leaf subject)
    {
        var result = TruthDiagrams.Unknown;
        foreach (var (guard, receiver) in Leaves(access.Receiver, subject))
        {
            if (receiver is ReferenceLeaf entity)
            {
                var truth = ReadBoolean(entity, access.Field).Under(guard, algebra);
                result = new TruthDiagrams(algebra.Or(result.True, truth.True), algebra.Or(result.False, truth.False));
            }
        }

        return result;
    }

    private TruthDiagrams ReadBoolean(ReferenceLeaf entity, FieldSymbol field)
    {
        var given = field.IsStored || field.Formula is null ? IsTrue(GetField(entity.Path.Add(field))) : TruthDiagrams.Unknown;
        if (field.Formula is not { } formula)
        {
            return given;
        }

        var computed = Truth(formula, entity);
        var nothingGiven = algebra.Not(given.IsKnown(algebra));
        var exists = IsKnown(entity);
        return new TruthDiagrams(
            algebra.Or(algebra.And(given.True, algebra.Not(computed.False)), algebra.And(nothingGiven, computed.True)),
            algebra.Or(algebra.And(given.False, algebra.Not(computed.True)), algebra.And(nothingGiven, computed.False))).Under(exists, algebra);
    }

    private TermLeaf GetField(ImmutableArray<FieldSymbol> path)
    {
        MeetReferences(path.RemoveAt(path.Length - 1));
        return new TermLeaf(terms.GetField(path, actions.Length), [], path[^1].Type);
    }

    /// <summary>A field of a person can be known only where the person is.</summary>
    private void MeetReferences(ImmutableArray<FieldSymbol> path)
    {
        for (var length = 1; length <= path.Length; length++)
        {
            terms.GetReference(path[..length]);
        }
    }

    private Diagram IsKnown(Leaf leaf)
    {
        switch (leaf)
        {
            case ConstantLeaf constant:
                return constant.Value.IsKnown ? Diagram.True : Diagram.False;
            case ReferenceLeaf { Path.IsEmpty: true }:
                return Diagram.True;
            case ReferenceLeaf reference:
                MeetReferences(reference.Path);
                return terms.GetReference(reference.Path).IsYes(algebra);
            case TermLeaf { Steps.IsEmpty: true } term:
                return term.Term.IsExact(algebra);
            case TermLeaf term when term.Steps.All(s => s.IsInjective):
                return algebra.And(term.Term.IsExact(algebra), EndsBetween(term, Value.OpenLow, Value.OpenHigh));
            default:
                // A range may come out as one value: which ones do, the cuts do not tell.
                return terms.GetYesNo(new IndependentSource(
                    $"known {leaf.Key}", $"{leaf.Name} is known", BasicType.Boolean, [leaf], operands => Value.Of(operands[0].IsKnown))).IsYes(algebra);
        }
    }

    /// <summary>Where nothing at all is known of the value.</summary>
    private Diagram IsUnknown(Leaf leaf) => leaf switch
    {
        ConstantLeaf constant => constant.Value.Kind == ValueKind.Unknown ? Diagram.True : Diagram.False,
        ReferenceLeaf => algebra.Not(IsKnown(leaf)),
        TermLeaf { Steps.IsEmpty: false } term => algebra.Or(term.Term.IsUnknown(algebra), algebra.Not(EndsBetween(term, Value.OpenLow, Value.OpenHigh))),
        TermLeaf { Term: MemberTerm { Type: BasicType, IsCoarse: false } boolean } => algebra.Not(boolean.IsOneOf([1], algebra).IsKnown(algebra)),
        TermLeaf term => term.Term.IsUnknown(algebra),
        _ => Diagram.False,
    };

    private Leaf GetHistory(BoundHistory history, Leaf subject)
    {
        if (subject is not ReferenceLeaf { Path.IsEmpty: true })
        {
            return Unknown(history.Type);
        }

        var count = history.Kind == HistoryKind.Any ? history with { Kind = HistoryKind.Count, Type = BasicType.Integer } : history;
        var term = terms.GetNumeric(new HistorySource(ExpressionKey.Of(count), count));
        ImmutableArray<ImmutableArray<FieldSymbol>> keys = [.. history.Keys.Select(FollowedSource.PathOf)];
        var followed = terms.GetYesNo(new FollowedSource(FollowedSource.KeyOf(history), history, keys));
        HasKeys(history);

        if (history.Keys[0].Receiver is BoundSubject { Type: EntityType { Entity: var incident } } && incident.FindField("at") is { } at)
        {
            GetField([at]).Term.IsUnknown(algebra);
        }

        followed.IsYes(algebra);
        term.IsUnknown(algebra);
        return new TermLeaf(term, [], count.Type);
    }

    private TruthDiagrams EncodeAny(BoundHistory history, Leaf subject) =>
        GetHistory(history, subject) is TermLeaf count ? Compare(count, ComparisonOperator.GreaterOrEqual, new ConstantLeaf(Value.Of(1L), BasicType.Integer)) : TruthDiagrams.Unknown;

    /// <summary>
    /// Where every key of a history is known, so that earlier incidents can be told from others: a field as it reads, also where it is computed, and of what is
    /// referred to its own key too.
    /// </summary>
    public Diagram HasKeys(BoundHistory history) => history.Keys.Aggregate(Diagram.True, (all, key) => algebra.And(all, IsKeyKnown(key)));

    private Diagram IsKeyKnown(BoundFieldAccess key)
    {
        if (key.Type is not EntityType { Entity: var entity })
        {
            return IsKnown(key, Incident(key));
        }

        var reference = new ReferenceLeaf(FollowedSource.PathOf(key), key.Type);
        var known = IsKnown(reference);
        return entity.Key is { } id ? algebra.And(known, Any(ReadField(reference, id).Select(l => algebra.And(l.Guard, IsKnown(l.Leaf))))) : known;
    }
}
