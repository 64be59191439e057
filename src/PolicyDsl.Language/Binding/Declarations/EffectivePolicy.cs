using System.Collections.Immutable;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>An item that counts, with the source that it stands in. The level is 0 in the innermost base, one more in each variant.</summary>
internal sealed record EffectiveItem(ItemSyntax Item, SourceText Source, int Level)
{
    public Location At(SyntaxElement element) => new(Source, element.Span);
}

/// <summary>A declaration that a variant takes out, for the notes on what still names it.</summary>
internal sealed record Removal(string Kind, Location Location, int Level);

/// <summary>A policy with what it amends taken in, before binding.</summary>
/// <param name="Header">The <c>policy</c> line of the outermost variant.</param>
/// <param name="Source">The source of that line.</param>
/// <param name="Items">The items that count, those of the base first; header lines are already settled, but for <c>partners</c>.</param>
/// <param name="Changes">Entries of tables to change, those of the base first.</param>
/// <param name="Removed">What was taken out, by name.</param>
/// <param name="Amends">The names of the amended policies, the nearest first.</param>
/// <param name="Files">The files that the items come from.</param>
internal sealed record EffectivePolicy(
    PolicySyntax Header,
    SourceText Source,
    ImmutableArray<EffectiveItem> Items,
    ImmutableArray<EffectiveItem> Changes,
    IReadOnlyDictionary<string, Removal> Removed,
    ImmutableArray<string> Amends,
    ImmutableArray<SourceFile> Files);
