using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Logic;

/// <summary>
/// What must hold of single fields for a condition to be true: for each term a set of members or an interval. Necessary, not
/// sufficient: parts that speak of more than one term at once, or that are not understood, add nothing. A rule fires only where its condition is
/// true for every value that a field may have, so two conditions that allow no common value of one term are never true together,
/// partly known fields included. Cost: the size of the condition, with defines unfolded at most <see cref="MaxDepth"/> deep.
/// </summary>
internal sealed class NecessaryFacts
{
    private const int MaxDepth = 40;

    private readonly ImmutableDictionary<string, Allowed> terms;

    private NecessaryFacts(ImmutableDictionary<string, Allowed> terms, bool isImpossible)
    {
        this.terms = terms;
        IsImpossible = isImpossible;
    }

    private static NecessaryFacts Nothing { get; } = new(ImmutableDictionary<string, Allowed>.Empty, false);

    private static NecessaryFacts Never { get; } = new(ImmutableDictionary<string, Allowed>.Empty, true);

    /// <summary>True where the condition is never true.</summary>
    public bool IsImpossible { get; }

    /// <summary>The facts that a rule needs in order to fire.</summary>
    public static NecessaryFacts Of(RuleSymbol rule)
    {
        var when = rule.When is null ? Nothing : Of(rule.When, true, 0);
        return rule.Unless is null ? when : Both(when, Of(rule.Unless, false, 0));
    }

    /// <summary>True where no incident makes both conditions true.</summary>
    public bool Excludes(NecessaryFacts other) => Both(this, other).IsImpossible;

    private static NecessaryFacts Of(BoundExpression expression, bool wanted, int depth)
    {
        if (depth > MaxDepth)
        {
            return Nothing;
        }

        return expression switch
        {
            BoundLiteral { Value.Kind: ValueKind.Exact } literal => literal.Value.Low == (wanted ? 1 : 0) ? Nothing : Never,
            BoundLogical logical => Combine(logical, wanted, depth),
            BoundUnary { Operator: BoundUnaryOperator.Not } not => Of(not.Operand, !wanted, depth + 1),
            BoundUnary { Operator: BoundUnaryOperator.Certainly } certainly when wanted => Of(certainly.Operand, true, depth + 1),
            BoundUnary { Operator: BoundUnaryOperator.Possibly } possibly when !wanted => Of(possibly.Operand, false, depth + 1),
            BoundDefineReference { Type: BasicType, Define.Value: { } value } define when ReferenceEquals(define.Type, BasicType.Boolean) => Of(value, wanted, depth + 1),
            BoundFieldAccess { Field: { IsStored: false, Formula: { } formula }, Receiver: BoundSubject } => Of(formula, wanted, depth + 1),
            BoundFieldAccess access when ReferenceEquals(access.Type, BasicType.Boolean) => One(access, Allowed.Of([wanted ? 1 : 0], 2)),
            BoundComparison comparison => Compare(comparison, wanted),
            BoundInList list when TermOf(list.Operand) is not null && Size(list.Operand.Type) is { } size =>
                One(list.Operand, Allowed.Of(list.Items.Select(i => i.Low), size).When(wanted != list.IsNegated)),
            BoundInRange range when wanted != range.IsNegated => One(range.Operand, Allowed.Between(range.Low ?? long.MinValue, range.High ?? long.MaxValue)),
            _ => Nothing,
        };
    }

    private static NecessaryFacts Combine(BoundLogical logical, bool wanted, int depth)
    {
        var isAnd = logical.IsAnd == wanted;
        var facts = Of(logical.Operands[0], wanted, depth + 1);
        foreach (var operand in logical.Operands.Skip(1))
        {
            var next = Of(operand, wanted, depth + 1);
            facts = isAnd ? Both(facts, next) : Either(facts, next);
        }

        return facts;
    }

    private static NecessaryFacts Compare(BoundComparison comparison, bool wanted)
    {
        if (comparison.Right is not BoundLiteral { Value.Kind: ValueKind.Exact } literal)
        {
            return Nothing;
        }

        var value = literal.Value.Low;
        var operation = wanted ? comparison.Operator : Opposite(comparison.Operator);
        if (Size(comparison.Left.Type) is { } size)
        {
            return operation is ComparisonOperator.Equal or ComparisonOperator.NotEqual
                ? One(comparison.Left, Allowed.Of([value], size).When(operation == ComparisonOperator.Equal))
                : Nothing;
        }

        return operation switch
        {
            ComparisonOperator.Equal => One(comparison.Left, Allowed.Between(value, value)),
            ComparisonOperator.Less => One(comparison.Left, Allowed.Between(long.MinValue, value - 1)),
            ComparisonOperator.LessOrEqual => One(comparison.Left, Allowed.Between(long.MinValue, value)),
            ComparisonOperator.Greater => One(comparison.Left, Allowed.Between(value + 1, long.MaxValue)),
            ComparisonOperator.GreaterOrEqual => One(comparison.Left, Allowed.Between(value, long.MaxValue)),
            _ => Nothing,
        };
    }

    private static ComparisonOperator Opposite(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => ComparisonOperator.NotEqual,
        ComparisonOperator.NotEqual => ComparisonOperator.Equal,
        ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
        ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
        _ => ComparisonOperator.Less,
    };

    private static NecessaryFacts One(BoundExpression operand, Allowed allowed) => TermOf(operand) is { } term
        ? new NecessaryFacts(ImmutableDictionary<string, Allowed>.Empty.Add(term, allowed), allowed.IsEmpty)
        : Nothing;

    /// <summary>A name for what an expression reads, equal for equal reads; null for anything but fields and defines.</summary>
    private static string? TermOf(BoundExpression expression) => expression switch
    {
        BoundFieldAccess { Receiver: BoundSubject } access => access.Field.Name,
        BoundFieldAccess { Receiver: BoundFieldAccess receiver } access => TermOf(receiver) is { } path ? $"{path}.{access.Field.Name}" : null,
        BoundDefineReference define => $"define {define.Define.Name}",
        BoundConversion conversion => TermOf(conversion.Operand) is { } inner ? $"{inner} as {conversion.Type.Name}" : null,
        _ => null,
    };

    private static int? Size(TypeSymbol type) => type switch
    {
        EnumType e => e.Enum.Members.Length,
        _ when ReferenceEquals(type, BasicType.Boolean) => 2,
        _ => null,
    };

    private static NecessaryFacts Both(NecessaryFacts left, NecessaryFacts right)
    {
        if (left.IsImpossible || right.IsImpossible)
        {
            return Never;
        }

        var both = left.terms;
        foreach (var (term, allowed) in right.terms)
        {
            var common = both.TryGetValue(term, out var other) ? other.Intersect(allowed) : allowed;
            if (common.IsEmpty)
            {
                return Never;
            }

            both = both.SetItem(term, common);
        }

        return new NecessaryFacts(both, false);
    }

    private static NecessaryFacts Either(NecessaryFacts left, NecessaryFacts right)
    {
        if (left.IsImpossible)
        {
            return right;
        }

        if (right.IsImpossible)
        {
            return left;
        }

        var either = ImmutableDictionary.CreateBuilder<string, Allowed>();
        foreach (var (term, allowed) in left.terms)
        {
            if (right.terms.TryGetValue(term, out var other))
            {
                either[term] = allowed.Union(other);
            }
        }

        return new NecessaryFacts(either.ToImmutable(), false);
    }
}
