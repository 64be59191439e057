using System.Collections.Immutable;

namespace PolicyDsl.Language.Symbols;

/// <summary>What the language itself declares, so that no library has to.</summary>
public static class BuiltInSymbols
{
    /// <summary>The days of the week, Monday first: the type of <c>weekday of at</c>.</summary>
    public static EnumSymbol Weekday { get; } = CreateWeekday();

    private static EnumSymbol CreateWeekday()
    {
        var weekday = new EnumSymbol("weekday", null, null) { Documentation = "The days of the week." };
        string[] names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        weekday.Members = [.. names.Select((name, i) => new EnumMemberSymbol(name, null, null, weekday, i, isPlain: i == 0))];
        return weekday;
    }
}
