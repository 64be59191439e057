using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// A condition on the classes that the value of a boolean or a member of an enum may be of: none outside <c>allowed</c>, at least one of
/// <c>mayBe</c> (where there are any), and each of <c>must</c>.
/// </summary>
internal sealed class MemberCondition : TermCondition
{
    private readonly MemberTerm member;
    private ImmutableHashSet<int> allowed = [];
    private ImmutableHashSet<int> mayBe = [];
    private ImmutableHashSet<int> must = [];
    private bool? exact;
    private bool? unknown;
    private bool isKnown;

    private MemberCondition(MemberTerm term)
        : base(term) => member = term;

    private int Count => member.Classes.Length;

    public static MemberCondition Of(MemberTerm term, ReadOnlySpan<bool> block)
    {
        var possible = ImmutableHashSet<int>.Empty;
        for (var i = 0; i < term.Classes.Length; i++)
        {
            possible = block[i] ? possible.Add(i) : possible;
        }

        return new MemberCondition(term)
        {
            allowed = possible,
            must = possible,
            exact = term.ExactVariable is { } e ? block[e - term.FirstVariable] : null,
            unknown = term.UnknownVariable is { } u ? block[u - term.FirstVariable] : null,
        };
    }

    public override Diagram Encode(DiagramManager diagrams)
    {
        var limits = EncodeFlags(
            diagrams,
            [
                .. Enumerable.Range(0, Count).Where(i => !allowed.Contains(i)).Select(i => ((int?)member.ClassVariable(i), (bool?)false)),
                .. must.Order().Select(i => ((int?)member.ClassVariable(i), (bool?)true)),
                (member.ExactVariable, exact),
                (member.UnknownVariable, unknown),
            ]);
        if (!mayBe.IsEmpty)
        {
            limits = diagrams.And(limits, diagrams.OrAll(mayBe.Order().Select(i => diagrams.Variable(member.ClassVariable(i)))));
        }

        return isKnown ? diagrams.Difference(limits, EncodeUnknown(diagrams)) : limits;
    }

    public override IEnumerable<Widening> Widenings()
    {
        var start = must;
        yield return Change(c => c.must = []);
        yield return Change(c => c.exact = null);
        yield return Change(c => c.unknown = null);
        foreach (var one in start.Order())
        {
            yield return Change(c => (c.must, c.mayBe) = c.must.IsEmpty ? (c.must, c.mayBe) : ([], [one]));
        }

        foreach (var one in start.Order())
        {
            yield return Change(c => c.must = c.must.Count > 1 ? c.must.Remove(one) : c.must);
        }

        if (!member.IsCoarse && start.Count < Count)
        {
            yield return Change(c => (c.allowed, c.isKnown) = ([.. Enumerable.Range(0, Count)], true));
        }

        for (var i = 0; i < Count; i++)
        {
            var one = i;
            yield return Change(c => c.allowed = c.allowed.Add(one), mustAddKinds: true);
            yield return Change(c => c.mayBe = c.mayBe.IsEmpty ? c.mayBe : c.mayBe.Add(one), mustAddKinds: true);
        }

        // From "is one of" to "may be one of".
        yield return Change(c => (c.allowed, c.mayBe) = c.mayBe.IsEmpty && c.must.IsEmpty && !c.isKnown
            ? ([.. Enumerable.Range(0, Count)], c.allowed)
            : (c.allowed, c.mayBe));
    }

    public override string Describe(TermNames names)
    {
        var name = names.NameOf(Term);
        if (IsUnknown)
        {
            return $"{name} unknown";
        }

        if (Term.Type == BasicType.Boolean && allowed.Count == 1 && allowed.First() is var only && member.Classes[only].Length == 1)
        {
            return member.Classes[only][0] == 1 ? name : $"not {name}";
        }

        if (Term.Type == BasicType.Boolean && mayBe.Count == 1 && must.IsEmpty && allowed.Count == Count && member.Classes[mayBe.First()] is [var possibly])
        {
            return possibly == 1 ? $"possibly {name}" : $"possibly not {name}";
        }

        if (must.Count > 1 && must.SetEquals(allowed))
        {
            return $"{name} {names.Join(MembersOf(must), Term.Type, "or")}, not known which";
        }

        List<string> parts = [];
        if (allowed.Count < Count)
        {
            parts.Add(names.Members(MembersOf(allowed), Term.Type));
        }

        if (!mayBe.IsEmpty && allowed.Count > 1)
        {
            parts.Add(Term.IsCoarse ? $"possibly {names.Members(MembersOf(mayBe), Term.Type)}" : $"unknown or {names.Members(MembersOf(mayBe), Term.Type)}");
        }
        else if (!must.IsEmpty && allowed.Count > 1)
        {
            parts.Add($"possibly {names.Join(MembersOf(must), Term.Type, "and")}");
        }

        if (exact is { } isExact && !(isExact && parts.Count > 0 && !Term.IsCoarse))
        {
            parts.Add(isExact ? (Term.IsCoarse ? "exactly known" : "known") : "not exactly known");
        }

        if (unknown == false && parts.Count == 0)
        {
            parts.Add("at least partly known");
        }

        return $"{name} {(parts.Count == 0 ? "known" : string.Join(" and ", parts))}";
    }

    private bool IsUnknown => unknown == true || (!Term.IsCoarse && (exact == false || (must.Count == Count && Count > 1)));

    private ImmutableArray<int> MembersOf(ImmutableHashSet<int> classes) => [.. classes.SelectMany(i => member.Classes[i]).Order()];

    private static Widening Change(Action<MemberCondition> change, bool mustAddKinds = false) => new(condition =>
    {
        var old = (MemberCondition)condition;
        var wider = (MemberCondition)old.MemberwiseClone();
        change(wider);
        var isSame = wider.exact == old.exact && wider.unknown == old.unknown && wider.isKnown == old.isKnown
            && wider.allowed.SetEquals(old.allowed) && wider.mayBe.SetEquals(old.mayBe) && wider.must.SetEquals(old.must);
        return isSame ? null : wider;
    },
    mustAddKinds);
}
