using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary>The contextual keywords, by the place where the grammar expects them.</summary>
public static partial class SyntaxFacts
{
    /// <summary>Words that begin an item of a file.</summary>
    public static ImmutableArray<string> ItemWords { get; } =
    [
        "using", "policy",
        "owner", "version", "legal", "complaints", "in", "review", "advances", "partners", "applies",
        "replace", "remove", "change",
        "define", "rule", "otherwise", "crackdown", "departs", "test", "resource", "allocate",
        "extend", "enum", "set", "entity", "action", "service", "partner", "activity", "channel", "table",
        "principle", "measure", "dataset", "assumptions",
    ];

    /// <summary>Words that begin a declaration with a name of its own.</summary>
    public static ImmutableArray<string> DeclarationWords { get; } =
    [
        "policy", "define", "rule", "crackdown", "resource", "allocate",
        "enum", "set", "entity", "action", "service", "partner", "activity", "channel", "table",
        "principle", "measure", "dataset", "assumptions",
    ];

    public static ImmutableArray<string> RuleWords { get; } =
        ["when", "then", "also", "offer", "with", "because", "benefit", "legal", "overrides", "yields", "priority"];

    public static ImmutableArray<string> CrackdownWords { get; } =
    [
        "target", "announce", "lasts", "rests",
        "when", "then", "also", "offer", "with", "because", "benefit", "legal", "overrides", "yields",
    ];

    public static ImmutableArray<string> TestWords { get; } = ["given", "expect", "for"];

    public static ImmutableArray<string> PrincipleWords { get; } = ["clause"];

    public static ImmutableArray<string> FormWords { get; } = ["never", "always", "every", "no", "severity", "require"];

    public static ImmutableArray<string> DataWords { get; } =
    [
        "from", "licence", "unit", "caution", "encoding", "separator", "covers", "decides",
        "missing", "header", "time", "keep", "one",
    ];

    public static ImmutableArray<string> DataTextWords { get; } = ["licence", "unit", "caution", "encoding", "separator"];

    public static ImmutableArray<string> AssumptionWords { get; } = ["currency", "cost", "hours", "harm", "uptake", "effect"];

    public static ImmutableArray<string> ServiceWords { get; } = ["advances", "capacity", "partner"];

    /// <summary>What <c>every ... states</c> may ask for.</summary>
    public static ImmutableArray<string> Properties { get; } =
        ["benefit", "because", "legal", "partner", "within", "offer", "announce", "lasts", "rests", "cap", "review", "complaints"];

    public static ImmutableArray<string> FieldModifiers { get; } = ["required", "coarse", "protected"];

    /// <summary>Who could change a field, after <c>by</c>.</summary>
    public static ImmutableArray<string> FieldOwners { get; } = ["officer", "person", "agency"];

    public static ImmutableArray<string> Periods { get; } = ["day", "week", "month", "year"];

    /// <summary>Words that, with <c>of</c>, fold many values into one; <c>most serious of</c> is the one of two words.</summary>
    public static ImmutableArray<string> FoldWords { get; } = ["first", "any", "min", "max", "sum", "harshest"];

    /// <summary>Names that may stand after a complete operand, so that a name before them is an operand and not a keyword.</summary>
    public static ImmutableArray<string> OperandFollowers { get; } =
        ["has", "contains", "starts", "ends", "matches", "of", "from", "source", "ignoring", "within", "over", "rises"];

    // Lazy, because the order in which the parts of this class are initialized is not defined.
    private static readonly Lazy<FrozenSet<string>> KnownWords = new(() =>
        ItemWords.Concat(RuleWords).Concat(CrackdownWords).Concat(TestWords).Concat(PrincipleWords).Concat(FormWords).Concat(DataWords)
            .Concat(AssumptionWords).Concat(ServiceWords).Concat(ReservedWords.Keys).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>True for a word that begins a line somewhere, or is reserved: it is then in the wrong place rather than misspelt.</summary>
    public static bool IsKnownWord(string word) => KnownWords.Value.Contains(word);

    public static bool IsFold(string word) => FoldWords.Contains(word);
}
