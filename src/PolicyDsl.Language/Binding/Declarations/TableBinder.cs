using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Tables: first their types, which formulas need; later their arms, from the source or from a file.</summary>
internal static class TableBinder
{
    public static void BindTypes(BindingSession session, Declarations declared)
    {
        foreach (var table in declared.Tables)
        {
            table.Symbol.ArgumentType = ResolveType(session, table.Syntax.ArgumentType, table.Source);
            table.Symbol.ResultType = ResolveType(session, table.Syntax.ResultType, table.Source);
            table.Symbol.SourceText = BindingSession.ReadText(table.Syntax.Source);
        }
    }

    public static void BindArms(BindingSession session, Declarations declared, ExpressionBinder expressions)
    {
        foreach (var table in declared.Tables)
        {
            if (table.Symbol.ArgumentType == BasicType.Error || table.Symbol.ResultType == BasicType.Error)
            {
                continue;
            }

            if (table.Syntax.Arms is { } arms)
            {
                table.Symbol.Arms = expressions.BindArms(arms, ContextOf(table.Symbol, table.Source), table.Symbol.ArgumentType, table.Symbol.ResultType);
            }
            else if (table.Syntax.File is { } file && !file.Path.IsMissing && !file.KeyColumn.IsMissing && !file.ValueColumn.IsMissing)
            {
                new TableFileBinder(session, table, file).Bind();
            }
        }
    }

    public static ExpressionContext ContextOf(TableSymbol table, SourceText source) =>
        new(ExpressionPlace.Table, null, source) { Description = BindingSession.Describe(table) };

    private static TypeSymbol ResolveType(BindingSession session, SyntaxToken token, SourceText source)
    {
        var type = DeclaredTypes.Resolve(session, token, source);
        if (type is not EntityType)
        {
            return type;
        }

        session.Report(Diagnostic.Create(NameErrors.WrongKind, new Location(source, token.Span), token.ValueText, "an entity", "a type of single values") with
        {
            Hint = "A table takes and gives single values: name the field's type instead.",
        });
        return BasicType.Error;
    }
}
