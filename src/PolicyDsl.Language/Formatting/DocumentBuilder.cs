using System.Collections.Immutable;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// Makes the document of a tree. Braces and the lines between them are in <c>DocumentBuilder.Blocks.cs</c>; all else is a sequence of
/// tokens and nodes with spaces between them and lines where <see cref="LineBreaks"/> says.
/// </summary>
internal sealed partial class DocumentBuilder(SyntaxTree tree, FormatOptions options)
{
    private readonly Alignment alignment = new(tree);

    /// <summary>The first token of the entry being built, whose comments are built already.</summary>
    private SyntaxToken? entryStart;

    public Document Build()
    {
        var items = tree.Root.Items.Select(i => new Entry([i])).ToArray();
        var parts = ImmutableArray.CreateBuilder<Document>();
        foreach (var item in items)
        {
            if (parts.Count > 0)
            {
                parts.Add(LineBefore(item.FirstToken));
            }

            parts.Add(Build(item));
        }

        var end = tree.Root.EndOfFile;
        if (end.LeadingTrivia.Any(LineBreaks.IsComment))
        {
            parts.Add(parts.Count > 0 ? LineBefore(end) : Document.Empty);
            parts.Add(BuildToken(end));
        }

        return Document.Concat(parts.ToImmutable());
    }

    private Document Build(SyntaxElement element) => element is SyntaxToken token ? BuildToken(token) : BuildNode((SyntaxNode)element);

    private Document BuildNode(SyntaxNode node) => node switch
    {
        _ when FindBlock(node) is { } block => BuildBlock(node, block),
        ParenthesizedSyntax or CallSyntax or ListSyntax or HistorySyntax => BuildBracketed(node),
        WhenClauseSyntax or TargetClauseSyntax or AppliesWhenSyntax => new Indent(1, BuildSequence(node.Children, node)),
        GuardSyntax guard => BuildGuard(guard),
        IfSyntax => new Align(BuildSequence(node.Children, node)),
        FieldMappingSyntax mapping => BuildMapping(mapping),
        RuleClauseSyntax or HeaderSyntax or DataClauseSyntax or ServiceItemSyntax or TestItemSyntax or OneOfSyntax => BuildHanging(node),
        ItemSyntax or ClauseSyntax or ClauseFormSyntax or AssumptionItemSyntax or MemberSyntax or ArmSyntax or OutcomeSyntax =>
            new Indent(options.IndentSize, BuildSequence(node.Children, node)),
        _ => BuildSequence(node.Children, node),
    };

    /// <summary>A token with the comments around it.</summary>
    private Document BuildToken(SyntaxToken token)
    {
        var parts = ImmutableArray.CreateBuilder<Document>();
        if (token != entryStart)
        {
            AddComments(parts, token);
        }

        parts.Add(new Text(token.Text));
        AddEndComment(parts, token);
        return Document.Concat(parts.ToImmutable());
    }

    private static void AddComments(ImmutableArray<Document>.Builder parts, SyntaxToken token)
    {
        var breaks = 0;
        var comments = 0;
        foreach (var trivia in token.LeadingTrivia)
        {
            if (LineBreaks.IsComment(trivia))
            {
                parts.Add(new CommentLine(trivia.Text.TrimEnd(), comments > 0 && breaks > 1));
                comments++;
                breaks = 0;
            }

            breaks += trivia.Kind == TriviaKind.LineBreak ? 1 : 0;
        }

        if (comments > 0 && breaks > 1 && token.Kind is not (TokenKind.EndOfFile or TokenKind.CloseBrace))
        {
            parts.Add(new BlankAfterComment());
        }
    }

    private void AddEndComment(ImmutableArray<Document>.Builder parts, SyntaxToken token)
    {
        var column = tree.Source.GetLinePosition(token.Span.End).Column;
        foreach (var trivia in token.TrailingTrivia)
        {
            if (LineBreaks.IsComment(trivia))
            {
                var line = tree.Source.GetLine(tree.Source.GetLinePosition(token.Span.End).Line);
                parts.Add(new EndComment(trivia.Text.TrimEnd(), column - (line.Length - line.TrimStart().Length)));
            }

            column += trivia.Text.Length;
        }
    }

    /// <summary>Elements one after the other, in a fill if the line may break between some of them.</summary>
    private Document BuildSequence(IEnumerable<SyntaxElement> elements, SyntaxNode parent)
    {
        var parts = ImmutableArray.CreateBuilder<Document>();
        var part = ImmutableArray.CreateBuilder<Document>();
        SyntaxElement? previous = null;
        foreach (var element in elements)
        {
            if (previous is not null && LineBreaks.MayBreak(parent, previous, element))
            {
                parts.Add(Document.Concat(part.ToImmutable()));
                part.Clear();
                parts.Add(IsBroken(parent, element) ? Document.HardLine : BreakableSpace(previous.LastToken, element.FirstToken));
            }
            else if (previous is not null)
            {
                part.Add(LineBreaks.KeepsBreak(parent, element) && LineBreaks.StartsLine(element.FirstToken)
                    ? Document.HardLine
                    : SpaceBetween(previous.LastToken, element.FirstToken));
            }

            part.Add(Build(element));
            previous = element;
        }

        parts.Add(Document.Concat(part.ToImmutable()));
        return parts.Count == 1 ? parts[0] : new Fill(parts.ToImmutable());
    }

    /// <summary>True where the author broke the line; in a chain before the operator or after it.</summary>
    private static bool IsBroken(SyntaxNode parent, SyntaxElement element) =>
        LineBreaks.StartsLine(element.FirstToken)
        || (parent is ChainSyntax chain && element is SyntaxToken operatorToken
            && LineBreaks.StartsLine(chain.Operands[chain.Operands.Separators.IndexOf(operatorToken) + 1].FirstToken));

    private Document SpaceBetween(SyntaxToken previous, SyntaxToken next)
    {
        var padding = alignment.GetPadding(next);
        return Spacing.IsSpaced(tree, previous, next) ? padding == 0 ? Document.Space : new Line(padding, CanBreak: false) : Document.Empty;
    }

    private Line BreakableSpace(SyntaxToken previous, SyntaxToken next) => new(alignment.GetPadding(next), CanBreak: true);

    private static Document LineBefore(SyntaxToken token) => LineBreaks.FollowsBlankLine(token) ? Document.BlankLine : Document.HardLine;

    /// <summary>Brackets with what they hold aligned after the opening one.</summary>
    private Document BuildBracketed(SyntaxNode node)
    {
        var children = node.Children;
        var open = children.ToList().FindIndex(c => c is SyntaxToken { Kind: TokenKind.OpenParen or TokenKind.OpenBracket });
        return Document.Concat(
            BuildSequence(children[..(open + 1)], node),
            new Align(BuildSequence(children[(open + 1)..^1], node)),
            BuildToken(node.LastToken));
    }

    /// <summary>A condition whose lines are aligned, and its exception one column to the right of its clause.</summary>
    private Document BuildGuard(GuardSyntax guard)
    {
        var condition = new Align(Build(guard.Condition));
        if (guard.UnlessKeyword is not { } unless || guard.Exception is not { } exception)
        {
            return condition;
        }

        return new Fill(
        [
            condition,
            IsBroken(guard, unless) ? Document.HardLine : BreakableSpace(guard.Condition.LastToken, unless),
            Document.Concat(BuildToken(unless), Document.Space, new Align(Build(exception))),
        ]);
    }

    /// <summary>What a field is read from, aligned after the equals sign so that the arms of a match stand together.</summary>
    private Document BuildMapping(FieldMappingSyntax mapping) => Document.Concat(
        BuildToken(mapping.Name),
        SpaceBetween(mapping.Name, mapping.EqualsSign),
        BuildToken(mapping.EqualsSign),
        SpaceBetween(mapping.EqualsSign, mapping.Value.FirstToken),
        new Align(Build(mapping.Value)),
        mapping.Comma is { } comma ? BuildToken(comma) : Document.Empty);

    /// <summary>A clause whose list, if it has one, is aligned after the words before it.</summary>
    private Document BuildHanging(SyntaxNode node)
    {
        var comma = node.Children.ToList().FindIndex(c => c is SyntaxToken { Kind: TokenKind.Comma });
        if (comma < 2)
        {
            return new Indent(options.IndentSize, BuildSequence(node.Children, node));
        }

        var list = comma - 1;
        return Document.Concat(
            BuildSequence(node.Children[..list], node),
            SpaceBetween(node.Children[list - 1].LastToken, node.Children[list].FirstToken),
            new Align(BuildSequence(node.Children[list..], node)));
    }
}
