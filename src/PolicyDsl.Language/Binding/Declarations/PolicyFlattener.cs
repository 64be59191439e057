using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// Takes the base of a variant in: one list of items as if they had been written in one file, each still with its own source.
/// Works on syntax alone, from the innermost base outwards, so that a chain of variants is the same step again.
/// Every policy leaves the list without two header lines of one kind (but <c>partners</c>, which add up).
/// </summary>
internal sealed partial class PolicyFlattener(BindingSession session)
{
    private readonly Dictionary<string, Removal> removed = new(StringComparer.Ordinal);
    private readonly List<EffectiveItem> changes = [];
    private List<EffectiveItem> items = [];

    public EffectivePolicy Flatten(SourceFile file, PolicySyntax header)
    {
        var chain = FindChain(file, header);
        for (var level = 0; level < chain.Length; level++)
        {
            var current = chain[chain.Length - 1 - level];
            if (level == 0)
            {
                AddOwn(current, level);
                CheckChangesWithoutBase(current);
            }
            else
            {
                Amend(current, level);
            }
        }

        return new EffectivePolicy(
            header, file.Source, [.. items], [.. changes], removed,
            [.. chain.Skip(1).Select(f => f.Policy?.Name.ValueText ?? "")], chain);
    }

    /// <summary>The file and its bases, nearest first.</summary>
    private ImmutableArray<SourceFile> FindChain(SourceFile file, PolicySyntax header)
    {
        var chain = ImmutableArray.CreateBuilder<SourceFile>();
        chain.Add(file);
        while (header.BaseName is { IsMissing: false } name && FindBase(file, header, name) is { Policy: { } baseHeader } next && !chain.Contains(next))
        {
            chain.Add(next);
            file = next;
            header = baseHeader;
        }

        return chain.ToImmutable();
    }

    private SourceFile? FindBase(SourceFile file, PolicySyntax header, SyntaxToken name)
    {
        if (header.Name.ValueText == name.ValueText)
        {
            session.Report(AmendmentErrors.AmendsItself, file.At(name), name.ValueText);
            return null;
        }

        var used = file.Uses.Select(u => u.File).Where(f => f.Policy is not null).ToList();
        if (used.FirstOrDefault(f => f.Policy?.Name.ValueText == name.ValueText) is { } found)
        {
            return found;
        }

        var nearest = Spelling.FindNearest(name.ValueText, used.Select(f => f.Policy?.Name.ValueText ?? ""))
            ?? used.FirstOrDefault()?.Policy?.Name.ValueText;
        session.Report(Diagnostic.Create(AmendmentErrors.BaseNotFound, file.At(name), name.ValueText) with
        {
            Hint = nearest is not null
                ? $"Did you mean `{nearest}`?"
                : $"Add a line such as `using \"{name.ValueText.Replace('_', '-')}.policy\"` with the file that holds `policy {name.ValueText}`.",
        });
        return null;
    }

    /// <summary>The items of the innermost policy, which has nothing to change.</summary>
    private void AddOwn(SourceFile file, int level)
    {
        foreach (var item in file.Tree.Root.Items)
        {
            // A replacement whose base could not be found (reported) stands for itself, so that what names it binds.
            var own = item is ReplaceSyntax replace && file.Policy?.AmendsKeyword is not null ? replace.Declaration : item;
            if (own is not (UsingSyntax or PolicySyntax or ChangeItemSyntax))
            {
                items.Add(new EffectiveItem(own, file.Source, level));
            }
        }

        CheckHeaders(level);
    }

    private void CheckChangesWithoutBase(SourceFile file)
    {
        // A policy whose base could not be found has had its message.
        if (file.Policy?.AmendsKeyword is not null)
        {
            return;
        }

        foreach (var change in file.Tree.Root.Items.OfType<ChangeItemSyntax>())
        {
            session.Report(AmendmentErrors.ChangeWithoutBase, file.At(change.FirstToken), change.FirstToken.ValueText);
        }
    }

    /// <summary>Reports header lines said twice at one level and, of several levels, keeps the outermost.</summary>
    private void CheckHeaders(int level)
    {
        var kept = new Dictionary<string, EffectiveItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (FindHeaderWord(item.Item) is not { } word)
            {
                continue;
            }

            if (kept.TryGetValue(word, out var earlier) && earlier.Level == item.Level)
            {
                if (item.Level == level)
                {
                    session.Report(PolicyErrors.SaidTwice, item.At(item.Item), word, "the policy");
                }

                continue;
            }

            kept[word] = item;
        }

        items = [.. items.Where(i => FindHeaderWord(i.Item) is not { } word || kept[word] == i)];
    }

    /// <summary>The word of a line that a policy has once; partners may be added to.</summary>
    private static string? FindHeaderWord(ItemSyntax item) => item switch
    {
        PartnersSyntax => null,
        HeaderSyntax => ItemNames.FindPolicyOnlyWord(item),
        OtherwiseSyntax => "otherwise",
        _ => null,
    };
}
