using System.Globalization;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// A text that is equal for expressions that mean the same by their structure, in one compilation or two: names for fields, ordinals for members,
/// and for defines, tables and derived fields what they stand for, each written out once.
/// </summary>
internal static class ExpressionKey
{
    public static string Of(BoundExpression expression)
    {
        var text = new StringBuilder();
        new Writer(text).Write(expression);
        return text.ToString();
    }

    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Text => $"\"{value.Text}\"",
        ValueKind.Set or ValueKind.Alternatives => $"{value.Kind}[{string.Join(',', value.Members)}]",
        ValueKind.Exact => value.Low.ToString(CultureInfo.InvariantCulture),
        ValueKind.Range => string.Create(CultureInfo.InvariantCulture, $"{value.Low}..{value.High}"),
        _ => value.Kind.ToString(),
    };

    private sealed class Writer(StringBuilder text)
    {
        private readonly HashSet<Symbol> written = [];

        public void Write(BoundExpression expression)
        {
            text.Append(Head(expression)).Append('(');
            if (Meaning(expression) is { } symbol && written.Add(symbol))
            {
                WriteMeaning(symbol);
            }

            foreach (var child in Children(expression))
            {
                Write(child);
                text.Append(' ');
            }

            text.Append(')');
        }

        private void WriteMeaning(Symbol symbol)
        {
            switch (symbol)
            {
                case DefineSymbol { Value: { } value }:
                    Write(value);
                    break;
                case FieldSymbol { Formula: { } formula }:
                    Write(formula);
                    break;
                case TableSymbol table:
                    WriteArms(table.Arms);
                    break;
            }
        }

        private void WriteArms(IEnumerable<BoundArm> arms)
        {
            foreach (var arm in arms)
            {
                text.Append(arm.Kind).Append('{').AppendJoin('|', arm.Patterns.Select(Pattern)).Append('}');
                if (arm.Guard is { } guard)
                {
                    Write(guard);
                }

                Write(arm.Value);
            }
        }

        private IEnumerable<BoundExpression> Children(BoundExpression expression)
        {
            if (expression is BoundMatch match)
            {
                Write(match.Subject);
                WriteArms(match.Arms);
                return [];
            }

            return expression.BoundChildren();
        }
    }

    private static Symbol? Meaning(BoundExpression expression) => expression switch
    {
        BoundDefineReference reference => reference.Define,
        BoundTableLookup lookup => lookup.Table,
        BoundFieldAccess { Field.Formula: not null } access => access.Field,
        _ => null,
    };

    private static string Head(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => Of(literal.Value),
        BoundFieldAccess access => access.Field.QualifiedName,
        BoundDefineReference => "define",
        BoundUnary unary => unary.Operator.ToString(),
        BoundLogical logical => logical.IsAnd ? "and" : "or",
        BoundComparison comparison => comparison.Operator.ToString(),
        BoundInRange range => string.Create(CultureInfo.InvariantCulture, $"{(range.IsNegated ? "not in" : "in")} {range.Low}..{range.High}"),
        BoundInList list => $"{(list.IsNegated ? "not in" : "in")} [{string.Join(',', list.Items.Select(Of).Order(StringComparer.Ordinal))}]",
        BoundHas has => $"has [{string.Join(',', has.Members.Order())}]",
        BoundArithmetic step => $"{step.Operator} {step.Type.Name}",
        BoundConversion conversion => $"to {conversion.Type.Name}",
        BoundTextTest test => Pattern(test.Pattern),
        BoundTableLookup => "table",
        BoundCall call => call.Function.ToString(),
        BoundHistory history => $"history {history.Kind} {history.IsDistinct} {history.Subject is not null} {history.Keys.Length} {history.Window}",
        _ => expression.GetType().Name,
    };

    private static string Pattern(BoundPattern pattern) => pattern switch
    {
        ConstantPattern constant => Of(constant.Value),
        RangePattern range => string.Create(CultureInfo.InvariantCulture, $"{range.Low}..{range.High}"),
        TextPattern text => $"{text.Kind} {text.IgnoresCase} \"{text.Text}\"",
        _ => "",
    };
}
