using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Parsing;

/// <summary>What the lines of the innermost braces are, which says where reading can go on after a mistake.</summary>
internal enum Block
{
    File,
    Rule,
    Crackdown,
    Test,
    Principle,
    Entity,
    Dataset,
    Mapping,
    Assumptions,
    Other,
}

/// <summary>
/// Going on after a mistake. A clause word that starts a line ends the clause before it; a declaration keyword that starts a line,
/// followed as a declaration is, closes every open brace. Both look only at shapes that cannot go on a valid text at the places
/// where they are asked for, so they change nothing in a text without mistakes.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>True where a line begins that cannot belong to the clause being read.</summary>
    private bool AtStop() => StartsLine && index > 0 && (AtDeclarationStart() || AtClauseStart());

    private bool IsStopNext()
    {
        index++;
        var isStop = AtStop();
        index--;
        return isStop;
    }

    /// <summary>True where a declaration begins a line, whatever braces are open.</summary>
    private bool AtDeclarationStart() => StartsLine && SyntaxFacts.IsWord(Current.Kind) && (Current.Kind == TokenKind.Name
        ? BeginsDeclaration()
        : AtFinalOtherwise() || (At("in", "force") && Peek(2).Kind == TokenKind.Date));

    private bool BeginsDeclaration()
    {
        var word = Current.ValueText;
        var next = Peek(1);
        var isNamed = next.Kind == TokenKind.Name && !SyntaxFacts.OperandFollowers.Contains(next.Text);
        switch (word)
        {
            case "test":
            case "owner" or "version" or "complaints" when block != Block.Dataset:
                return next.Kind == TokenKind.Text;
            case "using":
                return isNamed || next.Kind == TokenKind.Text;
            case "set" or "table" or "change":
                return isNamed && IsWord(2, "of");
            case "resource":
                return isNamed && Peek(2).Kind == TokenKind.Number;
            case "departs":
                return IsWord(1, "from") && Peek(2).Kind == TokenKind.Name;
            case "applies":
                return next.Kind == TokenKind.When;
            case "review":
                return IsWord(1, "every") && Peek(2).Kind == TokenKind.Number;
            case "replace":
                return IsWord(1, ["define", "rule", "crackdown", "otherwise"]) && Peek(2).Kind == TokenKind.Name;
            case "remove":
                return IsWord(1, ["define", "rule", "crackdown"]) && Peek(2).Kind == TokenKind.Name;
            case "extend":
                return IsWord(1, ["enum", "set", "entity"]) && Peek(2).Kind == TokenKind.Name;
        }

        return isNamed && SyntaxFacts.DeclarationWords.Contains(word)
            && (Peek(2).Kind is TokenKind.OpenBrace or TokenKind.Equals or TokenKind.Text
                || (word == "policy" && IsWord(2, "amends")) || (word == "principle" && IsWord(2, "rank")));
    }

    /// <summary><c>otherwise NAME</c> as an item, and not as the end of an outcome or an arm.</summary>
    private bool AtFinalOtherwise()
    {
        if (!At(TokenKind.Otherwise) || Peek(1).Kind != TokenKind.Name || (index > 0 && tokens[index - 1].Kind == TokenKind.Comma))
        {
            return false;
        }

        var after = Peek(2).Kind;
        return after == TokenKind.EndOfFile
            || (PeekStartsLine(2) && !IsClauseWord(2) && after is not (TokenKind.CloseBrace or TokenKind.Arrow or TokenKind.Or or TokenKind.Where or TokenKind.Comma));
    }

    /// <summary>True where a word that begins lines of this block is followed as such a line is.</summary>
    private bool AtClauseStart() => block switch
    {
        Block.Rule or Block.Crackdown => IsClauseWord(0) && IsClauseFollowed(),
        Block.Test => At("given") || At("expect") || At("for", "each"),
        Block.Principle => At("clause") && Peek(1).Kind == TokenKind.Name && !SyntaxFacts.OperandFollowers.Contains(Peek(1).Text),
        Block.Entity => At(TokenKind.Name) && Peek(1).Kind == TokenKind.Colon,
        Block.Assumptions => (IsWord(0, SyntaxFacts.AssumptionWords) && IsWord(1, "of")) || (At("currency") && Peek(1).Kind == TokenKind.Name),
        Block.Dataset => AtDataClause(),
        _ => false,
    };

    private bool IsClauseWord(int offset) => block switch
    {
        Block.Rule or Block.Crackdown => IsWord(offset, SyntaxFacts.RuleWords) || IsWord(offset, SyntaxFacts.CrackdownWords),
        _ => false,
    };

    private bool IsClauseFollowed()
    {
        var next = Peek(1);
        return Current.ValueText switch
        {
            "when" or "then" => true,
            "also" => IsWord(1, "offer"),
            "offer" or "with" => next.Kind == TokenKind.Name && !SyntaxFacts.OperandFollowers.Contains(next.Text),
            "overrides" => next.Kind is TokenKind.All || (next.Kind == TokenKind.Name && !SyntaxFacts.OperandFollowers.Contains(next.Text)),
            "yields" => IsWord(1, "to"),
            "target" => IsWord(1, "areas"),
            "priority" or "announce" or "lasts" or "rests" => next.Kind == TokenKind.Number,
            _ => next.Kind == TokenKind.Text,
        };
    }

    private bool AtDataClause()
    {
        var next = Peek(1);
        return Current.ValueText switch
        {
            "from" or "missing" => next.Kind == TokenKind.Text,
            "covers" or "decides" => next.Kind == TokenKind.Date,
            "header" => IsWord(1, "none"),
            "time" => IsWord(1, "zone"),
            "keep" => IsWord(1, "rows"),
            "one" => IsWord(1, "incident"),
            var word => (next.Kind == TokenKind.Text && SyntaxFacts.DataTextWords.Contains(word)) || AtLinkedMapping() || AtNotFollowed(),
        };
    }

    private bool AtNotFollowed() => At(TokenKind.Name) && Peek(1).Kind == TokenKind.Not && IsWord(2, "followed");

    private bool AtMapping() => At(TokenKind.Name) && (BeginsFields(1) || AtLinkedMapping());

    private bool AtLinkedMapping() => At(TokenKind.Name) && IsWord(1, "from") && Peek(2).Kind == TokenKind.Text && BeginsFields(3);

    /// <summary>True at the brace before fields, or at a field if the brace is missing.</summary>
    private bool BeginsFields(int offset) =>
        Peek(offset).Kind == TokenKind.OpenBrace || (Peek(offset).Kind == TokenKind.Name && Peek(offset + 1).Kind == TokenKind.Equals);

    /// <summary>
    /// Skips tokens, whole braces at once, up to the first at which reading can go on: a closing brace of ours, the end of the file,
    /// a declaration, a clause of this block, or what else the caller can begin with. The one helper that skips by stop tokens.
    /// </summary>
    private void SkipUntil(Func<bool>? atStop = null)
    {
        var open = 0;
        while (!At(TokenKind.EndOfFile) && !AtDeclarationStart())
        {
            if (open == 0 && (At(TokenKind.CloseBrace) || AtClauseStart() || (atStop is not null && atStop())))
            {
                break;
            }

            open += At(TokenKind.OpenBrace) ? 1 : At(TokenKind.CloseBrace) ? -1 : 0;
            Skip();
        }

        lastErrorIndex = index;
    }

    /// <summary>Skips an expression that is nested too deeply: up to the bracket that closes around it, or the end of its clause.</summary>
    /// <param name="isCommaPart">True where a comma belongs to what is skipped.</param>
    private void SkipNested(bool isCommaPart = false)
    {
        var open = 0;
        while (!At(TokenKind.EndOfFile) && !AtStop())
        {
            var change = Current.Kind switch
            {
                TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace => 1,
                TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace => -1,
                _ => 0,
            };
            if (open + change < 0 || (open == 0 && !isCommaPart && At(TokenKind.Comma)))
            {
                break;
            }

            open += change;
            Skip();
        }

        lastErrorIndex = index;
    }

    /// <summary>
    /// Takes a misspelt keyword for the one that is meant, with a message: one that starts a line or follows where only a keyword
    /// can stand, and is not followed like a name that is declared.
    /// </summary>
    private bool TryCorrect(ImmutableArray<string> words)
    {
        if (!At(TokenKind.Name) || Peek(1).Kind is TokenKind.Colon or TokenKind.Equals or TokenKind.Arrow or TokenKind.Dot)
        {
            return false;
        }

        var meant = string.Equals(Current.Text, "license", StringComparison.OrdinalIgnoreCase) && words.Contains("licence")
            ? "licence"
            : Spelling.FindNearest(Current.Text, words);
        if (meant is null || lastErrorIndex == index)
        {
            return false;
        }

        var written = Current;
        ReportWording(written.Span, written.Text, meant);
        var kind = SyntaxFacts.ReservedWords.GetValueOrDefault(meant, TokenKind.Name);
        tokens[index] = new SyntaxToken(kind, written.FullSpan.Start, written.Text, written.LeadingTrivia, written.TrailingTrivia, meant);
        return true;
    }
}
