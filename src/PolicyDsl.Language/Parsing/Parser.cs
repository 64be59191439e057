using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>
/// Makes a tree of tokens by recursive descent: one method per production of the grammar, in files by subject.
/// <para>
/// Any text gives a tree. What the grammar wants and the text lacks becomes a missing token of no width; what the text has and
/// the grammar does not want is skipped and becomes trivia of the next token taken: <c>tokens[skipStart..index]</c> waits for it.
/// Every loop takes a token or ends, lookahead is bounded and nesting limited, so time is linear and the stack safe.
/// </para>
/// </summary>
internal sealed partial class Parser
{
    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;

    /// <summary>All tokens but bad ones, which are trivia already.</summary>
    private readonly ImmutableArray<SyntaxToken>.Builder tokens = ImmutableArray.CreateBuilder<SyntaxToken>();

    /// <summary>For each token whether it is the first of its line, bad tokens aside.</summary>
    private readonly List<bool> startsLine = [];

    /// <summary>The tokens right after bad ones, which have had their message.</summary>
    private readonly HashSet<int> followsBad = [];

    private int index;
    private int skipStart;
    private int lastErrorIndex = -1;
    private int depth;
    private Block block = Block.File;

    private Parser(SourceText source, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.diagnostics = diagnostics;
        AddTokens(Lexer.Lex(source, diagnostics));
    }

    private SyntaxToken Current => tokens[index];

    private bool StartsLine => startsLine[index];

    public static SyntaxTree Parse(SourceText source)
    {
        var found = new DiagnosticBag();
        var root = new Parser(source, found).ParseFile();
        return new SyntaxTree(source, root, [.. found.OrderBy(d => d.Location?.Span.Start)]);
    }

    private void AddTokens(ImmutableArray<SyntaxToken> lexed)
    {
        var bad = new List<SyntaxToken>();
        var isFirst = true;
        foreach (var token in lexed)
        {
            isFirst |= token.LeadingTrivia.Any(t => t.Kind == TriviaKind.LineBreak);
            if (token.Kind == TokenKind.Bad)
            {
                bad.Add(token);
                continue;
            }

            if (bad.Count > 0)
            {
                followsBad.Add(tokens.Count);
            }

            tokens.Add(bad.Count == 0 ? token : WithSkipped(bad, token));
            startsLine.Add(isFirst);
            bad.Clear();
            isFirst = false;
        }
    }

    private SyntaxToken Peek(int offset) => tokens[Math.Min(index + offset, tokens.Count - 1)];

    private bool PeekStartsLine(int offset) => startsLine[Math.Min(index + offset, tokens.Count - 1)];

    private bool At(TokenKind kind) => Current.Kind == kind;

    private bool At(string word) => IsWord(0, word);

    private bool At(string word, string next) => IsWord(0, word) && IsWord(1, next);

    /// <summary>True where the token is that keyword, or was taken for it although misspelt.</summary>
    private bool IsWord(int offset, string word)
    {
        var token = Peek(offset);
        return SyntaxFacts.IsWord(token.Kind) && token.ValueText == word;
    }

    private bool IsWord(int offset, ImmutableArray<string> words) =>
        Peek(offset) is var token && SyntaxFacts.IsWord(token.Kind) && words.Contains(token.ValueText);

    private SyntaxToken Next()
    {
        var token = Current;
        if (skipStart < index)
        {
            token = WithSkipped(tokens.Skip(skipStart).Take(index - skipStart), token);
        }

        index = Math.Min(index + 1, tokens.Count - 1);
        skipStart = index;
        return token;
    }

    /// <summary>Leaves a token out; it becomes trivia of the next one taken.</summary>
    private void Skip() => index = Math.Min(index + 1, tokens.Count - 1);

    private SyntaxToken? NextIf(TokenKind kind) => At(kind) ? Next() : null;

    private SyntaxToken? NextIf(string word) => At(word) ? Next() : null;

    private SyntaxToken Missing(TokenKind kind) =>
        new(kind, tokens[skipStart].FullSpan.Start, "", [], [], isMissing: true);

    private static SyntaxToken WithSkipped(IEnumerable<SyntaxToken> skipped, SyntaxToken token)
    {
        var leading = ImmutableArray.CreateBuilder<SyntaxTrivia>();
        var fullStart = -1;
        foreach (var piece in skipped)
        {
            fullStart = fullStart < 0 ? piece.FullSpan.Start : fullStart;
            leading.AddRange(piece.LeadingTrivia);
            leading.Add(new SyntaxTrivia(TriviaKind.Skipped, piece.Text));
            leading.AddRange(piece.TrailingTrivia);
        }

        leading.AddRange(token.LeadingTrivia);
        return new SyntaxToken(token.Kind, fullStart, token.Text, leading.ToImmutable(), token.TrailingTrivia, token.Value);
    }
}
