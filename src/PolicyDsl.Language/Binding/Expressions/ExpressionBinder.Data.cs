using System.Text.RegularExpressions;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Columns, tests of texts and folds, which only data sets and tables know.</summary>
internal sealed partial class ExpressionBinder
{
    private BoundExpression BindColumn(ColumnSyntax column, ExpressionContext context)
    {
        if (context.Place == ExpressionPlace.DataRow)
        {
            return column.Token.IsMissing ? ErrorAt(column, context) : new BoundColumn(column.Token.ValueText, column) { Source = context.Source };
        }

        var hint = context.Place == ExpressionPlace.Table
            ? $"A table reads its argument, `{context.TableArgument?.Name}`."
            : "Names of fields stand without quotes; what a column means is said in a `dataset`.";
        return Fail(ExpressionErrors.DataOnly, column, context, hint, column.Token.ValueText, "`dataset` declarations, as a column");
    }

    private BoundExpression BindTextTest(TextTestSyntax test, ExpressionContext context)
    {
        if (!MayUseTexts(test.Pattern.Keyword, context, test))
        {
            return ErrorAt(test, context);
        }

        var operand = BindValue(test.Operand, context, BasicType.Text);
        var pattern = BindTextPattern(test.Pattern, context);
        if (IsError(operand) || pattern is null)
        {
            return ErrorAt(test, context);
        }

        if (operand.Type is ListType)
        {
            return Fail(ExpressionErrors.ListNotFolded, test.Operand, context, "Test each part with `match`, which works on every element.", TextOf(test.Operand, context), "one text");
        }

        return operand.Type == BasicType.Text
            ? new BoundTextTest(operand, pattern, test) { Source = context.Source }
            : Fail(ExpressionErrors.TypeMismatch, test.Operand, context, null, TextOf(test.Operand, context), TypeNames.Describe(operand.Type), "a text");
    }

    private TextPattern? BindTextPattern(TextPatternSyntax syntax, ExpressionContext context)
    {
        if (syntax.Text.Value is not string text)
        {
            return null;
        }

        var ignoresCase = syntax.IgnoringKeyword is not null;
        var kind = syntax.Keyword.Text switch
        {
            "starts" => TextTestKind.StartsWith,
            "ends" => TextTestKind.EndsWith,
            "matches" => TextTestKind.Matches,
            _ => TextTestKind.Contains,
        };
        if (kind != TextTestKind.Matches || FindRegexProblem(text) is not { } problem)
        {
            return new TextPattern(kind, text, ignoresCase);
        }

        Report(ExpressionErrors.BadRegex, syntax.Text, context, "`contains`, `starts with` and `ends with` need no regular expression.", text, problem);
        return null;
    }

    /// <summary>Why a linear-time engine cannot run a pattern; null where it can.</summary>
    private static string? FindRegexProblem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException error)
        {
            return FormattableString.Invariant($"is not well formed near its character {error.Offset + 1}");
        }
        catch (NotSupportedException)
        {
            return "looks around or back, or is too large, which cannot be run in bounded time";
        }
    }

    private BoundExpression BindFold(FoldSyntax fold, ExpressionContext context, TypeSymbol? hint)
    {
        var words = string.Join(' ', fold.Words.Select(w => w.Text));
        if (context.Place != ExpressionPlace.DataRow)
        {
            return Fail(ExpressionErrors.DataOnly, fold, context, "Rows are folded into incidents where the data are read.", $"{words} of", "`dataset` declarations");
        }

        var operand = BindValue(fold.Operand, context, hint);
        if (IsError(operand))
        {
            return operand;
        }

        var isRoot = ReferenceEquals(fold, mappingRoot);
        if (operand.Type is not ListType && !isRoot)
        {
            return Fail(ExpressionErrors.FoldOfOneValue, fold, context, "To fold the rows of an incident, put it first in the mapping, before everything else.", words, TextOf(fold.Operand, context));
        }

        var element = operand.Type is ListType list ? list.Element : operand.Type;
        var (kind, fits, wants) = FoldOf(words, element);
        return fits || element == BasicType.Unknown
            ? new BoundFold(kind, operand, element, fold) { Source = context.Source }
            : Fail(ExpressionErrors.BadFold, fold, context, FoldHint(element, TextOf(fold.Operand, context)), words, wants, TextOf(fold.Operand, context), TypeNames.Describe(element));
    }

    private static (FoldKind Kind, bool Fits, string Wants) FoldOf(string words, TypeSymbol element) => words switch
    {
        "first" => (FoldKind.First, true, "anything"),
        "any" => (FoldKind.Any, element == BasicType.Boolean, "what is true or false"),
        "min" => (FoldKind.Min, element.IsOrdered, "what has an order"),
        "max" => (FoldKind.Max, element.IsOrdered, "what has an order"),
        "sum" => (FoldKind.Sum, UnitAlgebra.IsAmount(element), "numbers and amounts"),
        "harshest" => (FoldKind.Harshest, element is ActionType, "actions, by severity"),
        _ => (FoldKind.MostSerious, element is EnumType, "members of an enum, by their order"),
    };

    private static string FoldHint(TypeSymbol element, string text) => element switch
    {
        EnumType => $"Write `most serious of {text}` or `first of {text}`.",
        ActionType => $"Write `harshest of {text}` or `first of {text}`.",
        { IsOrdered: true } => $"Write `min of {text}`, `max of {text}` or `first of {text}`.",
        _ when element == BasicType.Text => $"Say first what the text means, with `number(...)`, `date(...)`, `match` or a table; or write `first of {text}`.",
        _ => $"Write `first of {text}`.",
    };
}
