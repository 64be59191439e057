using System.Collections.Immutable;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Formatting;

/// <summary>
/// Braces. A block that the author wrote on one line stays on one line if it fits; otherwise its lines stand between the braces,
/// further to the right. Clauses stand one a line; members, pairs, arms and the like as the author grouped them.
/// </summary>
internal sealed partial class DocumentBuilder
{
    /// <summary>What stands on a line of a block or shares it with others: nodes and tokens, with the comma after them.</summary>
    private readonly record struct Entry(ImmutableArray<SyntaxElement> Elements)
    {
        public SyntaxToken FirstToken => Elements[0].FirstToken;
    }

    /// <param name="Open">The opening brace.</param>
    /// <param name="Entries">What stands between the braces.</param>
    /// <param name="Close">The closing brace.</param>
    /// <param name="IsOnePerLine">True where each entry has its own line.</param>
    private sealed record Block(SyntaxToken Open, ImmutableArray<Entry> Entries, SyntaxToken Close, bool IsOnePerLine);

    private static Block? FindBlock(SyntaxNode node) => node switch
    {
        RuleSyntax rule => new(rule.OpenBrace, Each(rule.Clauses), rule.CloseBrace, true),
        CrackdownSyntax crackdown => new(crackdown.OpenBrace, Each(crackdown.Clauses), crackdown.CloseBrace, true),
        TestSyntax test => new(test.OpenBrace, Each(test.Items), test.CloseBrace, true),
        PrincipleSyntax principle => new(principle.OpenBrace, Each(principle.Clauses), principle.CloseBrace, true),
        DatasetSyntax dataset => new(dataset.OpenBrace, Each(dataset.Clauses), dataset.CloseBrace, true),
        AssumptionsSyntax assumptions => new(assumptions.OpenBrace, Each(assumptions.Items), assumptions.CloseBrace, true),
        AllocateSyntax allocate => new(allocate.OpenBrace, GetEntries(allocate), allocate.CloseBrace, true),
        EntitySyntax entity => new(entity.OpenBrace, Each(entity.Members), entity.CloseBrace, false),
        EntityMappingSyntax mapping => new(mapping.OpenBrace, Each(mapping.Fields), mapping.CloseBrace, false),
        EnumSyntax declaration => new(declaration.OpenBrace, Separated(declaration.Members.All), declaration.CloseBrace, false),
        SetSyntax set => new(set.OpenBrace, Separated(set.Members.All), set.CloseBrace, false),
        ActionSyntax action => new(action.OpenBrace, GetEntries(action), action.CloseBrace, false),
        ServiceSyntax { OpenBrace: { } open, Items: { } items, CloseBrace: { } close } => new(open, Separated(items.All), close, false),
        ArmsSyntax arms => new(arms.OpenBrace, Separated(arms.Arms.All), arms.CloseBrace, false),
        RecordSyntax record => new(record.OpenBrace, Separated(record.Pairs.All), record.CloseBrace, false),
        CasesSyntax cases => new(cases.OpenBrace, GetEntries(cases), cases.CloseBrace, false),
        _ => null,
    };

    private static ImmutableArray<Entry> Each<T>(SyntaxList<T> nodes)
        where T : SyntaxNode => [.. nodes.Select(n => new Entry([n]))];

    private static ImmutableArray<Entry> Separated(ImmutableArray<SyntaxElement> all) =>
        [.. all.Chunk(2).Select(pair => new Entry([.. pair]))];

    private static ImmutableArray<Entry> GetEntries(AllocateSyntax allocate) =>
    [
        new([allocate.TotalKeyword, allocate.Total]),
        new([
            allocate.ToKeyword, allocate.AreasKeyword, allocate.InKeyword, allocate.ProportionKeyword, allocate.SecondToKeyword,
            allocate.Need, allocate.PerKeyword, allocate.Per,
        ]),
        .. Each(allocate.Bounds),
    ];

    /// <summary>Each trait begins with the comma that ends the entry before it.</summary>
    private static ImmutableArray<Entry> GetEntries(ActionSyntax action) =>
        Split([action.SeverityKeyword, action.Severity, .. action.Traits.SelectMany(t => t.Children)], TokenKind.Comma);

    /// <summary>Each row begins with the semicolon that ends the entry before it.</summary>
    private static ImmutableArray<Entry> GetEntries(CasesSyntax cases) =>
        Split([.. cases.Columns.All, cases.Arrow, cases.ExpectKeyword, .. cases.Rows.SelectMany(r => r.Children)], TokenKind.Semicolon);

    private static ImmutableArray<Entry> Split(ImmutableArray<SyntaxElement> elements, TokenKind end)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var current = ImmutableArray.CreateBuilder<SyntaxElement>();
        foreach (var element in elements)
        {
            current.Add(element);
            if (element is SyntaxToken token && token.Kind == end)
            {
                entries.Add(new Entry(current.ToImmutable()));
                current.Clear();
            }
        }

        entries.Add(new Entry(current.ToImmutable()));
        return entries.ToImmutable();
    }

    private Document BuildBlock(SyntaxNode node, Block block)
    {
        var children = node.Children;
        var open = children.IndexOf(block.Open);
        var head = open > 0
            ? Document.Concat(
                new Indent(options.IndentSize, BuildSequence(children[..open], node)),
                SpaceBetween(children[open - 1].LastToken, block.Open),
                BuildToken(block.Open))
            : BuildToken(block.Open);
        if (block.Entries.IsEmpty && !block.Close.LeadingTrivia.Any(LineBreaks.IsComment) && !block.Open.TrailingTrivia.Any(LineBreaks.IsComment))
        {
            return Document.Concat(head, BuildToken(block.Close));
        }

        return IsExpanded(block) ? BuildLines(head, block) : BuildOneLine(head, block);
    }

    private static bool IsExpanded(Block block) =>
        LineBreaks.StartsLine(block.Close)
        || block.Entries.Any(e => LineBreaks.StartsLine(e.FirstToken))
        || block.Open.TrailingTrivia.Any(LineBreaks.IsComment)
        || block.Entries.Any(e => e.Elements[^1].LastToken.TrailingTrivia.Any(LineBreaks.IsComment));

    private Document BuildOneLine(Document head, Block block)
    {
        var first = new Line(0, CanBreak: true);
        var lines = block.IsOnePerLine
            ? Document.Concat(BuildEntries(block, _ => new Line(0, CanBreak: true)))
            : new Fill(BuildEntries(block, _ => new Line(0, CanBreak: true)));
        return Document.Concat(
            head,
            new Group(Document.Concat(new Nest(options.IndentSize, Document.Concat(first, lines)), new Nest(0, new Line(0, CanBreak: true)), BuildToken(block.Close))));
    }

    private Document BuildLines(Document head, Block block)
    {
        var entries = BuildEntries(block, e => block.IsOnePerLine || LineBreaks.StartsLine(e.FirstToken)
            ? LineBefore(e.FirstToken)
            : new Line(0, CanBreak: true));
        var parts = ImmutableArray.CreateBuilder<Document>();
        if (entries.Length > 0)
        {
            parts.Add(Document.HardLine);
            parts.Add(new Fill(entries));
        }

        // Comments before the closing brace belong to what is inside.
        AddComments(parts, block.Close);
        var close = ImmutableArray.CreateBuilder<Document>();
        close.Add(new Text(block.Close.Text));
        AddEndComment(close, block.Close);
        return Document.Concat(head, new Nest(options.IndentSize, Document.Concat(parts.ToImmutable())), new Nest(0, Document.HardLine), Document.Concat(close.ToImmutable()));
    }

    /// <summary>Entries at even places, what separates them at odd ones.</summary>
    private ImmutableArray<Document> BuildEntries(Block block, Func<Entry, Document> separate)
    {
        var parts = ImmutableArray.CreateBuilder<Document>();
        foreach (var entry in block.Entries)
        {
            if (parts.Count > 0)
            {
                parts.Add(separate(entry));
            }

            parts.Add(Build(entry));
        }

        return parts.ToImmutable();
    }

    private Document Build(Entry entry)
    {
        // Comments before an entry are as far to the right as the entry, however its own lines go on.
        var parts = ImmutableArray.CreateBuilder<Document>();
        AddComments(parts, entry.FirstToken);
        entryStart = entry.FirstToken;
        SyntaxElement? previous = null;
        foreach (var element in entry.Elements)
        {
            if (previous is not null)
            {
                parts.Add(SpaceBetween(previous.LastToken, element.FirstToken));
            }

            parts.Add(Build(element));
            previous = element;
        }

        return Document.Concat(parts.ToImmutable());
    }
}
