using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Fields named outside of expressions: in records and tables of tests, in flow clauses.</summary>
internal sealed class FieldPaths(BindingSession session)
{
    private readonly Dictionary<EntitySymbol, IReadOnlyDictionary<string, ImmutableArray<FieldSymbol>>> shortNames = [];

    /// <summary>The fields from an entity along a dotted path, which may begin with a short name; empty after a message.</summary>
    public ImmutableArray<FieldSymbol> Resolve(PathSyntax path, EntitySymbol entity, SourceText source)
    {
        if (path.Names.Count == 0 || path.Names[0].IsMissing)
        {
            return [];
        }

        var first = path.Names[0];
        if (!ShortNamesOf(entity).TryGetValue(first.ValueText, out var start))
        {
            session.ReportUnknown(NameErrors.UnknownName, first, source, ShortNamesOf(entity).Keys, $"field of `{entity.Name}`", first.ValueText);
            return [];
        }

        session.Record.AddReference(first, start[^1], source);
        var fields = start.ToBuilder();
        foreach (var name in path.Names.Skip(1))
        {
            if (name.IsMissing || Follow(fields[^1], name, source) is not { } next)
            {
                return [];
            }

            fields.Add(next);
        }

        return fields.ToImmutable();
    }

    /// <summary>A field of an entity by its own name alone; null after a message.</summary>
    public FieldSymbol? ResolveOwn(EntitySymbol entity, SyntaxToken name, SourceText source)
    {
        if (name.IsMissing)
        {
            return null;
        }

        if (entity.FindField(name.ValueText) is { } field)
        {
            session.Record.AddReference(name, field, source);
            return field;
        }

        session.ReportUnknown(NameErrors.UnknownName, name, source, entity.Fields.Select(f => f.Name), $"field of `{entity.Name}`", name.ValueText);
        return null;
    }

    public IReadOnlyDictionary<string, ImmutableArray<FieldSymbol>> ShortNamesOf(EntitySymbol entity)
    {
        if (!shortNames.TryGetValue(entity, out var names))
        {
            shortNames.Add(entity, names = ShortNames.Find(entity));
        }

        return names;
    }

    private FieldSymbol? Follow(FieldSymbol field, SyntaxToken name, SourceText source)
    {
        if (field.Type is EntityType { Entity: var entity })
        {
            return ResolveOwn(entity, name, source);
        }

        if (field.Type != BasicType.Error)
        {
            session.Report(NameErrors.HasNoFields, new Location(source, name.Span), field.QualifiedName, field.Type.Name, name.ValueText);
        }

        return null;
    }
}
