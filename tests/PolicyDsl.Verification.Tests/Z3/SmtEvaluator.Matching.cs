using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Literals, matches and tables.</summary>
internal sealed partial class SmtEvaluator
{
    private SmtValue Literal(BoundLiteral literal)
    {
        var value = literal.Value;
        return value.Kind switch
        {
            ValueKind.Unknown => SmtValue.UnknownOf(literal.Type, actionCount),
            ValueKind.Text => new SmtText(Smt.True, Smt.Of((Int128)fields.TextId(value.Text))),
            ValueKind.Range => SmtNumber.Between(value.Low == Value.OpenLow ? null : value.Low, value.High == Value.OpenHigh ? null : value.High),
            ValueKind.Alternatives => SmtMembers.OneOf(value.Members, SmtMembers.CountOf(literal.Type, actionCount)),
            ValueKind.Exact when literal.Type.IsFinite => SmtMembers.OneOf([(int)value.Low], SmtMembers.CountOf(literal.Type, actionCount)),
            ValueKind.Exact => SmtNumber.Of(value.Low),
            _ => throw SmtUnsupportedException.Of(literal),
        };
    }

    private SmtValue LookUp(BoundTableLookup lookup, SmtValue argument) => Choose(lookup.Table.Arms, argument, argument, lookup.Type);

    /// <summary>The first arm that fits; the arm for unknown where the subject is, or where an arm may or may not fit before one does.</summary>
    private SmtValue Choose(ImmutableArray<BoundArm> arms, SmtValue matched, SmtValue subject, TypeSymbol type)
    {
        var unknown = SmtValue.UnknownOf(type, actionCount);
        var whenUnknown = arms.FirstOrDefault(a => a.Kind == ArmKind.Unknown) is { } arm ? Evaluate(arm.Value, subject) : unknown;
        var result = unknown;
        foreach (var next in arms.Where(a => a.Kind != ArmKind.Unknown).Reverse())
        {
            var fits = Fits(next, matched, subject);
            var rest = Named(SmtOperations.Choose(fits.False, result, whenUnknown));
            result = Named(SmtOperations.Choose(fits.True, Evaluate(next.Value, subject), rest));
        }

        return SmtOperations.Choose(script.Name(matched.IsUnknown), whenUnknown, result);
    }

    private SmtTruth Fits(BoundArm arm, SmtValue matched, SmtValue subject)
    {
        var fits = arm.Kind == ArmKind.Otherwise ? SmtTruth.Of(Smt.True) : FitsPatterns(arm, matched);
        fits = arm.Guard is { } guard ? fits.And(Truth(guard, subject)) : fits;
        return new SmtTruth(script.Name(fits.True), script.Name(fits.False));
    }

    private SmtTruth FitsPatterns(BoundArm arm, SmtValue matched)
    {
        var constants = arm.Patterns.OfType<ConstantPattern>().Select(p => p.Value).ToList();
        var fits = constants.Count == 0 ? SmtTruth.Of(Smt.False) : SmtOperations.IsOneOf(matched, constants, fields.TextId);
        foreach (var pattern in arm.Patterns)
        {
            fits = pattern switch
            {
                ConstantPattern => fits,
                RangePattern range => fits.Or(SmtOperations.IsInRange(matched, range.Low, range.High)),
                _ => throw new SmtUnsupportedException("a test of a text"),
            };
        }

        return fits;
    }
}
