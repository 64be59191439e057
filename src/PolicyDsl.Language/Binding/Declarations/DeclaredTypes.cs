using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What the name of a type stands for.</summary>
internal static class DeclaredTypes
{
    private static readonly Dictionary<string, TypeSymbol> Basic = new TypeSymbol[]
    {
        BasicType.Boolean, BasicType.Integer, BasicType.Decimal, BasicType.Text, BasicType.Date, BasicType.Instant,
        BasicType.Duration, BasicType.Mass, BasicType.Money, ActionType.Instance,
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>What other languages call the types.</summary>
    private static readonly Dictionary<string, string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bool"] = "boolean",
        ["int"] = "integer",
        ["long"] = "integer",
        ["number"] = "decimal",
        ["numeric"] = "decimal",
        ["float"] = "decimal",
        ["double"] = "decimal",
        ["real"] = "decimal",
        ["string"] = "text",
        ["varchar"] = "text",
        ["char"] = "text",
        ["datetime"] = "instant",
        ["timestamp"] = "instant",
        ["time"] = "instant",
        ["timespan"] = "duration",
        ["period"] = "duration",
        ["weight"] = "mass",
        ["currency"] = "money",
    };

    public static bool IsBasic(string name) => Basic.ContainsKey(name);

    /// <summary>The type that a name stands for; <see cref="BasicType.Error"/> after a message.</summary>
    public static TypeSymbol Resolve(BindingSession session, SyntaxToken token, SourceText source)
    {
        if (token.IsMissing)
        {
            return BasicType.Error;
        }

        if (Basic.TryGetValue(token.ValueText, out var basic))
        {
            return basic;
        }

        switch (session.Scope.Find(token.ValueText))
        {
            case EnumSymbol found:
                session.Record.AddReference(token, found, source);
                return found.Type;
            case EntitySymbol entity:
                session.Record.AddReference(token, entity, source);
                return entity.Type;
            case { } other:
                session.Report(NameErrors.WrongKind, new Location(source, token.Span), token.ValueText, BindingSession.WithArticle(other.Kind), "a type");
                return BasicType.Error;
            default:
                ReportUnknown(session, token, source);
                return BasicType.Error;
        }
    }

    private static void ReportUnknown(BindingSession session, SyntaxToken token, SourceText source)
    {
        if (Foreign.TryGetValue(token.ValueText, out var meant))
        {
            session.Report(Diagnostic.Create(NameErrors.UnknownName, new Location(source, token.Span), "type", token.ValueText) with
            {
                Hint = $"Write `{meant}`.",
                Fixes = [new CodeFix($"Change to `{meant}`", [new TextEdit(new Location(source, token.Span), meant)], IsSafe: false)],
            });
            return;
        }

        var names = Basic.Keys
            .Concat(session.Scope.All<EnumSymbol>().Select(e => e.Name))
            .Concat(session.Scope.All<EntitySymbol>().Select(e => e.Name));
        session.ReportUnknown(NameErrors.UnknownName, token, source, names, "type", token.ValueText);
    }
}
