using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>Actions from the mildest to the harshest: by severity, then not coercive before coercive, then as declared. A total order.</summary>
public sealed class Mildness : IComparer<ActionSymbol?>
{
    public static readonly Mildness Order = new();

    private Mildness()
    {
    }

    public int Compare(ActionSymbol? x, ActionSymbol? y) => Rank(x).CompareTo(Rank(y));

    private static (int Severity, bool IsCoercive, int Ordinal) Rank(ActionSymbol? action) =>
        action is null ? (int.MinValue, false, -1) : (action.Severity, action.IsCoercive, action.Ordinal);
}
