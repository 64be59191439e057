using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>
/// The constants that a policy compares each thing with, so that a threshold can be moved to the next one. A thing is known by its
/// text, and constants are compared where they are written in one unit.
/// </summary>
internal sealed class Thresholds
{
    private readonly Dictionary<string, SortedDictionary<IComparable, string>> constants = new(StringComparer.Ordinal);

    /// <summary>Notes every constant in a part of a policy.</summary>
    public void Add(SyntaxNode root)
    {
        foreach (var node in root.Descendants())
        {
            switch (node)
            {
                case ComparisonSyntax comparison:
                    Note(comparison.Left, comparison.Right);
                    Note(comparison.Right, comparison.Left);
                    break;
                case InSyntax { Target: RangeSyntax range } test:
                    Note(test.Operand, range.Low, range);
                    Note(test.Operand, range.High, range);
                    break;
            }
        }
    }

    /// <summary>The constants that the thing is compared with next below and next above one of them, as written.</summary>
    public IEnumerable<string> FindNeighbours(ExpressionSyntax operand, ExpressionSyntax constant, RangeSyntax? range = null)
    {
        if (ShiftedNumber.FindToken(constant)?.Value is not IComparable value || !constants.TryGetValue(KeyOf(operand, constant, range, value), out var all))
        {
            yield break;
        }

        if (all.Keys.LastOrDefault(k => k.CompareTo(value) < 0) is { } below)
        {
            yield return all[below];
        }

        if (all.Keys.FirstOrDefault(k => k.CompareTo(value) > 0) is { } above)
        {
            yield return all[above];
        }
    }

    private void Note(ExpressionSyntax operand, ExpressionSyntax? constant, RangeSyntax? range = null)
    {
        if (constant is not null && ShiftedNumber.FindToken(constant) is { Value: IComparable value } token)
        {
            var key = KeyOf(operand, constant, range, value);
            if (!constants.TryGetValue(key, out var known))
            {
                constants.Add(key, known = []);
            }

            known.TryAdd(value, token.Text);
        }
    }

    private static string KeyOf(ExpressionSyntax operand, ExpressionSyntax constant, RangeSyntax? range, IComparable value)
    {
        var unit = constant is QuantitySyntax quantity ? quantity.Unit.Text : range?.High is QuantitySyntax high ? high.Unit.Text : value.GetType().Name;
        return $"{unit}|{string.Join(' ', operand.DescendantTokens().Select(t => t.Text))}";
    }
}
