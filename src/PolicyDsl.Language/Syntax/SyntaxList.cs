using System.Collections;
using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary>Nodes of one kind, one after the other.</summary>
public sealed class SyntaxList<T>(ImmutableArray<T> elements) : ISyntaxPart, IReadOnlyList<T>
    where T : SyntaxElement
{
    public static SyntaxList<T> Empty { get; } = new([]);

    public int Count => elements.Length;

    public T this[int index] => elements[index];

    void ISyntaxPart.AddTo(ImmutableArray<SyntaxElement>.Builder children) => children.AddRange(elements);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Nodes of one kind with a separator token between each two, and perhaps one after the last.</summary>
public sealed class SeparatedSyntaxList<T> : ISyntaxPart, IReadOnlyList<T>
    where T : SyntaxElement
{
    private readonly ImmutableArray<T> elements;

    /// <param name="all">Elements at even places, separators at odd ones.</param>
    public SeparatedSyntaxList(ImmutableArray<SyntaxElement> all)
    {
        All = all;
        elements = [.. all.Where((_, i) => i % 2 == 0).Cast<T>()];
        Separators = [.. all.Where((_, i) => i % 2 == 1).Cast<SyntaxToken>()];
    }

    /// <summary>Elements and separators in source order.</summary>
    public ImmutableArray<SyntaxElement> All { get; }

    public ImmutableArray<SyntaxToken> Separators { get; }

    public int Count => elements.Length;

    public T this[int index] => elements[index];

    void ISyntaxPart.AddTo(ImmutableArray<SyntaxElement>.Builder children) => children.AddRange(All);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
