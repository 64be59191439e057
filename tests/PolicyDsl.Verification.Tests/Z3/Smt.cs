using System.Globalization;
using System.Text;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Terms of SMT-LIB 2 as text, made simpler where a constant allows it.</summary>
internal static class Smt
{
    public const string True = "true";
    public const string False = "false";

    public static string Of(bool truth) => truth ? True : False;

    public static string Of(Int128 number) => number < 0
        ? string.Create(CultureInfo.InvariantCulture, $"(- {-number})")
        : number.ToString(CultureInfo.InvariantCulture);

    public static string Not(string a) => a switch
    {
        True => False,
        False => True,
        _ when a.StartsWith("(not ", StringComparison.Ordinal) => a[5..^1],
        _ => $"(not {a})",
    };

    public static string And(params IEnumerable<string> operands) => Join("and", True, False, operands);

    public static string Or(params IEnumerable<string> operands) => Join("or", False, True, operands);

    public static string Implies(string a, string b) => Or(Not(a), b);

    public static string Ite(string condition, string whenTrue, string whenFalse) => condition switch
    {
        True => whenTrue,
        False => whenFalse,
        _ when whenTrue == whenFalse => whenTrue,
        _ when (whenTrue, whenFalse) is (True, False) => condition,
        _ when (whenTrue, whenFalse) is (False, True) => Not(condition),
        _ => $"(ite {condition} {whenTrue} {whenFalse})",
    };

    public static string Same(string a, string b) => a == b ? True : $"(= {a} {b})";

    public static string Less(string a, string b) => $"(< {a} {b})";

    public static string AtMost(string a, string b) => a == b ? True : $"(<= {a} {b})";

    private static string Join(string word, string neutral, string settling, IEnumerable<string> operands)
    {
        var kept = operands.Where(o => o != neutral).Distinct().ToList();
        return kept.Contains(settling) ? settling
            : kept.Count == 0 ? neutral
            : kept.Count == 1 ? kept[0]
            : $"({word} {string.Join(' ', kept)})";
    }
}

/// <summary>
/// A script under construction. Terms that are used again get a name, so that the text stays linear in what was encoded; the
/// solver shares what is named.
/// </summary>
internal sealed class SmtScript
{
    private const int LongestUnnamed = 24;

    private readonly StringBuilder text = new();
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> declared = new(StringComparer.Ordinal);

    public string Declare(string name, string sort)
    {
        if (declared.Add(name))
        {
            text.Append($"(declare-const {name} {sort})\n");
        }

        return name;
    }

    public void Assert(string term)
    {
        if (term != Smt.True)
        {
            text.Append($"(assert {term})\n");
        }
    }

    /// <summary>A short way to write a term.</summary>
    public string Name(string term, string sort = "Bool")
    {
        if (term.Length <= LongestUnnamed)
        {
            return term;
        }

        if (!names.TryGetValue(term, out var name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"t{names.Count}");
            names.Add(term, name);
            text.Append($"(define-fun {name} () {sort} {term})\n");
        }

        return name;
    }

    public override string ToString() => text.ToString();
}
