using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What language.md section 3 asks of whole files.</summary>
internal static class FileRules
{
    public static void Check(BindingSession session, ImmutableArray<SourceFile> files, EffectivePolicy? effective)
    {
        foreach (var file in files)
        {
            if (file.Policy is { } policy)
            {
                CheckPolicyFile(session, file, policy);
            }
            else
            {
                CheckLibrary(session, file);
            }

            CheckUses(session, file, effective);
        }
    }

    private static void CheckPolicyFile(BindingSession session, SourceFile file, PolicySyntax policy)
    {
        if (file.Tree.Root.Items[0] != policy)
        {
            session.Report(Diagnostic.Create(ModuleErrors.PolicyNotFirst, file.At(policy.Keyword)) with
            {
                Hint = "Move it above everything but comments.",
            });
        }

        foreach (var second in file.Tree.Root.Items.OfType<PolicySyntax>().Skip(1))
        {
            session.Report(Diagnostic.Create(ModuleErrors.SecondPolicyLine, file.At(second.Name)) with
            {
                Hint = "Give each policy a file of its own.",
                Related = [new RelatedLocation(file.At(policy.Name), "The first one is here.")],
            });
        }
    }

    private static void CheckLibrary(BindingSession session, SourceFile file)
    {
        // A policy that lacks its first line would otherwise be told so once per rule.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in file.Tree.Root.Items)
        {
            if (ItemNames.FindPolicyOnlyWord(item) is { } word && seen.Add(word))
            {
                session.Report(Diagnostic.Create(ModuleErrors.BelongsInPolicy, file.At(item.FirstToken), word) with
                {
                    Hint = "Begin the file with a line such as `policy my_policy`, or move this to the policy that uses the file.",
                });
            }
        }
    }

    private static void CheckUses(BindingSession session, SourceFile file, EffectivePolicy? effective)
    {
        // A base that no used file holds has its own message, and one of them is probably meant.
        if (file.Policy?.BaseName is { } name && !file.Uses.Any(u => u.File.Policy?.Name.ValueText == name.ValueText))
        {
            return;
        }

        foreach (var (use, used) in file.Uses)
        {
            if (used.Policy is { } policy && !IsBaseOf(used, file, effective))
            {
                session.Report(Diagnostic.Create(ModuleErrors.PolicyUsed, file.At(use), used.Source.Path, policy.Name.ValueText) with
                {
                    Hint = file.Policy is { BaseName: null } user
                        ? $"Write `policy {user.Name.ValueText} amends {policy.Name.ValueText}` to build on it, or move what both share to a library."
                        : "Move what both share to a library.",
                });
            }
        }
    }

    private static bool IsBaseOf(SourceFile used, SourceFile user, EffectivePolicy? effective)
    {
        if (user.Policy?.BaseName is { IsMissing: false } name && name.ValueText == used.Policy?.Name.ValueText)
        {
            return true;
        }

        var place = effective?.Files.IndexOf(user) ?? -1;
        return place >= 0 && effective is not null && place + 1 < effective.Files.Length && effective.Files[place + 1] == used;
    }
}
