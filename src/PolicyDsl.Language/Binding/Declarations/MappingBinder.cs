using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// Fields of entities from columns. A field that refers to an entity takes the entity's key; an entity without a file of its own
/// is read from the incident's row, so exactly one field of the incident must refer to it.
/// </summary>
internal sealed class MappingBinder(BindingSession session, Declared<DatasetSymbol, DatasetSyntax> dataset, ExpressionBinder expressions)
{
    private readonly FieldPaths paths = new(session);

    public ImmutableArray<EntityMapping> Bind()
    {
        var mappings = ImmutableArray.CreateBuilder<EntityMapping>();
        foreach (var syntax in dataset.Syntax.Clauses.OfType<EntityMappingSyntax>())
        {
            if (session.Resolve<EntitySymbol>(syntax.Name, dataset.Source, "entity") is not { } entity || mappings.Any(m => m.Entity == entity))
            {
                continue;
            }

            mappings.Add(new EntityMapping(entity, BindingSession.ReadText(syntax.Path), BindFields(syntax, entity), dataset.At(syntax.Name)));
        }

        var bound = mappings.ToImmutable();
        CheckIncident(bound);
        foreach (var mapping in bound)
        {
            CheckMapping(mapping, bound);
        }

        return bound;
    }

    private ImmutableArray<FieldMapping> BindFields(EntityMappingSyntax syntax, EntitySymbol entity)
    {
        var context = new ExpressionContext(ExpressionPlace.DataRow, null, dataset.Source) { Description = BindingSession.Describe(dataset.Symbol) };
        var fields = ImmutableArray.CreateBuilder<FieldMapping>();
        foreach (var line in syntax.Fields)
        {
            if (paths.ResolveOwn(entity, line.Name, dataset.Source) is not { } field || !CheckStored(field, line))
            {
                continue;
            }

            if (fields.FirstOrDefault(f => f.Field == field) is { } earlier)
            {
                session.Report(Diagnostic.Create(NameErrors.ListedTwice, dataset.At(line.Name), field.Name) with
                {
                    Related = [new RelatedLocation(earlier.Location, "It is mapped here already.")],
                });
                continue;
            }

            var expected = field.Type is EntityType { Entity: var target } ? target.Key?.Type ?? BasicType.Text : field.Type;
            fields.Add(new FieldMapping(field, expressions.Bind(line.Value, context, expected == BasicType.Error ? null : expected), dataset.At(line)));
        }

        return fields.ToImmutable();
    }

    private bool CheckStored(FieldSymbol field, FieldMappingSyntax line)
    {
        if (field.IsStored)
        {
            return true;
        }

        session.Report(Diagnostic.Create(DatasetErrors.ComputedField, dataset.At(line.Name), field.QualifiedName) with
        {
            Hint = "Map the fields that it is computed from, or declare it with a type, as in `minor : boolean = age < 18`, so that data may give it.",
            Related = BindingSession.RelatedTo(field, "Its formula is here."),
        });
        return false;
    }

    private void CheckIncident(ImmutableArray<EntityMapping> mappings)
    {
        if (mappings.FirstOrDefault(m => m.Entity == session.Scope.Incident) is not { } incident)
        {
            session.Report(Diagnostic.Create(DatasetErrors.MissingIncident, dataset.Symbol.Location, dataset.Symbol.Name) with
            {
                Hint = "Add a block such as `incident { at = date(`date`, \"yyyy-MM-dd\") }`.",
            });
        }
        else if (incident.Path is not null)
        {
            session.Report(Diagnostic.Create(DatasetErrors.IncidentFromFile, incident.Location) with
            {
                Hint = "Name the file in the `from` line of the data set.",
            });
        }
    }

    private void CheckMapping(EntityMapping mapping, ImmutableArray<EntityMapping> all)
    {
        foreach (var field in mapping.Entity.Fields.Where(f => f.IsRequired && f.Type is not EntityType && !mapping.Fields.Any(m => m.Field == f)))
        {
            session.Report(Diagnostic.Create(DatasetErrors.RequiredNotMapped, mapping.Location, field.QualifiedName) with
            {
                Hint = "Map it to a column: a row without it is rejected.",
                Related = BindingSession.RelatedTo(field, "It is declared `required` here."),
            });
        }

        if (mapping.Entity == session.Scope.Incident)
        {
            return;
        }

        if (mapping.Path is not null)
        {
            CheckLinked(mapping, all);
        }
        else
        {
            CheckInline(mapping, all);
        }
    }

    /// <summary>A linked file is matched by its key, which both sides must have.</summary>
    private void CheckLinked(EntityMapping mapping, ImmutableArray<EntityMapping> all)
    {
        if (mapping.Entity.Key is not { } key || !mapping.Fields.Any(f => f.Field == key))
        {
            session.Report(Diagnostic.Create(DatasetErrors.LinkWithoutKey, mapping.Location, mapping.Entity.Name) with
            {
                Hint = mapping.Entity.Key is { } missing
                    ? $"Map `{missing.Name}`, by which the rows of the file are found."
                    : $"Declare a key in the entity, as in `key id : text`.",
            });
        }

        if (!all.Any(m => m.Fields.Any(f => f.Field.Type is EntityType { Entity: var target } && target == mapping.Entity)))
        {
            session.Report(Diagnostic.Create(DatasetErrors.LinkFromNowhere, mapping.Location, mapping.Entity.Name) with
            {
                Hint = $"Say in the `incident` block which one it is, as in `{mapping.Entity.Name} = `column``.",
            });
        }
    }

    private void CheckInline(EntityMapping mapping, ImmutableArray<EntityMapping> all)
    {
        var references = session.Scope.Incident?.Fields.Where(f => f.Type is EntityType { Entity: var target } && target == mapping.Entity).ToList() ?? [];
        if (references.Count != 1)
        {
            session.Report(Diagnostic.Create(DatasetErrors.InlineNotOne, mapping.Location, mapping.Entity.Name, references.Count) with
            {
                Hint = $"Read it from a file of its own, as in `{mapping.Entity.Name} from \"file.csv\" {{ ... }}`.",
            });
        }
        else if (all.SelectMany(m => m.Fields).FirstOrDefault(f => f.Field == references[0]) is { } mapped)
        {
            session.Report(Diagnostic.Create(DatasetErrors.MappedTwice, mapping.Location, references[0].Name) with
            {
                Hint = "Keep the block, which may map the key as well, or add `from` and the file that it reads.",
                Related = [new RelatedLocation(mapped.Location, "It is mapped here as well.")],
            });
        }
    }
}
