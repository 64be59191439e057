using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>A condition that gives some variables of a set, a text, or a question with two answers their values and leaves the others open.</summary>
internal sealed class FlagsCondition(Term term, ImmutableArray<bool?> values) : TermCondition(term)
{
    public override Diagram Encode(DiagramManager diagrams) =>
        EncodeFlags(diagrams, values.Select((value, i) => ((int?)(Term.FirstVariable + i), value)));

    public override IEnumerable<Widening> Widenings()
    {
        for (var i = 0; i < values.Length; i++)
        {
            var index = i;
            yield return new Widening(condition => ((FlagsCondition)condition).Without(index));
        }
    }

    public override string Describe(TermNames names) => Term switch
    {
        SetTerm set => DescribeSet(set, names),
        TextTerm text => DescribeText(text, names),
        _ => names.DescribeAnswer(Term, values[0] == true),
    };

    private FlagsCondition? Without(int index) => values[index] is null ? null : new FlagsCondition(Term, values.SetItem(index, null));

    private string DescribeSet(SetTerm set, TermNames names)
    {
        var name = names.NameOf(Term);
        var known = values[set.KnownVariable - set.FirstVariable];
        if (known == false)
        {
            return $"{name} unknown";
        }

        var has = Indexes(true).Where(i => i < set.Classes.Length).Select(i => set.Classes[i] is [var one]
            ? $"has {names.Format(one, Term.Type)}"
            : $"has any of {names.Join(set.Classes[i], Term.Type, "or")}");
        var without = Indexes(false).SelectMany(i => set.Classes[i]).Order().ToList();
        List<string> parts = [.. has];
        if (without.Count > 0)
        {
            parts.Add($"{(known == true || parts.Count > 0 ? "without" : "unknown or without")} {names.Join(without, Term.Type, "or")}");
        }

        return $"{name} {(parts.Count == 0 ? "known" : string.Join(" and ", parts))}";
    }

    private string DescribeText(TextTerm text, TermNames names)
    {
        var name = names.NameOf(Term);
        var known = values[text.KnownVariable - text.FirstVariable];
        if (known == false)
        {
            return $"{name} unknown";
        }

        var not = Indexes(false).Select(i => $"\"{text.Texts[i]}\"").ToList();
        return Indexes(true).Where(i => i < text.Texts.Length).Select(i => $"{name} \"{text.Texts[i]}\"").FirstOrDefault()
            ?? (not.Count == 0 ? $"{name} known" : $"{name} {(known == true ? "" : "unknown or ")}not {string.Join(" or ", not)}");
    }

    private IEnumerable<int> Indexes(bool wanted) => Enumerable.Range(0, values.Length).Where(i => values[i] == wanted);
}
