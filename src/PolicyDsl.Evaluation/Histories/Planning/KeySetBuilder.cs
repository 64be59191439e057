using System.Collections.Immutable;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Collects histories over the same keys, and what they read, each thing once.</summary>
/// <param name="builder">What is to be evaluated for each batch.</param>
/// <param name="numbers">Tells expressions that mean the same.</param>
/// <param name="keys">The keys.</param>
/// <param name="scope">The scope of the compilation that they are from.</param>
internal sealed class KeySetBuilder(PlanBuilder builder, ExpressionKeys numbers, ImmutableArray<BoundFieldAccess> keys, GlobalScope scope)
{
    private readonly List<int> conditions = [];
    private readonly Dictionary<int, int> conditionOf = [];
    private readonly Dictionary<(int Subject, bool IsSummand), int> subjectOf = [];
    private readonly List<SubjectReader> subjects = [];
    private readonly List<KeyedHistory> members = [];
    private readonly List<BoundExpression> paired = [];

    /// <summary>Adds a history; gives its place among the members, which is that of one before where the two are the same.</summary>
    public int Add(BoundHistory history, GlobalScope of)
    {
        var member = Read(history, of);
        var known = members.FindIndex(m => IsSame(m, member));
        if (known >= 0)
        {
            return known;
        }

        members.Add(member);
        return members.Count - 1;
    }

    public KeySet Build()
    {
        var slots = SignatureFields.SlotsOf(paired, builder.Schema);
        var signatures = paired.Count == 0 ? null : new SignatureTable(builder.Schema, slots, SignatureFields.MustBeTheirOwn(paired, builder.Schema));
        return new KeySet
        {
            Reader = new KeyReader([.. keys.Select(k => new KeyPart(ColumnInput.Of(k, scope, builder), KeylessCondition(k, scope)))]),
            Conditions = [.. conditions],
            Subjects = [.. subjects],
            Signatures = signatures,
            Members = [.. members],
            Layout = new RecordLayout(subjects.Count, signatures is not null, conditions.Count),
        };
    }

    private KeyedHistory Read(BoundHistory history, GlobalScope of)
    {
        var (alone, withThis) = ThisReferences.Split(history.Condition);
        var condition = alone is null ? -1 : AddCondition(alone, of);
        var subject = history.Kind == HistoryKind.Sum || history.IsDistinct ? history.Subject : null;
        if (withThis is null && (subject is null || !ThisReferences.ReadsThis(subject)))
        {
            return new KeyedHistory(history, condition, subject is null ? -1 : AddSubject(subject, history.Kind == HistoryKind.Sum, of), null);
        }

        paired.AddRange(new[] { withThis, subject }.OfType<BoundExpression>());
        return new KeyedHistory(history, condition, -1, new PairQuestion(withThis, subject, of));
    }

    private int AddCondition(BoundExpression condition, GlobalScope of)
    {
        var number = numbers.GetNumber(condition, "");
        if (!conditionOf.TryGetValue(number, out var place))
        {
            conditionOf.Add(number, place = conditions.Count);
            conditions.Add(builder.AddCondition(condition, of));
        }

        return place;
    }

    private int AddSubject(BoundExpression subject, bool isSummand, GlobalScope of)
    {
        var key = (numbers.GetNumber(subject, ""), isSummand);
        if (!subjectOf.TryGetValue(key, out var place))
        {
            subjectOf.Add(key, place = subjects.Count);
            subjects.Add(new SubjectReader(ColumnInput.Of(subject, of, builder), isSummand, KeylessCondition(subject, of)));
        }

        return place;
    }

    /// <summary>A reference to an entity without a key is known or not, and no more can be told of it.</summary>
    private int KeylessCondition(BoundExpression expression, GlobalScope of) => expression.Type is EntityType { Entity.Key: null }
        ? builder.AddCondition(new BoundUnary(BoundUnaryOperator.IsKnown, expression, BasicType.Boolean, expression.Syntax) { Source = expression.Source }, of)
        : -1;

    private static bool IsSame(KeyedHistory a, KeyedHistory b) =>
        a.History.Kind == b.History.Kind
        && a.History.IsDistinct == b.History.IsDistinct
        && a.History.Window == b.History.Window
        && a.History.Type == b.History.Type
        && a.Condition == b.Condition
        && a.Subject == b.Subject
        && (a.Pair is null ? b.Pair is null : ReferenceEquals(a.History, b.History));
}
