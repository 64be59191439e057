using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Reporting.Explanations;

/// <summary>The page of a word of the vocabulary: what it is, what its author says of it, and how a policy writes it.</summary>
public static class WordPage
{
    /// <summary>One page for everything that a word may mean; null where nothing is called by it.</summary>
    /// <param name="word">A name, or a field as <c>person.age</c>.</param>
    /// <param name="scope">All declarations.</param>
    public static TopicPage? Find(string word, GlobalScope scope)
    {
        var symbols = FindAll(word, scope);
        if (symbols.IsEmpty)
        {
            return null;
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {word}\n");
        foreach (var symbol in symbols)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Capitalise(Describe(symbol))}\n");
            if (symbol.Documentation.Length > 0)
            {
                text.Append('\n').Append(symbol.Documentation.Trim()).Append('\n');
            }

            AppendParts(text, symbol, scope);
            if (Usage(symbol) is { } usage)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nWrite `{usage}`.\n");
            }
        }

        return new TopicPage("word", word, text.ToString());
    }

    /// <summary>Every name that has a page.</summary>
    public static IEnumerable<string> Names(GlobalScope scope) => scope.Names
        .Concat(scope.All<EnumSymbol>().SelectMany(e => e.Members).Select(m => m.Name))
        .Concat(scope.All<EntitySymbol>().SelectMany(e => e.Fields).SelectMany(f => (string[])[f.QualifiedName, f.Name]));

    /// <summary>What may stand in a field, in plain words.</summary>
    public static string DescribeType(TypeSymbol type) => type switch
    {
        _ when type == BasicType.Boolean => "true or false",
        _ when type == BasicType.Integer => "a whole number",
        _ when type == BasicType.Decimal => "a number",
        _ when type == BasicType.Mass => "a mass, as in `2 g`",
        _ when type == BasicType.Instant => "a day and time",
        _ when type == BasicType.Duration => "a length of time, as in `14 days`",
        EnumType e => $"one of `{e.Name}`",
        ActionType => "one of the actions",
        SetType set => $"any number of `{set.Element.Name}`",
        EntityType e => $"the fields of `{e.Name}`",
        _ => $"a {type.Name}",
    };

    private static ImmutableArray<Symbol> FindAll(string word, GlobalScope scope) =>
    [
        .. ((Symbol?[])[scope.Find(word)]).OfType<Symbol>().Where(s => s is not (PolicySymbol or PrincipleSymbol)),
        .. scope.All<EntitySymbol>().SelectMany(e => e.Fields).Where(f => f.Name == word || f.QualifiedName == word),
        .. scope.All<EnumSymbol>().SelectMany(e => e.Members).Where(m => m.Name == word || m.QualifiedName == word),
    ];

    private static string Describe(Symbol symbol) => symbol switch
    {
        EnumSymbol e => $"`{e.Name}` is a list of {e.Members.Length} words.",
        SetSymbol { Enum: { } of } s => $"`{s.Name}` is a set of `{of.Name}`.",
        EnumMemberSymbol m => $"`{m.Name}` is one of `{m.Enum.Name}`.",
        FieldSymbol f => $"`{f.QualifiedName}` is a field: {DescribeType(f.Type)}.{(f.IsProtected ? " No rule may depend on it." : "")}{(f.IsCoarse ? " It may be partly known." : "")}",
        ActionSymbol a => $"`{a.Name}` is an action of severity {a.Severity}{(a.Traits.IsEmpty ? "" : $" ({string.Join(", ", a.Traits)})")}.",
        TableSymbol t => $"`{t.Name}` is a table: for {DescribeType(t.ArgumentType)} it gives {DescribeType(t.ResultType)}.{(t.SourceText is { } source ? $" Source: {source}." : "")}",
        _ => $"`{symbol.Name}` is {("aeiou".Contains(symbol.Kind[0], StringComparison.Ordinal) ? "an" : "a")} {symbol.Kind}{(symbol.Title is { } title ? $": {title}" : "")}.",
    };

    private static void AppendParts(StringBuilder text, Symbol symbol, GlobalScope scope)
    {
        var parts = symbol switch
        {
            EnumSymbol e => e.Members.Select(m => (m.Name, m.Documentation)),
            SetSymbol s => s.Members.Select(m => (m.Name, m.Documentation)),
            EntitySymbol e => e.Fields.Select(f => (f.Name, $"{DescribeType(f.Type)}. {f.Documentation}")),
            _ => [],
        };
        var lines = parts.Select(p => $"- `{p.Name}`{(p.Item2.Trim() is { Length: > 0 } about ? $": {OneLine(about)}" : "")}\n").ToList();
        if (lines.Count > 0)
        {
            text.Append('\n').AppendJoin("", lines);
        }

        if (symbol is EnumMemberSymbol member && scope.All<SetSymbol>().Where(s => s.Members.Contains(member)).Select(s => $"`{s.Name}`").ToList() is { Count: > 0 } sets)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nIt is in {(sets.Count == 1 ? "the set" : "the sets")} {string.Join(", ", sets)}.\n");
        }
    }

    private static string? Usage(Symbol symbol) => symbol switch
    {
        EnumMemberSymbol m => $"{m.Enum.Name} is {m.Name}",
        SetSymbol { Enum: { } of } s => $"{of.Name} in {s.Name}",
        FieldSymbol { Type: var type } f when type == BasicType.Boolean => $"when {f.QualifiedName}",
        ActionSymbol a => $"then {a.Name}",
        ServiceSymbol s => $"offer {s.Name}",
        PlainSymbol { Kind: "partner" } p => $"with {p.Name}",
        PlainSymbol { Kind: "activity" } p => $"advances {p.Name}",
        PlainSymbol { Kind: "channel" } p => $"announce 14 days before by {p.Name}",
        DefineSymbol d => $"when {d.Name}",
        TableSymbol t => $"{t.Name} of {t.ArgumentType.Name}",
        _ => null,
    };

    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static string Capitalise(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
