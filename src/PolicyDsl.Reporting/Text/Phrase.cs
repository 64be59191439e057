using System.Globalization;

namespace PolicyDsl.Reporting.Text;

/// <summary>Small pieces of sentences.</summary>
public static class Phrase
{
    /// <summary><c>1 error</c>, <c>12,345 errors</c>.</summary>
    public static string Count(long number, string one, string? many = null) =>
        $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> parts, string word = "and") => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {word} {parts[^1]}",
    };
}
