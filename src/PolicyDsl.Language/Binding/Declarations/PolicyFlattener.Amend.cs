using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>One variant on top of what its base came to.</summary>
internal sealed partial class PolicyFlattener
{
    private void Amend(SourceFile file, int level)
    {
        // Tests speak of the policy that they stand in, so the base keeps its own.
        items = [.. items.Where(i => i.Item is not TestSyntax)];
        var index = new AmendmentIndex(items);
        var touched = new Dictionary<string, SyntaxElement>(StringComparer.Ordinal);
        foreach (var item in file.Tree.Root.Items)
        {
            switch (item)
            {
                case ReplaceSyntax replace:
                    Replace(replace, file, level, index, touched);
                    break;
                case RemoveSyntax remove:
                    Remove(remove, file, level, index, touched);
                    break;
                case ChangeSyntax change:
                    changes.Add(new EffectiveItem(change, file.Source, level));
                    break;
                case UsingSyntax or PolicySyntax:
                    break;
                default:
                    Declare(item, file, level, index);
                    break;
            }
        }

        items = [.. index.Items];
        CheckHeaders(level);
    }

    private void Replace(ReplaceSyntax replace, SourceFile file, int level, AmendmentIndex index, Dictionary<string, SyntaxElement> touched)
    {
        var item = new EffectiveItem(replace.Declaration, file.Source, level);
        if (replace.Declaration is OtherwiseSyntax)
        {
            if (index.Otherwise is null)
            {
                ReportNothing(file.At(replace), "otherwise", null, index);
            }
            else if (Touch("otherwise", replace, file, touched))
            {
                index.ReplaceOtherwise(item);
            }

            return;
        }

        if (ItemNames.FindName(replace.Declaration) is not { IsMissing: false } name || ItemNames.FindReplaceableKind(replace.Declaration) is not { } kind)
        {
            return;
        }

        if (!Touch(name.ValueText, name, file, touched))
        {
            return;
        }

        if (!index.TryReplace(name.ValueText, kind, item))
        {
            ReportNothing(file.At(name), kind, name.ValueText, index);
            if (index.Find(name.ValueText) is null)
            {
                index.Add(item);
            }
        }
    }

    private void Remove(RemoveSyntax remove, SourceFile file, int level, AmendmentIndex index, Dictionary<string, SyntaxElement> touched)
    {
        if (remove.Name.IsMissing || !Touch(remove.Name.ValueText, remove.Name, file, touched))
        {
            return;
        }

        var kind = remove.KindKeyword.ValueText;
        if (index.TryRemove(remove.Name.ValueText, kind))
        {
            removed[remove.Name.ValueText] = new Removal(kind, file.At(remove), level);
        }
        else
        {
            ReportNothing(file.At(remove.Name), kind, remove.Name.ValueText, index);
        }
    }

    private void Declare(ItemSyntax item, SourceFile file, int level, AmendmentIndex index)
    {
        var own = new EffectiveItem(item, file.Source, level);
        if (item is OtherwiseSyntax && index.Otherwise is { } earlier && earlier.Level < level)
        {
            ReportUndeclared(earlier, own, file.At(item), "otherwise", "");
            index.ReplaceOtherwise(own);
            return;
        }

        if (ItemNames.FindReplaceableKind(item) is { } kind
            && ItemNames.FindName(item) is { IsMissing: false } name
            && index.Find(name.ValueText) is { } existing
            && existing.Level < level)
        {
            ReportUndeclared(existing, own, file.At(name), kind, name.ValueText);
            index.TryReplace(name.ValueText, null, own);
            return;
        }

        if (item is DepartureSyntax departure)
        {
            index.RemoveDeparture(departure, level);
        }

        index.Add(own);
    }

    private bool Touch(string name, SyntaxElement element, SourceFile file, Dictionary<string, SyntaxElement> touched)
    {
        if (touched.TryAdd(name, element))
        {
            return true;
        }

        session.Report(Diagnostic.Create(AmendmentErrors.AmendedTwice, file.At(element), name) with
        {
            Related = [new RelatedLocation(file.At(touched[name]), "It is amended here as well.")],
        });
        return false;
    }

    private void ReportUndeclared(EffectiveItem existing, EffectiveItem item, Location location, string kind, string name)
    {
        var what = name.Length == 0 ? kind : $"{kind} {name}";
        session.Report(Diagnostic.Create(AmendmentErrors.DeclaredWithoutReplace, location, what) with
        {
            Hint = $"Write `replace {what}` to take its place.",
            Fixes = [new CodeFix("Write `replace` before it", [new TextEdit(item.At(item.Item) with { Span = new TextSpan(item.Item.Span.Start, 0) }, "replace ")], IsSafe: false)],
            Related = [new RelatedLocation(existing.At(existing.Item.FirstToken), "The amended policy declares it here.")],
        });
    }

    private void ReportNothing(Location location, string kind, string? name, AmendmentIndex index)
    {
        var diagnostic = Diagnostic.Create(AmendmentErrors.AmendsNothing, location, name is null ? kind : $"{kind} {name}");
        if (name is null)
        {
            session.Report(diagnostic with { Hint = "Leave `replace` out to add one." });
            return;
        }

        var hint = index.Find(name) is { } other && ItemNames.FindReplaceableKind(other.Item) is { } found && found != kind
            ? $"There is a {found} of that name: write `{found} {name}`."
            : Spelling.FindNearest(name, index.Names) is { } nearest ? $"Did you mean `{nearest}`?" : null;
        session.Report(diagnostic with { Hint = hint });
    }
}
