using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// Look-ups in tables, parts of an instant, and the text functions of data sets. Applied to a list, each works on every element.
/// </summary>
internal sealed partial class ExpressionBinder
{
    private static readonly string[] DateParts = ["hour", "weekday", "date"];

    private BoundExpression BindLookup(LookupSyntax lookup, ExpressionContext context)
    {
        var name = lookup.Name;
        if (name.IsMissing)
        {
            return ErrorAt(lookup, context);
        }

        if (scope.Find(name.Text) is TableSymbol table)
        {
            return BindTableLookup(lookup, table, context);
        }

        if (DateParts.Contains(name.Text))
        {
            return BindDatePart(lookup, context);
        }

        if (TextFunction.Find(name.Text) is { Second: SecondArgument.None } function)
        {
            return MayUseTexts(name, context, lookup) ? BindTextFunction(function, lookup.Argument, [], lookup, context, null) : ErrorAt(lookup, context);
        }

        if ((scope.Find(name.Text) ?? (FindField(name.Text, context) as FieldMeaning)?.Field) is { } other)
        {
            return FailAt(ExpressionErrors.NotATable, name, lookup, context, TablesHint(name.Text), name.Text, TypeNames.Describe(other));
        }

        var advice = Suggest(name.Text, [.. scope.All<TableSymbol>().Select(t => t.Name), .. DateParts]) ?? TablesHint(name.Text);
        return FailAt(ExpressionErrors.UnknownName, name, lookup, context, advice, name.Text);
    }

    private Advice? TablesHint(string name) =>
        Suggest(name, scope.All<TableSymbol>().Select(t => t.Name)) ?? "Before `of` stands a table, or `hour`, `weekday` or `date`.";

    private BoundExpression BindTableLookup(LookupSyntax lookup, TableSymbol table, ExpressionContext context)
    {
        record.AddReference(lookup.Name, table, context.Source);
        if (context.TableArgument is not null)
        {
            return Fail(ExpressionErrors.NameNotHere, lookup, context, "Write the values out here, or look both tables up where they are used.", PlaceOf(context), table.Name, "a table itself");
        }

        var argument = BindValue(lookup.Argument, context, table.ArgumentType);
        if (IsError(argument) || table.ArgumentType == BasicType.Error || table.ResultType == BasicType.Error)
        {
            return ErrorAt(lookup, context);
        }

        var isList = argument.Type is ListType && context.Place == ExpressionPlace.DataRow;
        TypeSymbol wanted = isList ? new ListType(table.ArgumentType) : table.ArgumentType;
        TypeSymbol result = isList ? new ListType(table.ResultType) : table.ResultType;
        var converted = ConvertOrReport(argument, wanted, context);
        return IsError(converted) ? converted : new BoundTableLookup(table, converted, result, lookup) { Source = context.Source };
    }

    /// <summary><c>hour of at</c>, <c>weekday of at</c>, <c>date of at</c></summary>
    private BoundExpression BindDatePart(LookupSyntax lookup, ExpressionContext context)
    {
        var argument = BindValue(lookup.Argument, context, BasicType.Instant);
        if (IsError(argument))
        {
            return argument;
        }

        var element = argument.Type is ListType list ? list.Element : argument.Type;
        var (function, type) = lookup.Name.Text switch
        {
            "hour" => (BuiltInFunction.HourOf, (TypeSymbol)BasicType.Integer),
            "weekday" => (BuiltInFunction.WeekdayOf, Weekday.Type),
            _ => (BuiltInFunction.DateOf, BasicType.Date),
        };
        if (element == BasicType.Date && function == BuiltInFunction.WeekdayOf && argument.Type == element)
        {
            argument = new BoundConversion(argument, BasicType.Instant, argument.Syntax) { Source = context.Source };
        }
        else if (element != BasicType.Instant)
        {
            var hint = element == BasicType.Text ? TextHint(TextOf(lookup.Argument, context), BasicType.Instant) : null;
            return Fail(ExpressionErrors.TypeMismatch, lookup.Argument, context, hint, TextOf(lookup.Argument, context), TypeNames.Describe(argument.Type), "an instant");
        }

        return new BoundCall(function, [argument], argument.Type is ListType ? new ListType(type) : type, lookup) { Source = context.Source };
    }

    private BoundExpression BindCall(CallSyntax call, ExpressionContext context, TypeSymbol? hint)
    {
        var name = call.Name;
        if (name.Text is RelativeRate or NetBenefit)
        {
            return BindMeasureCall(call, context);
        }

        if (TextFunction.Find(name.Text) is not { } function)
        {
            return FailUnknownFunction(call, context);
        }

        if (!MayUseTexts(name, context, call))
        {
            return ErrorAt(call, context);
        }

        return call.Arguments.Count == function.Arity
            ? BindTextFunction(function, call.Arguments[0], [.. call.Arguments.Skip(1)], call, context, hint)
            : Fail(ExpressionErrors.WrongArguments, call, context, null, name.Text, function.Form);
    }

    private BoundExpression BindTextFunction(
        TextFunction function,
        ExpressionSyntax argument,
        ImmutableArray<ExpressionSyntax> rest,
        ExpressionSyntax call,
        ExpressionContext context,
        TypeSymbol? hint)
    {
        var text = BindValue(argument, context, BasicType.Text);
        if (IsError(text))
        {
            return text;
        }

        var isList = text.Type is ListType;
        if ((text.Type is ListType list ? list.Element : text.Type) != BasicType.Text || (isList && function.Second == SecondArgument.Separator))
        {
            return Fail(ExpressionErrors.TypeMismatch, argument, context, null, TextOf(argument, context), TypeNames.Describe(text.Type), "a text");
        }

        var arguments = ImmutableArray.Create(text);
        foreach (var syntax in rest)
        {
            if (BindSecondArgument(function, syntax, context) is not { } second)
            {
                return ErrorAt(call, context);
            }

            arguments = arguments.Add(second);
        }

        var type = function.GetResult(hint);
        return new BoundCall(function.Function, arguments, isList ? new ListType(type) : type, call) { Source = context.Source };
    }

    /// <summary>The second argument: a text that is written out, and for dates a format that can work. Null after an error.</summary>
    private BoundLiteral? BindSecondArgument(TextFunction function, ExpressionSyntax syntax, ExpressionContext context)
    {
        var bound = BindConstantExpression(syntax, context, BasicType.Text);
        if (IsError(bound) || ConvertOrReport(bound, BasicType.Text, context) is not BoundLiteral { Value: { Kind: ValueKind.Text, Text: var text } } literal)
        {
            return null;
        }

        if (function.Second == SecondArgument.Separator)
        {
            if (text.Length > 0)
            {
                return literal;
            }

            Report(ExpressionErrors.WrongArguments, syntax, context, null, function.Name, "a text and what separates its parts, which is not empty");
            return null;
        }

        if ((DateFormats.FindProblem(text) ?? function.FindMisuse(text)) is not { } problem)
        {
            return literal;
        }

        Report(ExpressionErrors.BadFormat, syntax, context, $"Write days as `dd`, months as `MM` or `MMM`, years as `yyyy`, hours as `HH`, minutes as `mm`: `{function.Example}`.", text, problem);
        return null;
    }

    private BoundErrorExpression FailUnknownFunction(CallSyntax call, ExpressionContext context)
    {
        var name = call.Name.Text;
        if (scope.Find(name) is TableSymbol)
        {
            var argument = call.Arguments.Count > 0 ? TextOf(call.Arguments[0], context) : "...";
            return FailAt(ExpressionErrors.UnknownFunction, call.Name, call, context, $"`{name}` is a table: write `{name} of {argument}`.", name);
        }

        string[] known = context.Place == ExpressionPlace.Measure ? [RelativeRate, NetBenefit] : [.. TextFunction.Names];
        var hint = Suggest(name, known) ?? (context.Place is ExpressionPlace.DataRow or ExpressionPlace.Table or ExpressionPlace.Measure ? $"Functions here are {TypeNames.Join(known, "and")}."
            : "Rules use names, tables and histories; there are no functions to call.");
        return FailAt(ExpressionErrors.UnknownFunction, call.Name, call, context, hint, name);
    }

    /// <summary>True where columns and texts may be worked on; reports where not.</summary>
    private bool MayUseTexts(SyntaxToken word, ExpressionContext context, SyntaxNode syntax)
    {
        if (context.Place is ExpressionPlace.DataRow or ExpressionPlace.Table)
        {
            return true;
        }

        Report(
            ExpressionErrors.DataOnly,
            syntax,
            context,
            "Give the text a meaning where the data are read: a field of the vocabulary, filled by a `dataset` or a `table`.",
            word.Text,
            "`dataset` and `table` declarations");
        return false;
    }
}
