using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>
/// What stands for a policy's answer to each row of a batch. What an answer consists of (the action, what else it may be, what is offered and may be) is a mask each; a row's
/// bits of all masks are a key, which becomes an answer when somebody asks. Rows in conflict ask the interpreter, and have the number of their answer in a table. For one thread.
/// </summary>
internal sealed class AnswerReader
{
    /// <summary>Bits of a key: the action in eight, whether it is unsettled, then a bit for each other action and for each service twice.</summary>
    private const int ActionBits = 8;
    private const int FirstFlag = ActionBits + 1;

    private const ulong UnsettledBit = 1UL << ActionBits;
    private const ulong OutsideCode = 254;
    private const ulong NoneCode = 255;

    /// <summary>Set where the rest is a number in the table.</summary>
    private const ulong NumberBit = 1UL << 63;

    private readonly PolicyPlan plan;
    private readonly DecisionMasks masks;
    private readonly AnswerTable table;
    private readonly ulong[] keys = new ulong[IncidentBatch.MaxRows];
    private readonly ulong[] scratch = new ulong[Masks.WordsFor(IncidentBatch.MaxRows)];
    private readonly Dictionary<Decision, int> settled = new(ReferenceEqualityComparer.Instance as IEqualityComparer<Decision>);
    private readonly bool fitsKeys;

    public AnswerReader(PolicyPlan plan, DecisionMasks masks, AnswerTable table)
    {
        this.plan = plan;
        this.masks = masks;
        this.table = table;
        fitsKeys = plan.Actions.Length < (int)OutsideCode && FirstFlag + plan.Actions.Length + (2 * plan.Services.Length) < 64;
    }

    /// <summary>By row; what stands for rows that only histories see means nothing. One key may stand for an answer that another stands for too.</summary>
    public ReadOnlySpan<ulong> Keys => keys;

    public void Read(BatchEvaluation evaluation)
    {
        if (fitsKeys)
        {
            FillKeys(evaluation.Rows);
            foreach (var row in new SetRows(masks.Conflict))
            {
                keys[row] = NumberBit | (uint)Settled(row);
            }

            return;
        }

        foreach (var row in new SetRows(masks.InScope))
        {
            keys[row] = NumberBit | (uint)Settled(row);
        }

        foreach (var row in new SetRows(masks.Outside))
        {
            keys[row] = OutsideCode | (Masks.IsSet(masks.ScopeUnknown, row) ? UnsettledBit : 0);
        }
    }

    /// <summary>The answer that a key stands for.</summary>
    public static RunAnswer GetAnswer(PolicyPlan plan, AnswerTable table, ulong key) =>
        table[(key & NumberBit) != 0 ? (int)(uint)key : table.GetOrAdd(ToAnswer(plan, key))];

    private int Settled(int row)
    {
        var decision = masks.GetDecision(row);
        if (!settled.TryGetValue(decision, out var number))
        {
            settled.Add(decision, number = table.GetOrAdd(AnswerTable.ToAnswer(decision)));
        }

        return number;
    }

    private void FillKeys(int rows)
    {
        keys.AsSpan(0, rows).Fill(NoneCode);
        for (var action = 0; action < plan.Actions.Length; action++)
        {
            // NoneCode has all bits set, so clearing some gives the place of the action.
            Flip(masks.Taken(action), NoneCode ^ (ulong)action);
        }

        Flip(masks.Outside, NoneCode ^ OutsideCode);
        Flip(masks.ScopeUnknown, UnsettledBit);
        Flip(masks.Unsettled, UnsettledBit);
        var mask = scratch.AsSpan(0, masks.InScope.Length);
        for (var service = 0; service < plan.Services.Length; service++)
        {
            masks.FindOffers(service, mask);
            Flip(mask, 1UL << (FirstFlag + plan.Actions.Length + service));
        }

        if (masks.AnyOpen.IndexOfAnyExcept(0UL) < 0)
        {
            return;
        }

        for (var action = 0; action < plan.Actions.Length; action++)
        {
            masks.FindOtherAction(action, mask);
            Flip(mask, 1UL << (FirstFlag + action));
        }

        for (var service = 0; service < plan.Services.Length; service++)
        {
            masks.FindOpenOffers(service, mask);
            Flip(mask, 1UL << (FirstFlag + plan.Actions.Length + plan.Services.Length + service));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Flip(ReadOnlySpan<ulong> mask, ulong bits)
    {
        foreach (var row in new SetRows(mask))
        {
            keys[row] ^= bits;
        }
    }

    private static RunAnswer ToAnswer(PolicyPlan plan, ulong key)
    {
        var code = key & NoneCode;
        var isUnsettled = (key & UnsettledBit) != 0;
        if (code == OutsideCode)
        {
            return new RunAnswer(DecisionStatus.Outside, null, isUnsettled, [], [], []);
        }

        var flags = key >> FirstFlag;
        ImmutableArray<ActionSymbol> others = [.. plan.Actions.Where((_, i) => ((flags >> i) & 1) != 0).OrderBy(a => a.Ordinal)];
        flags >>= plan.Actions.Length;
        ImmutableArray<ServiceSymbol> offers = [.. plan.Services.Where((_, i) => ((flags >> i) & 1) != 0)];
        flags >>= plan.Services.Length;
        ImmutableArray<ServiceSymbol> openOffers = [.. plan.Services.Where((_, i) => ((flags >> i) & 1) != 0)];
        return code == NoneCode
            ? new RunAnswer(DecisionStatus.None, null, isUnsettled, others, offers, openOffers)
            : new RunAnswer(DecisionStatus.Decided, plan.Actions[(int)code], isUnsettled, others, offers, openOffers);
    }
}
