using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>Types, symbols and lists of names as messages write them.</summary>
internal static class TypeNames
{
    private const int ListedNames = 6;

    /// <summary>A type with its article: <c>a mass</c>, <c>a set of `drug`</c>.</summary>
    public static string Describe(TypeSymbol type) => type switch
    {
        _ when type == BasicType.Boolean => "true or false",
        _ when type == BasicType.Integer => "a whole number",
        _ when type == BasicType.Decimal => "a number",
        _ when type == BasicType.Money => "money",
        _ when type == BasicType.Unknown => "unknown",
        MoneyType money => $"money in {money.Currency}",
        ActionType => "an action",
        EnumType e => WithArticle(e.Name),
        EntityType e => WithArticle(e.Name),
        SetType set => $"a set of `{set.Element.Name}`",
        ListType list => $"a list ({Describe(list.Element)} each)",
        _ => $"{Article(type.Name)} {type.Name}",
    };

    /// <summary>A symbol with its kind and article: <c>an action</c>, <c>a member of `drug`</c>.</summary>
    public static string Describe(Symbol symbol) => symbol switch
    {
        EnumMemberSymbol member => $"a member of `{member.Enum.Name}`",
        SetSymbol { Enum: { } of } => $"a set of `{of.Name}`",
        _ => $"{Article(symbol.Kind)} {symbol.Kind}",
    };

    /// <summary>Names in back quotes, with commas; a long list is cut and the rest counted.</summary>
    public static string Join(IEnumerable<string> names, string last = "or")
    {
        string[] all = [.. names];
        string[] shown = [.. all.Take(all.Length <= ListedNames + 1 ? all.Length : ListedNames).Select(n => $"`{n}`")];
        return (all.Length - shown.Length, shown.Length) switch
        {
            ( > 0 and var rest, _) => FormattableString.Invariant($"{string.Join(", ", shown)} {last} {rest} more"),
            (_, <= 1) => string.Concat(shown),
            _ => $"{string.Join(", ", shown[..^1])} {last} {shown[^1]}",
        };
    }

    private static string WithArticle(string name) => $"{Article(name)} `{name}`";

    private static string Article(string word) => word.Length > 0 && "aeio".Contains(char.ToLowerInvariant(word[0])) ? "an" : "a";
}
