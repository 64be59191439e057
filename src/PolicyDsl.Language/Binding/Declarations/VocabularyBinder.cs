using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Enums and sets with their extensions, actions and services.</summary>
internal static class VocabularyBinder
{
    public static void Bind(BindingSession session, Declarations declared)
    {
        BindEnums(session, declared);
        BindSets(session, declared);
        declared.Actions.ForEach(a => BindAction(session, a));
        declared.Services.ForEach(s => BindService(session, s));
    }

    private static void BindEnums(BindingSession session, Declarations declared)
    {
        var parts = declared.Enums.ToDictionary(e => e.Symbol, e => new List<Placed<EnumSyntax>> { new(e.Syntax, e.Source) });
        foreach (var extension in declared.Extensions)
        {
            if (extension.Syntax is EnumSyntax syntax && session.Resolve<EnumSymbol>(syntax.Name, extension.Source, "enum") is { } found)
            {
                parts[found].Add(new Placed<EnumSyntax>(syntax, extension.Source));
            }
        }

        foreach (var (symbol, members) in parts)
        {
            CheckTypeName(session, symbol);
            symbol.Members = BindMembers(session, symbol, members);
        }
    }

    private static ImmutableArray<EnumMemberSymbol> BindMembers(BindingSession session, EnumSymbol owner, List<Placed<EnumSyntax>> parts)
    {
        var members = ImmutableArray.CreateBuilder<EnumMemberSymbol>();
        var byName = new Dictionary<string, EnumMemberSymbol>(StringComparer.Ordinal);
        EnumMemberSymbol? plain = null;
        foreach (var part in parts)
        {
            foreach (var syntax in part.Syntax.Members.Where(m => !m.Name.IsMissing))
            {
                var location = part.At(syntax.Name);
                if (byName.TryGetValue(syntax.Name.ValueText, out var earlier))
                {
                    session.ReportClash(earlier, location, $"the enum `{owner.Name}`");
                    continue;
                }

                var member = new EnumMemberSymbol(syntax.Name.ValueText, location, syntax, owner, members.Count, syntax.PlainKeyword is not null)
                {
                    Documentation = syntax.Documentation,
                };
                if (member.IsPlain && plain is not null)
                {
                    session.Report(Diagnostic.Create(DeclarationErrors.SecondPlain, location, owner.Name) with
                    {
                        Related = BindingSession.RelatedTo(plain, $"`{plain.Name}` is marked `plain` here."),
                    });
                }

                plain ??= member.IsPlain ? member : null;
                byName.Add(member.Name, member);
                members.Add(member);
                session.Record.AddDeclaration(syntax.Name, member);
            }
        }

        return members.ToImmutable();
    }

    private static void BindSets(BindingSession session, Declarations declared)
    {
        var members = new Dictionary<SetSymbol, List<EnumMemberSymbol>>();
        foreach (var set in declared.Sets)
        {
            set.Symbol.Enum = set.Syntax.EnumName is { } name ? session.Resolve<EnumSymbol>(name, set.Source, "enum") : null;
            members[set.Symbol] = [];
            AddMembers(session, set.Symbol, new Placed<SetSyntax>(set.Syntax, set.Source), members[set.Symbol]);
        }

        foreach (var extension in declared.Extensions)
        {
            if (extension.Syntax is SetSyntax syntax && session.Resolve<SetSymbol>(syntax.Name, extension.Source, "set") is { } set)
            {
                AddMembers(session, set, new Placed<SetSyntax>(syntax, extension.Source), members[set]);
            }
        }

        foreach (var (set, list) in members)
        {
            set.Members = [.. list];
        }
    }

    private static void AddMembers(BindingSession session, SetSymbol set, Placed<SetSyntax> part, List<EnumMemberSymbol> members)
    {
        if (set.Enum is not { } owner)
        {
            return;
        }

        // An extension may repeat what the set has already: whoever writes it need not know. Only its own list holds nothing twice.
        var known = members.ToHashSet();
        var seen = new HashSet<EnumMemberSymbol>();
        foreach (var token in part.Syntax.Members)
        {
            if (token.IsMissing)
            {
                continue;
            }

            if (owner.FindMember(token.ValueText) is not { } member)
            {
                session.ReportUnknown(NameErrors.UnknownName, token, part.Source, owner.Members.Select(m => m.Name), $"member of `{owner.Name}`", token.ValueText);
                continue;
            }

            session.Record.AddReference(token, member, part.Source);
            if (!seen.Add(member))
            {
                session.Report(NameErrors.ListedTwice, part.At(token), token.ValueText);
            }
            else if (known.Add(member))
            {
                members.Add(member);
            }
        }
    }

    private static void BindAction(BindingSession session, Declared<ActionSymbol, ActionSyntax> action)
    {
        action.Symbol.Severity = session.ReadWhole(action.Syntax.Severity, action.Source, "A severity", 0, 1000) ?? 0;
        var traits = ImmutableArray.CreateBuilder<string>();
        foreach (var trait in action.Syntax.Traits.Select(t => t.Name).Where(n => !n.IsMissing))
        {
            if (traits.Contains(trait.ValueText))
            {
                session.Report(NameErrors.ListedTwice, action.At(trait), trait.ValueText);
            }
            else
            {
                traits.Add(trait.ValueText);
            }
        }

        action.Symbol.Traits = traits.ToImmutable();
    }

    private static void BindService(BindingSession session, Declared<ServiceSymbol, ServiceSyntax> service)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in service.Syntax.Items ?? Enumerable.Empty<ServiceItemSyntax>())
        {
            if (!seen.Add(item.FirstToken.ValueText))
            {
                session.Report(PolicyErrors.SaidTwice, service.At(item), item.FirstToken.ValueText, BindingSession.Describe(service.Symbol));
                continue;
            }

            switch (item)
            {
                case ServiceReferenceSyntax { Keyword.ValueText: "advances" } advances:
                    service.Symbol.Advances = session.ResolvePlain(advances.Name, service.Source, "activity");
                    break;
                case ServiceReferenceSyntax partner:
                    service.Symbol.Partner = session.ResolvePlain(partner.Name, service.Source, "partner");
                    break;
                case CapacitySyntax capacity:
                    service.Symbol.Capacity = session.ReadWhole(capacity.Number, service.Source, "A capacity", 0, int.MaxValue);
                    service.Symbol.CapacityPeriod = capacity.Period.ValueText;
                    break;
            }
        }
    }

    /// <summary>A type name of the language would always win, so that nobody could name the other.</summary>
    public static void CheckTypeName(BindingSession session, Symbol symbol)
    {
        if (DeclaredTypes.IsBasic(symbol.Name))
        {
            session.Report(DeclarationErrors.TakesTypeName, symbol.Location, symbol.Name);
        }
    }
}
