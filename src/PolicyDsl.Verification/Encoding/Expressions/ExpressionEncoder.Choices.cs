using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>Ifs, matches, tables and defaults: which part gives the value, and where. An unknown condition, subject or guard leaves it unknown.</summary>
internal sealed partial class ExpressionEncoder
{
    /// <summary>A part that gives the value where its guard holds, about its own subject.</summary>
    private readonly record struct Choice(Diagram Guard, BoundExpression Value, Leaf Subject);

    private List<Choice> FindChoices(BoundExpression expression, Leaf subject)
    {
        var choices = new List<Choice>();
        switch (expression)
        {
            case BoundIf choice:
                var condition = Truth(choice.Condition, subject);
                choices.Add(new Choice(condition.True, choice.WhenTrue, subject));
                choices.Add(new Choice(condition.False, choice.WhenFalse, subject));
                break;
            case BoundMatch match:
                foreach (var (guard, leaf) in Leaves(match.Subject, subject))
                {
                    AddArms(choices, guard, match.Arms, leaf, subject);
                }

                break;
            case BoundTableLookup lookup:
                foreach (var (guard, leaf) in Leaves(lookup.Argument, subject))
                {
                    AddArms(choices, guard, lookup.Table.Arms, leaf, leaf);
                }

                break;
        }

        choices.RemoveAll(c => c.Guard.IsFalse);
        return choices;
    }

    /// <summary>The first arm that fits; one that may or may not fit leaves the match unknown, as an unknown subject does.</summary>
    private void AddArms(List<Choice> choices, Diagram guard, ImmutableArray<BoundArm> arms, Leaf matched, Leaf subject)
    {
        var isUnknown = algebra.And(guard, IsUnknown(matched));
        var remaining = algebra.And(guard, algebra.Not(isUnknown));
        foreach (var arm in arms.Where(a => a.Kind != ArmKind.Unknown))
        {
            var fits = arm.Kind == ArmKind.Otherwise ? TruthDiagrams.Always : FitsPatterns(arm, matched);
            fits = arm.Guard is null ? fits : fits.And(Truth(arm.Guard, subject), algebra);
            choices.Add(new Choice(algebra.And(remaining, fits.True), arm.Value, subject));
            isUnknown = algebra.Or(isUnknown, algebra.And(remaining, algebra.Not(fits.IsKnown(algebra))));
            remaining = algebra.And(remaining, fits.False);
        }

        if (arms.FirstOrDefault(a => a.Kind == ArmKind.Unknown) is { } unknown)
        {
            choices.Add(new Choice(isUnknown, unknown.Value, subject));
        }
    }

    private TruthDiagrams FitsPatterns(BoundArm arm, Leaf matched)
    {
        ImmutableArray<Value> constants = [.. arm.Patterns.OfType<ConstantPattern>().Select(p => p.Value)];
        var fits = constants.IsEmpty ? TruthDiagrams.Never : IsOneOf(matched, constants);
        foreach (var pattern in arm.Patterns)
        {
            fits = pattern switch
            {
                RangePattern range => fits.Or(IsInRange(matched, range.Low, range.High), algebra),
                TextPattern text => fits.Or(Test(matched, text), algebra),
                _ => fits,
            };
        }

        return fits;
    }

    /// <summary>A condition whose truth is that of the part chosen; unknown where none is.</summary>
    private TruthDiagrams Join(List<Choice> choices)
    {
        var (isTrue, isFalse) = (Diagram.False, Diagram.False);
        foreach (var choice in choices)
        {
            var truth = Truth(choice.Value, choice.Subject).Under(choice.Guard, algebra);
            (isTrue, isFalse) = (algebra.Or(isTrue, truth.True), algebra.Or(isFalse, truth.False));
        }

        return new TruthDiagrams(isTrue, isFalse);
    }

    /// <summary>The leaves of the part chosen; unknown where none is.</summary>
    private IEnumerable<GuardedLeaf> Unfold(List<Choice> choices, TypeSymbol type) =>
    [
        .. choices.SelectMany(Unfold),
        new(algebra.Not(Any(choices.Select(c => c.Guard))), Unknown(type)),
    ];

    private IEnumerable<GuardedLeaf> Unfold(Choice choice) =>
        Leaves(choice.Value, choice.Subject).Select(l => l with { Guard = algebra.And(choice.Guard, l.Guard) });

    private IEnumerable<GuardedLeaf> EncodeDefault(BoundDefault chain, Leaf subject)
    {
        var remaining = Diagram.True;
        foreach (var operand in chain.Operands[..^1])
        {
            foreach (var (guard, leaf) in Leaves(operand, subject))
            {
                yield return new GuardedLeaf(algebra.And(remaining, algebra.And(guard, IsKnown(leaf))), leaf);
            }

            remaining = algebra.And(remaining, algebra.Not(IsKnown(operand, subject)));
        }

        foreach (var (guard, leaf) in Leaves(chain.Operands[^1], subject))
        {
            yield return new GuardedLeaf(algebra.And(remaining, guard), leaf);
        }
    }

    private TruthDiagrams EncodeDefaultTruth(BoundDefault chain, Leaf subject)
    {
        var result = Truth(chain.Operands[^1], subject);
        foreach (var operand in chain.Operands[..^1].Reverse())
        {
            var truth = Truth(operand, subject);
            var unknown = algebra.Not(truth.IsKnown(algebra));
            result = new TruthDiagrams(algebra.Or(truth.True, algebra.And(unknown, result.True)), algebra.Or(truth.False, algebra.And(unknown, result.False)));
        }

        return result;
    }
}
