using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Binding;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// Matches, tables and tests of texts. Arms are tried in order; one that may or may not fit leaves the match unknown, as an
/// unknown subject does, unless there is an arm for unknown, which then counts wherever it stands.
/// </summary>
public sealed partial class ExpressionEvaluator
{
    private static readonly ConcurrentDictionary<(string Text, bool IgnoresCase), Regex?> Expressions = new();

    private Value Match(BoundMatch match, Value subject, EvaluationFrame frame) =>
        ForEach(subject, element => Choose(match, match.Arms, element, frame));

    private Value LookUp(BoundTableLookup lookup, Value argument, EvaluationFrame frame) =>
        ForEach(argument, element => Choose(lookup, lookup.Table.Arms, element, new EvaluationFrame(frame.Session, element, null)));

    /// <summary>The first arm that fits. What no arm fits is unknown, and in a data row reported.</summary>
    private Value Choose(BoundExpression match, ImmutableArray<BoundArm> arms, Value subject, EvaluationFrame frame)
    {
        if (subject.Kind == ValueKind.Unknown)
        {
            return ChooseUnknown(arms, frame);
        }

        foreach (var arm in arms.Where(a => a.Kind != ArmKind.Unknown))
        {
            switch (Fits(arm, subject, frame))
            {
                case Truth.True:
                    return Evaluate(arm.Value, frame);
                case Truth.Unknown:
                    return ChooseUnknown(arms, frame);
            }
        }

        if (subject.Kind == ValueKind.Text)
        {
            Report(match, subject.Text, frame);
        }

        return Value.Unknown;
    }

    private Value ChooseUnknown(ImmutableArray<BoundArm> arms, EvaluationFrame frame) =>
        arms.FirstOrDefault(a => a.Kind == ArmKind.Unknown) is { } arm ? Evaluate(arm.Value, frame) : Value.Unknown;

    private Truth Fits(BoundArm arm, Value subject, EvaluationFrame frame)
    {
        var fits = arm.Kind == ArmKind.Otherwise ? Truth.True : FitsPatterns(arm, subject);
        return fits == Truth.False || arm.Guard is null ? fits : fits.And(Evaluate(arm.Guard, frame).ToTruth());
    }

    /// <summary>Whether a subject fits one of several patterns: for partly known ones, whether every value that it may have fits one.</summary>
    private static Truth FitsPatterns(BoundArm arm, Value subject)
    {
        var constants = arm.Patterns.OfType<ConstantPattern>().Select(p => p.Value).ToList();
        var fits = constants.Count == 0 ? Truth.False : ValueOperations.IsOneOf(subject, constants);
        foreach (var pattern in arm.Patterns)
        {
            fits = fits.Or(pattern switch
            {
                RangePattern range => ValueOperations.IsInRange(subject, range.Low, range.High),
                TextPattern text => Test(text, subject),
                _ => Truth.False,
            });
        }

        return fits;
    }

    /// <summary>A test of a text; unknown of anything else.</summary>
    public static Truth Test(TextPattern pattern, Value subject)
    {
        if (subject.Kind != ValueKind.Text)
        {
            return Truth.Unknown;
        }

        var comparison = pattern.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return pattern.Kind switch
        {
            TextTestKind.Contains => subject.Text.Contains(pattern.Text, comparison).ToTruth(),
            TextTestKind.StartsWith => subject.Text.StartsWith(pattern.Text, comparison).ToTruth(),
            TextTestKind.EndsWith => subject.Text.EndsWith(pattern.Text, comparison).ToTruth(),
            _ => FindExpression(pattern)?.IsMatch(subject.Text).ToTruth() ?? Truth.Unknown,
        };
    }

    private static Regex? FindExpression(TextPattern pattern) => Expressions.GetOrAdd((pattern.Text, pattern.IgnoresCase), static key =>
    {
        try
        {
            // This engine takes time linear in the text, whatever the expression.
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (key.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
            return new Regex(key.Text, options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    });

    /// <summary>A function or table applied to a list works on each element.</summary>
    private static Value ForEach(Value operand, Func<Value, Value> apply) =>
        operand.Kind == ValueKind.List ? Value.List([.. operand.Items.Select(apply)]) : apply(operand);
}
