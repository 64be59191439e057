using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>
/// Takes down the mutants of one declaration, each with its sentence. A change that was taken down already, by another way of
/// thinking of it, is not taken down again.
/// </summary>
internal sealed class MutantWriter(SourceText source, MutantPlace place, List<Mutant> found)
{
    private const int Longest = 60;

    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>A piece of text becomes another.</summary>
    /// <param name="kind">What is changed.</param>
    /// <param name="span">The piece.</param>
    /// <param name="text">What it becomes.</param>
    /// <param name="shown">A longer piece around it that makes the sentence clear; shown where it is short enough.</param>
    public void Replace(MutantKind kind, TextSpan span, string text, TextSpan? shown = null)
    {
        var around = shown ?? span;
        var before = OneLine(source.ToString(around));
        if (before.Length > Longest)
        {
            around = span;
            before = OneLine(source.ToString(span));
        }

        var after = OneLine(string.Concat(source.Text.AsSpan(around.Start, span.Start - around.Start), text, source.Text.AsSpan(span.End, around.End - span.End)));
        Add(kind, around, [Edit(span, text)], $"`{Clip(before)}` becomes `{Clip(after)}` in {place}");
    }

    /// <summary>A connective becomes the other one.</summary>
    /// <param name="span">The two parts that it joins.</param>
    /// <param name="word">The connective.</param>
    /// <param name="other">The other one.</param>
    /// <param name="text">The two parts, joined by the other one.</param>
    public void Exchange(TextSpan span, SyntaxToken word, string other, string text)
    {
        var before = OneLine(source.ToString(span));
        var sentence = before.Length > Longest
            ? $"`{word.Text}` becomes `{other}` before `{Clip(OneLine(source.ToString(TextSpan.FromBounds(word.Span.End, span.End))))}` in {place}"
            : $"`{before}` becomes `{OneLine(text)}` in {place}";
        Add(MutantKind.Connective, word.Span, [Edit(span, text)], sentence);
    }

    /// <summary>A piece of text is left out.</summary>
    /// <param name="kind">What is changed.</param>
    /// <param name="span">All that goes.</param>
    /// <param name="told">The part of it that the sentence names.</param>
    public void Drop(MutantKind kind, TextSpan span, TextSpan? told = null) =>
        Add(kind, told ?? span, [Edit(span, "")], $"`{Clip(OneLine(source.ToString(told ?? span)))}` is left out in {place}");

    /// <summary>A name is left out of a list; with the last one goes the whole clause.</summary>
    public void DropName(MutantKind kind, SeparatedSyntaxList<SyntaxToken> names, int index, TextSpan clause, string? word = null)
    {
        var (span, name) = (FindDropped(names, index, clause), names[index]);
        Add(kind, name.Span, [Edit(span, "")], $"`{(word is null ? "" : word + " ")}{name.Text}` is left out in {place}");
    }

    /// <summary>A word is put before a piece of text.</summary>
    public void Insert(MutantKind kind, TextSpan before, string word)
    {
        var text = OneLine(source.ToString(before));
        var sentence = text.Length > Longest ? $"`{word}` is added before `{Clip(text)}` in {place}" : $"`{text}` becomes `{word} {text}` in {place}";
        Add(kind, before, [Edit(new TextSpan(before.Start, 0), word + " ")], sentence);
    }

    /// <summary>Any other change, with its own sentence.</summary>
    public void Add(MutantKind kind, TextSpan location, ImmutableArray<TextEdit> edits, string sentence)
    {
        var key = string.Join('|', edits.Select(e => $"{e.Location.Span.Start} {e.Location.Span.Length} {e.NewText}"));
        if (written.Add(key))
        {
            found.Add(new Mutant(kind, place, new Location(source, location), edits, sentence));
        }
    }

    /// <summary>A sentence that names the place.</summary>
    public string Tell(string change) => $"{change} in {place}";

    public TextEdit Edit(TextSpan span, string text) => new(new Location(source, span), text);

    /// <summary>What goes with an element of a list: the separator before it, or after it for the first; all of the clause for the only one.</summary>
    public static TextSpan FindDropped<T>(SeparatedSyntaxList<T> list, int index, TextSpan clause)
        where T : SyntaxElement => list.Count == 1
            ? clause
            : index == 0
            ? TextSpan.FromBounds(list[0].Span.Start, list[1].Span.Start)
            : TextSpan.FromBounds(list[index - 1].Span.End, list[index].Span.End);

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Clip(string text) => text.Length <= Longest ? text : text[..(Longest - 1)].TrimEnd() + "…";
}
