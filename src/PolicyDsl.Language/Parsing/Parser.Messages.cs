using System.Collections.Frozen;
using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>
/// Wording and placing messages. One place gives one message: after a message nothing more is said until a token has been taken,
/// because what follows is a consequence.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Says what is missing: at the token that stands in its place, or after the last one if that is on an earlier line.</summary>
    private void ReportExpected(DiagnosticDescriptor descriptor, string what, string? hint = null)
    {
        if (IsQuiet())
        {
            lastErrorIndex = index;
        }
        else if (!TryReportUnit())
        {
            Report(descriptor, FindGap(), hint, what, DescribeFound());
        }
    }

    /// <summary>True where a message would only repeat one: nothing taken since, or the token before was ill formed.</summary>
    private bool IsQuiet() => lastErrorIndex == index || IsAfterUnterminated() || followsBad.Contains(index);

    /// <summary>Where a unit on a line of its own is what does not fit, says so and skips it.</summary>
    private bool TryReportUnit()
    {
        if (!At(TokenKind.Name) || !StartsLine || index == 0 || tokens[index - 1].Kind != TokenKind.Number || !SyntaxFacts.IsUnit(Current.Text))
        {
            return false;
        }

        Report(SyntaxErrors.UnitOnNextLine, Current, "Write number and unit on one line.", Current.Text);
        Skip();
        lastErrorIndex = index;
        return true;
    }

    private void ReportUnexpected(string? hint = null)
    {
        if (!IsQuiet() && !TryReportUnit())
        {
            Report(SyntaxErrors.UnexpectedToken, Current, hint ?? GuessHint(), DescribeFound(isStart: true));
        }

        lastErrorIndex = index;
    }

    /// <summary>Words of plain English that the language says otherwise.</summary>
    private static readonly FrozenDictionary<string, string> ForeignWords = new Dictionary<string, string>
    {
        ["between"] = "A range is written `in 1..3`.",
        ["over"] = "Write `is more than`, or `is at least` where the number itself counts.",
        ["above"] = "Write `is more than`, or `is at least` where the number itself counts.",
        ["under"] = "Write `is less than`, or `is at most` where the number itself counts.",
        ["below"] = "Write `is less than`, or `is at most` where the number itself counts.",
        ["oz"] = "A mass is in `mg`, `g` or `kg`; an ounce is 28.35 g.",
        ["ounces"] = "A mass is in `mg`, `g` or `kg`; an ounce is 28.35 g.",
        ["during"] = "A window of time is written `within past 365 days`, at the end of a history.",
        ["ago"] = "When an earlier incident happened is written `30 days before`.",
        ["amends"] = "`amends` stands after the name: `policy stricter amends our_policy \"Title\"`.",
        ["equals"] = "Write `=`, or `is` before a single value.",
        ["includes"] = "Whether a set of members holds one is asked with `has`.",
        ["exceeds"] = "Write `is more than`.",
        ["but"] = "Write `and`, or `unless` before the exception.",
        ["except"] = "Write `unless` before the exception.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private bool IsCommaInNumber() => index > 0
        && tokens[index - 1] is { Kind: TokenKind.Number } before && before.Span.End == Current.Span.Start
        && Peek(1) is { Kind: TokenKind.Number } after && after.Span.Start == Current.Span.End;

    private string? GuessHint()
    {
        var isAfterValue = index > 0 && (SyntaxFacts.IsWord(tokens[index - 1].Kind)
            || tokens[index - 1].Kind is TokenKind.Number or TokenKind.Percent or TokenKind.Text or TokenKind.CloseParen or TokenKind.CloseBracket);
        var beginsValue = Current.Kind is TokenKind.Comma or TokenKind.Name or TokenKind.OpenParen or TokenKind.Not or TokenKind.Certainly or TokenKind.Possibly;
        return Current.Kind switch
        {
            TokenKind.Comma when IsCommaInNumber() => "Decimals follow a point, and thousands may be set apart by `_`: `2.5`, `1_500`.",
            TokenKind.Name when ForeignWords.TryGetValue(Current.Text, out var hint) => hint,
            TokenKind.Arrow => "`=>` gives the value of an arm of `match` or `table`; `at least` is written `>=`.",
            TokenKind.Semicolon => "Lines need no mark at their end.",
            _ when isAfterValue && beginsValue && block is Block.Rule or Block.Principle => "Conditions are joined with `and` or `or`.",
            _ => null,
        };
    }

    private void Report(DiagnosticDescriptor descriptor, SyntaxToken token, string? hint, params ReadOnlySpan<object?> arguments) =>
        Report(descriptor, token.Span, hint, arguments);

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, string? hint, params ReadOnlySpan<object?> arguments)
    {
        Report(Diagnostic.Create(descriptor, new Location(source, span), arguments) with { Hint = hint });
    }

    private void Report(Diagnostic diagnostic)
    {
        if (diagnostics.Count < SyntaxFacts.MaximumMessages)
        {
            diagnostics.Add(diagnostic);
        }

        lastErrorIndex = index;
    }

    private TextSpan FindGap() =>
        index > 0 && (StartsLine || At(TokenKind.EndOfFile)) ? new TextSpan(tokens[index - 1].Span.End, 0) : Current.Span;

    /// <summary>A text without its closing quote has eaten the rest of the line, and has had its message.</summary>
    private bool IsAfterUnterminated() =>
        index > 0 && tokens[index - 1] is { Kind: TokenKind.Text or TokenKind.Column, Value: null };

    private string DescribeFound(bool isStart = false)
    {
        if (At(TokenKind.EndOfFile))
        {
            return isStart ? "The end of the file" : "the end of the file";
        }

        return StartsLine && index > 0 && !isStart ? "the end of the line" : Quote(Current.Text);
    }

    private static string Quote(string text) =>
        text.Length > 40 ? $"`{text[..37]}...`" : text.StartsWith('`') ? text : $"`{text}`";

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Column => "a column in back quotes",
        TokenKind.Date => "a date",
        _ => $"`{SyntaxFacts.GetSpelling(kind)}`",
    };

    private static string List(ImmutableArray<string> words) => words.Length == 1
        ? $"`{words[0]}`"
        : string.Join(", ", words[..^1].Select(w => $"`{w}`")) + $" or `{words[^1]}`";
}
