using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Differences;

/// <summary>
/// Whether incidents of one policy's vocabulary are incidents of the other's, so that both can be asked about the same ones: the same
/// entities with the same fields in the same order, one policy's possibly with further fields at the end, the same members of enums and the same
/// invariants. Formulas, tables, sets and the severity of actions may differ: each policy reads its own.
/// </summary>
public sealed class SharedVocabulary
{
    private readonly List<string> differences = [];
    private bool beforeHasMore;
    private bool afterHasMore;

    private SharedVocabulary()
    {
    }

    /// <summary>What keeps the policies from being asked about the same incidents, in sentences; empty where nothing does.</summary>
    public ImmutableArray<string> Differences => [.. differences];

    /// <summary>Whether the vocabulary of the policy after has fields that the other one has not.</summary>
    public bool AfterIsWider => afterHasMore;

    public static SharedVocabulary Of(ModelledPolicy before, ModelledPolicy after)
    {
        var shared = new SharedVocabulary();
        shared.CompareEnums(before.Scope, after.Scope);
        shared.CompareEntities(before.Scope, after.Scope);
        shared.CompareActions(before, after);
        if (shared is { beforeHasMore: true, afterHasMore: true })
        {
            shared.differences.Add("Both vocabularies have fields that the other one has not.");
        }

        return shared;
    }

    private void CompareEnums(GlobalScope before, GlobalScope after)
    {
        foreach (var (old, now) in Pairs<EnumSymbol>(before, after))
        {
            var (was, has) = (old.Members.Select(m => m.Name).ToList(), now.Members.Select(m => m.Name).ToList());
            if (was.SequenceEqual(has))
            {
                if (old.Plain?.Name != now.Plain?.Name)
                {
                    differences.Add($"The plain member of `{old.Name}` is `{old.Plain?.Name}` before and `{now.Plain?.Name}` after.");
                }

                continue;
            }

            var (gone, come) = (was.Except(has).ToList(), has.Except(was).ToList());
            differences.Add(gone.Count + come.Count == 0 ? $"The members of `{old.Name}` are in another order."
                : string.Join(' ', Tell(gone, $"of `{old.Name}` only before").Concat(Tell(come, $"of `{old.Name}` only after"))));
        }
    }

    private static IEnumerable<string> Tell(List<string> names, string where) =>
        names.Count == 0 ? [] : [$"{string.Join(", ", names.Select(n => $"`{n}`"))} {(names.Count == 1 ? "is a member" : "are members")} {where}."];

    private void CompareEntities(GlobalScope before, GlobalScope after)
    {
        foreach (var (old, now) in Pairs<EntitySymbol>(before, after))
        {
            for (var i = 0; i < Math.Min(old.Fields.Length, now.Fields.Length); i++)
            {
                if (Describe(old.Fields[i]) != Describe(now.Fields[i]))
                {
                    differences.Add($"Field {i + 1} of `{old.Name}` is `{Describe(old.Fields[i])}` before and `{Describe(now.Fields[i])}` after.");
                    break;
                }
            }

            beforeHasMore |= old.Fields.Length > now.Fields.Length;
            afterHasMore |= old.Fields.Length < now.Fields.Length;
            if (!InvariantsOf(old).SetEquals(InvariantsOf(now)))
            {
                differences.Add($"The invariants of `{old.Name}` are not the same.");
            }
        }
    }

    /// <summary>Actions matter where earlier incidents are asked what was recorded; else each policy has its own.</summary>
    private void CompareActions(ModelledPolicy before, ModelledPolicy after)
    {
        var same = before.Scope.All<ActionSymbol>().Select(a => a.Name).SequenceEqual(after.Scope.All<ActionSymbol>().Select(a => a.Name));
        if (!same && (ReadsActions(before.Policy) || ReadsActions(after.Policy)))
        {
            differences.Add("The actions are not the same, and a history asks what was recorded.");
        }
    }

    private static bool ReadsActions(PolicySymbol policy) =>
        Dependencies.FieldsOf([policy.AppliesWhen, .. policy.Rules.SelectMany(r => new[] { r.When, r.Unless })]).Any(f => f.Type is ActionType);

    /// <summary>Symbols of one name; one that only one vocabulary has shows in the fields that are of it.</summary>
    private static IEnumerable<(T Before, T After)> Pairs<T>(GlobalScope before, GlobalScope after)
        where T : Symbol
    {
        foreach (var old in before.All<T>())
        {
            if (after.Find(old.Name) is T now)
            {
                yield return (old, now);
            }
        }
    }

    private static HashSet<string> InvariantsOf(EntitySymbol entity) => entity.Invariants.Select(ExpressionKey.Of).ToHashSet(StringComparer.Ordinal);

    private static string Describe(FieldSymbol field) =>
        $"{(field.IsKey ? "key " : "")}{field.Name} : {field.Type.Name}{(field.IsRequired ? " required" : "")}{(field.IsCoarse ? " coarse" : "")}{(field.IsStored ? "" : " (computed)")}";
}
