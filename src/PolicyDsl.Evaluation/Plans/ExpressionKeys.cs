using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Plans;

/// <summary>
/// Gives expressions that mean the same by their structure one number, whoever wrote them: defines, derived fields and tables are looked through, other names
/// stand for symbols. So policies of several compilations with one vocabulary share what they have in common. Cost: one visit for each part of each expression.
/// </summary>
/// <param name="tellsNamesApart">
/// Whether expressions of one meaning are two where, for want of a value, each would be called by its own text: <c>a*2</c> and <c>a * 2</c>.
/// </param>
internal sealed class ExpressionKeys(bool tellsNamesApart = false)
{
    /// <summary>The subject of a formula, whoever the entity is: that is told by the receiver.</summary>
    private const string Owner = "(owner)";

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(BoundExpression Expression, string Subject), int> known = new(new ByReference());
    private readonly Dictionary<TableSymbol, int> tables = [];

    /// <summary>The number of an expression about a subject.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="subject">The path from the incident to what it is about; empty for the incident.</param>
    public int GetNumber(BoundExpression expression, string subject)
    {
        if (known.TryGetValue((expression, subject), out var number))
        {
            return number;
        }

        number = DeepStack.HasRoom ? Describe(expression, subject) : DeepStack.Run(() => Describe(expression, subject));
        known.Add((expression, subject), number);
        return number;
    }

    private int Describe(BoundExpression expression, string subject) => expression switch
    {
        BoundDefineReference { Define.Value: { } value } when tellsNamesApart && !Telling.IsNeverWanting(value) && !Telling.IsTold(value) => Intern($"named {NameOf(expression)}", [value], subject),
        BoundDefineReference { Define.Value: { } value } => GetNumber(value, subject),
        BoundTableLookup lookup => Intern($"table {NumberOf(lookup.Table)}{NameOf(expression)}", [lookup.Argument], subject),
        BoundMatch match => Intern("match " + Describe(match.Arms, subject) + NameOf(expression), [match.Subject], subject),
        BoundFieldAccess { Field: { Formula: { } formula } field } access =>
            Intern(FormattableString.Invariant($"field {field.QualifiedName} {field.IsStored} by {GetNumber(formula, Owner)}"), [access.Receiver], subject),
        _ => Intern(DescribeOne(expression, subject) + NameOf(expression), expression.BoundChildren(), subject),
    };

    private string NameOf(BoundExpression expression) => tellsNamesApart && Telling.HasName(expression) ? Quote(Wanting.NameOf(expression)) : "";

    private int Intern(string kind, IEnumerable<BoundExpression> parts, string subject) =>
        Intern($"{kind}({string.Join(',', parts.Select(p => GetNumber(p, subject).ToString(CultureInfo.InvariantCulture)))})");

    private int Intern(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers.Add(text, number = numbers.Count);
        }

        return number;
    }

    private static string DescribeOne(BoundExpression expression, string subject) => expression switch
    {
        BoundLiteral literal => $"literal {literal.Type.Name} {Describe(literal.Value)}",
        BoundSubject => $"subject {subject}",
        BoundThis => "this",
        BoundFieldAccess access => $"field {access.Field.QualifiedName}",
        BoundUnary unary => $"{unary.Operator} {unary.Type.Name}",
        BoundLogical logical => logical.IsAnd ? "and" : "or",
        BoundComparison comparison => $"compare {comparison.Operator}",
        BoundInRange range => FormattableString.Invariant($"range {range.Low}..{range.High} {range.IsNegated}"),
        BoundInList list => $"list {list.IsNegated} {string.Join(';', list.Items.Select(Describe))}",
        BoundHas has => $"has {string.Join(',', has.Members)}",
        BoundDefault => "default",
        BoundArithmetic step => $"{step.Operator} {step.Left.Type.Name} {step.Right.Type.Name} {step.Type.Name}",
        BoundConversion conversion => $"convert {conversion.Operand.Type.Name} {conversion.Type.Name} {conversion.Operand is BoundLiteral}",
        BoundIf => "if",
        BoundTextTest test => $"text {Describe(test.Pattern)}",
        BoundCall call => $"call {call.Function} {call.Type.Name}",
        BoundHistory history => Describe(history),
        _ => $"other {expression.GetType().Name} {expression.Location.Source.Path} {expression.Location.Span}",
    };

    private static string Describe(BoundHistory history) =>
        $"history {history.Kind} {history.IsDistinct} {history.Subject is not null} {history.Keys.Length} {history.Condition is not null} {history.Window?.ToString() ?? "ever"} {history.Type.Name}";

    private int NumberOf(TableSymbol table)
    {
        if (!tables.TryGetValue(table, out var number))
        {
            tables.Add(table, number = Intern("arms " + Describe(table.Arms, "(argument)")));
        }

        return number;
    }

    private string Describe(ImmutableArray<BoundArm> arms, string subject)
    {
        var text = new StringBuilder();
        foreach (var arm in arms)
        {
            text.Append(arm.Kind).Append(' ').AppendJoin('|', arm.Patterns.Select(Describe));
            text.Append(" when ").Append(arm.Guard is { } guard ? GetNumber(guard, subject) : -1).Append(" => ").Append(GetNumber(arm.Value, subject)).Append('\n');
        }

        return text.ToString();
    }

    private static string Describe(BoundPattern pattern) => pattern switch
    {
        ConstantPattern constant => Describe(constant.Value),
        RangePattern range => FormattableString.Invariant($"{range.Low}..{range.High}"),
        TextPattern text => $"{text.Kind} {text.IgnoresCase} {Quote(text.Text)}",
        _ => pattern.ToString() ?? "",
    };

    private static string Describe(Value value) =>
        FormattableString.Invariant($"{value.Kind} {value.Low} {value.High} {Quote(value.Text)} {string.Join(',', value.Members)}");

    /// <summary>A text with its length, so that no text can look like what follows it.</summary>
    private static string Quote(string text) => FormattableString.Invariant($"{text.Length}:{text}");

    private sealed class ByReference : IEqualityComparer<(BoundExpression Expression, string Subject)>
    {
        public bool Equals((BoundExpression Expression, string Subject) x, (BoundExpression Expression, string Subject) y) =>
            ReferenceEquals(x.Expression, y.Expression) && string.Equals(x.Subject, y.Subject, StringComparison.Ordinal);

        public int GetHashCode((BoundExpression Expression, string Subject) value) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value.Expression), value.Subject.GetHashCode(StringComparison.Ordinal));
    }
}
