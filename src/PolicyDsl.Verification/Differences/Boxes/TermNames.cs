using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>Writes terms and their values as the authors of the policies do; a history goes by the name of a define that is nothing else.</summary>
internal sealed partial class TermNames
{
    private readonly ValueFormatter formatter;
    private readonly MemberWords words;
    private readonly Dictionary<string, string> defines = new(StringComparer.Ordinal);

    /// <param name="models">Names of the first win.</param>
    public TermNames(params IEnumerable<PolicyModel> models)
    {
        var all = models.ToList();
        formatter = new ValueFormatter(all[0].GlobalScope);
        words = new MemberWords(all[0].GlobalScope.All<SetSymbol>());
        foreach (var define in all.SelectMany(m => m.Policy.Defines))
        {
            if (define.Value is { } value && value is BoundHistory history)
            {
                defines.TryAdd(ExpressionKey.Of(history), define.Name);
            }
        }
    }

    /// <summary>What is given for a field that is else computed goes by another name than the field.</summary>
    public string NameOf(Term term) => defines.TryGetValue(term.Key, out var define) ? define
        : term.Source is FieldSource { Field.Formula: not null } ? $"given {term.Name}"
        : Blanks().Replace(term.Source is HistorySource { History: { Kind: HistoryKind.Count, IsDistinct: false } counted } ? CountOf(counted) : term.Name, " ");

    /// <summary>However it is asked for (<c>person has at least 3 …</c>, <c>any(…)</c>), the term is the count.</summary>
    private static string CountOf(BoundHistory history)
    {
        var condition = history.Condition is { } where ? $" where {where.Location.Text}" : "";
        var window = history.Window is { } length ? $" within past {length}" : "";
        return $"count(incidents of {string.Join(", ", history.Keys.Select(k => k.Location.Text))}{condition}{window})";
    }

    public string Format(long value, TypeSymbol type) => formatter.Format(Value.Of(value), type is SetType set ? set.Element : type);

    /// <summary>Members as alternatives: <c>supply or production</c>, <c>in violent</c>, <c>not theft</c>.</summary>
    public string Members(IReadOnlyCollection<int> members, TypeSymbol type) =>
        type is EnumType { Enum: var of } ? words.Describe(of, members) : Join(members, type, "or");

    public string Join(IEnumerable<int> members, TypeSymbol type, string word)
    {
        ImmutableArray<string> texts = [.. members.Select(m => Format(m, type))];
        return texts.Length <= 1 ? string.Concat(texts) : $"{string.Join(", ", texts.SkipLast(1))} {word} {texts[^1]}";
    }

    /// <summary>A question with two answers, as a statement.</summary>
    public string DescribeAnswer(Term term, bool isYes)
    {
        var name = NameOf(term);
        if (isYes)
        {
            return name;
        }

        foreach (var verb in (ReadOnlySpan<string>)[" is ", " are "])
        {
            var at = name.LastIndexOf(verb, StringComparison.Ordinal);
            if (at >= 0)
            {
                return name.Insert(at + verb.Length, "not ");
            }
        }

        return $"not {name}";
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blanks();
}
