using System.Collections.Immutable;

namespace PolicyDsl.Benchmarks.Peers.Lowering;

/// <summary>
/// A condition for programs that know only yes and no: negations are pushed down to the comparisons, and each of them says what an empty cell counts as. It holds exactly where
/// the condition that it was made of is true.
/// </summary>
internal abstract record TwoValued
{
    /// <summary>What is asked of a condition of three values.</summary>
    private enum Question
    {
        IsTrue,
        IsFalse,
        IsNotFalse,
        IsNotTrue,
    }

    public static TwoValued WhereTrue(PeerCondition condition) => Ask(condition, Question.IsTrue);

    private static TwoValued Ask(PeerCondition condition, Question question) => condition switch
    {
        PeerAll all => Join(all.Operands, question, isAll: IsPositive(question)),
        PeerAny any => Join(any.Operands, question, isAll: !IsPositive(question)),
        PeerNot not => Ask(not.Operand, Negate(question)),
        PeerCertainly certainly => Ask(certainly.Operand, IsPositive(question) ? Question.IsTrue : Question.IsNotTrue),
        PeerPossibly possibly => Ask(possibly.Operand, IsPositive(question) ? Question.IsNotFalse : Question.IsFalse),
        PeerAtom atom => new TwoValuedTest(atom, IsPositive(question), question is Question.IsNotFalse or Question.IsNotTrue),
        _ => throw new NotSupportedException(condition.GetType().Name),
    };

    private static bool IsPositive(Question question) => question is Question.IsTrue or Question.IsNotFalse;

    private static Question Negate(Question question) => question switch
    {
        Question.IsTrue => Question.IsFalse,
        Question.IsFalse => Question.IsTrue,
        Question.IsNotFalse => Question.IsNotTrue,
        _ => Question.IsNotFalse,
    };

    private static TwoValued Join(ImmutableArray<PeerCondition> operands, Question question, bool isAll)
    {
        ImmutableArray<TwoValued> asked = [.. operands.Select(o => Ask(o, question))];
        return isAll ? new TwoValuedAll(asked) : new TwoValuedAny(asked);
    }
}

internal sealed record TwoValuedAll(ImmutableArray<TwoValued> Operands) : TwoValued;

internal sealed record TwoValuedAny(ImmutableArray<TwoValued> Operands) : TwoValued;

/// <summary>A comparison that has to come out as wanted.</summary>
/// <param name="Atom">The comparison.</param>
/// <param name="Wanted">Whether it has to be true, or false.</param>
/// <param name="OrEmpty">Whether an empty cell will do too.</param>
internal sealed record TwoValuedTest(PeerAtom Atom, bool Wanted, bool OrEmpty) : TwoValued;
