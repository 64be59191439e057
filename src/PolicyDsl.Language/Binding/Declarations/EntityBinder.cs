using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Fields of entities, extensions included: names, types and flags. Formulas and invariants wait in <see cref="Declarations"/>.</summary>
internal static class EntityBinder
{
    public static void Bind(BindingSession session, Declarations declared)
    {
        var parts = declared.Entities.ToDictionary(e => e.Symbol, e => new List<Placed<EntitySyntax>> { new(e.Syntax, e.Source) });
        foreach (var extension in declared.Extensions)
        {
            if (extension.Syntax is EntitySyntax syntax && session.Resolve<EntitySymbol>(syntax.Name, extension.Source, "entity") is { } found)
            {
                parts[found].Add(new Placed<EntitySyntax>(syntax, extension.Source));
            }
        }

        foreach (var (symbol, list) in parts)
        {
            VocabularyBinder.CheckTypeName(session, symbol);
            BindMembers(session, declared, symbol, list);
        }
    }

    private static void BindMembers(BindingSession session, Declarations declared, EntitySymbol entity, List<Placed<EntitySyntax>> parts)
    {
        var fields = ImmutableArray.CreateBuilder<FieldSymbol>();
        var byName = new Dictionary<string, FieldSymbol>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var member in part.Syntax.Members)
            {
                switch (member)
                {
                    case InvariantSyntax invariant:
                        declared.Invariants.Add((entity, invariant, part.Source));
                        break;
                    case FieldSyntax { Name.IsMissing: false } syntax when byName.TryGetValue(syntax.Name.ValueText, out var earlier):
                        session.ReportClash(earlier, part.At(syntax.Name), $"the entity `{entity.Name}`");
                        break;
                    case FieldSyntax { Name.IsMissing: false } syntax:
                        var field = BindField(session, entity, syntax, part.Source, fields);
                        byName.Add(field.Name, field);
                        fields.Add(field);
                        if (syntax.Value is not null)
                        {
                            declared.Formulas.Add(new Declared<FieldSymbol, FieldSyntax>(field, syntax, part.Source));
                        }

                        break;
                }
            }
        }

        entity.Fields = fields.ToImmutable();
    }

    private static FieldSymbol BindField(
        BindingSession session,
        EntitySymbol entity,
        FieldSyntax syntax,
        SourceText source,
        IReadOnlyList<FieldSymbol> earlier)
    {
        var field = new FieldSymbol(syntax.Name.ValueText, new Location(source, syntax.Name.Span), syntax, entity, earlier.Count)
        {
            Documentation = syntax.Documentation,
            IsStored = syntax.Type is not null || syntax.Value is null,
            IsKey = syntax.KeyKeyword is not null,
        };
        session.Record.AddDeclaration(syntax.Name, field);
        if (syntax.Type is { } type)
        {
            field.Type = ResolveType(session, syntax, type, source);
        }

        BindModifiers(session, field, syntax, source);
        if (field.IsKey && earlier.FirstOrDefault(f => f.IsKey) is { } key)
        {
            field.IsKey = false;
            session.Report(Diagnostic.Create(DeclarationErrors.SecondKey, field.Location, entity.Name) with
            {
                Related = BindingSession.RelatedTo(key, $"`{key.Name}` is the key already."),
            });
        }

        return field;
    }

    private static TypeSymbol ResolveType(BindingSession session, FieldSyntax syntax, SyntaxToken token, SourceText source)
    {
        var type = DeclaredTypes.Resolve(session, token, source);
        if (syntax.SetKeyword is null || type == BasicType.Error)
        {
            return type;
        }

        if (type is EnumType element)
        {
            return new SetType(element);
        }

        session.Report(Diagnostic.Create(DeclarationErrors.SetOfNoEnum, new Location(source, token.Span), type.Name) with
        {
            Hint = "Declare an enum with the values that it may hold.",
        });
        return BasicType.Error;
    }

    private static void BindModifiers(BindingSession session, FieldSymbol field, FieldSyntax syntax, SourceText source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var modifier in syntax.Modifiers)
        {
            if (!seen.Add(modifier.ByKeyword is null ? modifier.Word.ValueText : "by"))
            {
                session.Report(PolicyErrors.SaidTwice, new Location(source, modifier.Span), modifier.FirstToken.ValueText, BindingSession.Describe(field));
                continue;
            }

            switch (modifier.ByKeyword is null ? modifier.Word.ValueText : $"by {modifier.Word.ValueText}")
            {
                case "required":
                    field.IsRequired = true;
                    break;
                case "protected":
                    field.IsProtected = true;
                    break;
                case "coarse" when CanBeCoarse(field):
                    field.IsCoarse = true;
                    break;
                case "coarse":
                    session.Report(Diagnostic.Create(DeclarationErrors.CannotBeCoarse, new Location(source, modifier.Span), field.Name, What(field)) with
                    {
                        Hint = "Leave `coarse` out: the field may be unknown without it.",
                    });
                    break;
                case "by officer":
                    field.ChangedBy = FieldChanger.Officer;
                    break;
                case "by person":
                    field.ChangedBy = FieldChanger.Person;
                    break;
                case "by agency":
                    field.ChangedBy = FieldChanger.Agency;
                    break;
            }
        }
    }

    /// <summary>A range needs an order, alternatives need members; a key is one or it is none.</summary>
    private static bool CanBeCoarse(FieldSymbol field) =>
        !field.IsKey && (field.Type.IsOrdered || field.Type is EnumType or ActionType || field.Type == BasicType.Error);

    private static string What(FieldSymbol field) => field.IsKey ? "a key" : $"of type `{field.Type.Name}`";
}
