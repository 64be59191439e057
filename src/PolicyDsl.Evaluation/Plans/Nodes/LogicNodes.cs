using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using PolicyDsl.Evaluation.Columns;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>One truth for all rows.</summary>
/// <param name="truth">Whether it is true.</param>
/// <param name="possible">Whether it is not false.</param>
/// <param name="wants">For want of what it is unknown.</param>
/// <param name="isTold">Whether it is named where it is a part; a literal is not.</param>
internal sealed class ConstantCondition(bool truth, bool possible, ImmutableArray<string> wants, bool isTold = true) : ConditionNode
{
    public override PlanNode? Told => isTold ? this : null;

    public bool IsUnknown => possible && !truth;

    public override IEnumerable<PlanNode> Parts => [];

    public override void Compute(BatchEvaluation evaluation, MaskPair result) => result.Fill(truth, possible, evaluation.Rows);

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks found)
    {
        foreach (var name in wants)
        {
            found.Add(name, rows);
        }
    }

    public override string Describe() => truth ? "always true" : possible ? "always unknown" : "always false";
}

/// <summary><c>and</c>, <c>or</c> by Kleene: true and possible each by their own bit logic.</summary>
/// <param name="isAnd">Whether all have to be true.</param>
/// <param name="operands">The parts.</param>
/// <param name="name">What it is called where no part is at fault, or null.</param>
internal sealed class LogicalCondition(bool isAnd, ImmutableArray<ConditionNode> operands, string? name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => operands;

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        result.CopyFrom(evaluation.Get(operands[0]));
        for (var i = 1; i < operands.Length; i++)
        {
            if (isAnd)
            {
                result.And(evaluation.Get(operands[i]), evaluation.Kernels);
            }
            else
            {
                result.Or(evaluation.Get(operands[i]), evaluation.Kernels);
            }
        }
    }

    /// <summary>Where this is unknown no operand settled it, so every operand was looked at.</summary>
    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(operands, name, rows, wants);

    public override string Describe() => string.Join(isAnd ? " and " : " or ", operands.Select(o => string.Create(CultureInfo.InvariantCulture, $"#{o.Number}")));
}

internal sealed class NotCondition(ConditionNode operand, string? name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [operand];

    public override void Compute(BatchEvaluation evaluation, MaskPair result) => result.SetNot(evaluation.Get(operand), evaluation.Rows);

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants) => evaluation.ForParts(Parts, name, rows, wants);

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"not #{operand.Number}");
}

/// <summary><c>certainly</c> or <c>possibly</c>: never unknown.</summary>
internal sealed class ModalCondition(bool isCertainly, ConditionNode operand) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [operand];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var source = evaluation.Get(operand);
        (isCertainly ? source.True : source.Possible).CopyTo(result.True);
        result.IsExact = true;
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{(isCertainly ? "certainly" : "possibly")} #{operand.Number}");
}

/// <summary>A formula of an entity that the incident refers to: unknown where the reference is.</summary>
internal sealed class BehindReferenceCondition(StoredField reference, ConditionNode formula) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [formula];

    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        result.CopyFrom(evaluation.Get(formula));
        var unknown = evaluation.Scratch;
        Masks.Fill(unknown, evaluation.Rows);
        StoredField.FindUnknown(evaluation, reference.Slot, unknown, unknown);
        if (unknown.IndexOfAnyExcept(0UL) < 0)
        {
            return;
        }

        if (result.IsExact)
        {
            result.True.CopyTo(result.PossibleRoom);
            result.IsExact = false;
        }

        evaluation.Kernels.AndNot(result.True, unknown);
        evaluation.Kernels.Or(result.PossibleRoom, unknown);
    }

    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        var unknown = new ulong[rows.Length];
        StoredField.FindUnknown(evaluation, reference.Slot, rows, unknown);
        reference.AddWants(evaluation, unknown, wants);
        var rest = rows.ToArray();
        evaluation.Kernels.AndNot(rest, unknown);
        evaluation.ForUnknown(formula, rest, wants);
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"#{formula.Number} where `{LeafFinder.NameOf(reference.Path)}` is known");
}

/// <summary>
/// A boolean that data may give and a formula computes: as given where it is given, unless the formula certainly says otherwise; else as computed.
/// </summary>
internal sealed class GivenOrComputedCondition(StoredBoolean given, ConditionNode computed, string name) : ConditionNode
{
    public override IEnumerable<PlanNode> Parts => [given, computed];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compute(BatchEvaluation evaluation, MaskPair result)
    {
        var found = evaluation.Get(computed);
        if (evaluation.GetStored(given.Slot) is null)
        {
            result.CopyFrom(found);
            return;
        }

        var said = evaluation.Get(given);
        var isTrue = result.True;
        var isPossible = result.PossibleRoom;
        for (var i = 0; i < isTrue.Length; i++)
        {
            var (saidTrue, saidPossible) = (said.True[i], said.Possible[i]);
            var (foundTrue, foundPossible) = (found.True[i], found.Possible[i]);
            var notSaid = saidPossible & ~saidTrue;
            isTrue[i] = (saidTrue & foundPossible) | (notSaid & foundTrue);

            // Possible: given true; given false against a formula that is certainly true; not given and computed as possible.
            isPossible[i] = saidTrue | (~saidPossible & foundTrue) | (notSaid & foundPossible);
        }

        result.IsExact = false;
    }

    /// <summary>For want of what the formula wants; where the two disagree, of the field itself.</summary>
    public override void AddWants(BatchEvaluation evaluation, ReadOnlySpan<ulong> rows, WantMasks wants)
    {
        evaluation.ForUnknown(computed, rows, wants);
        var found = evaluation.Get(computed);
        var rest = rows.ToArray();
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] &= ~(found.Possible[i] & ~found.True[i]);
        }

        wants.Add(name, rest);
    }

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"#{given.Number} as given, else #{computed.Number}");
}
