using System.Text;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Parsing;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Parsing;

/// <summary>Texts nobody would write: characters, tokens, and valid files with something changed. The seed decides all.</summary>
internal static class RandomTexts
{
    private const string Characters = "ab_1209.,:;=<>!&|+-*/%()[]{}\"'`\\#@$~^?\n\r\t  \0\u200b\u202e“”«»é漢\ud83d\ude00\ud83dTnu";

    private static readonly string[] Words =
    [
        .. SyntaxFacts.ReservedWords.Keys, .. SyntaxFacts.Symbols.Keys, .. SyntaxFacts.ForeignSymbols.Keys, .. SyntaxFacts.ItemWords,
        .. SyntaxFacts.RuleWords, .. SyntaxFacts.CrackdownWords, .. SyntaxFacts.TestWords, .. SyntaxFacts.FormWords, .. SyntaxFacts.DataWords,
        .. SyntaxFacts.AssumptionWords, .. SyntaxFacts.ServiceWords, .. SyntaxFacts.Properties, .. SyntaxFacts.FieldModifiers,
        .. SyntaxFacts.FoldWords, .. SyntaxFacts.OperandFollowers, .. SyntaxFacts.Periods,
        "of", "to", "by", "at", "least", "most", "more", "less", "than", "per", "count", "since", "last", "distinct", "before", "each", "g", "days",
        "GBP", "name", "other", "12", "1_500", "0.25", "35%", "2024-01-31", "2024-01-31T23:15", "\"text\"", "`column`", "'x'", "// comment", "/// doc",
        "{", "}", "(", ")", ",", "\n", "\n", "\n", "\n", "\n",
    ];

    public static string MakeCharacters(Random random)
    {
        var builder = new StringBuilder();
        for (var length = random.Next(200); length > 0; length--)
        {
            builder.Append(Characters[random.Next(Characters.Length)]);
        }

        return builder.ToString();
    }

    public static string MakeWords(Random random)
    {
        var builder = new StringBuilder();
        for (var length = random.Next(120); length > 0; length--)
        {
            builder.Append(Words[random.Next(Words.Length)]).Append(random.Next(8) == 0 ? "" : random.Next(10) == 0 ? "\n" : " ");
        }

        return builder.ToString();
    }

    /// <summary>A valid text in which a few tokens are left out, doubled, swapped, replaced or inserted.</summary>
    public static string Mutate(string text, Random random)
    {
        var tokens = Cut(text);
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count);
            var other = random.Next(tokens.Count);
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveRange(at, Math.Min(1 + random.Next(3), tokens.Count - at));
                    break;
                case 1:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 2:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens[at] = " " + Words[random.Next(Words.Length)] + " ";
                    break;
                case 4:
                    tokens.Insert(at, " " + Words[random.Next(Words.Length)] + " ");
                    break;
                default:
                    tokens.RemoveRange(at, tokens.Count - at);
                    break;
            }

            if (tokens.Count == 0)
            {
                break;
            }
        }

        return string.Concat(tokens);
    }

    private static List<string> Cut(string text)
    {
        var tokens = Lexer.Lex(new SourceText(text, ""), new DiagnosticBag());
        return [.. tokens.Select(t => t.ToFullString())];
    }
}
