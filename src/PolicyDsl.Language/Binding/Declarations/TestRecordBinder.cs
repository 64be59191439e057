using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// What a test gives: fields by name, with values that data could give too. So only stored fields, ranges and alternatives only
/// where data may have them, and what is required is known.
/// </summary>
internal sealed class TestRecordBinder(BindingSession session, ExpressionBinder expressions)
{
    private readonly FieldPaths paths = new(session);

    /// <summary>The incident that a record describes; null where no source declares what an incident is (reported for the policy).</summary>
    public TestIncident? Bind(RecordSyntax record, EffectiveItem item, bool isEarlier)
    {
        if (session.Scope.Incident is not { } incident)
        {
            return null;
        }

        var fields = ImmutableArray.CreateBuilder<TestField>();
        AddFields(record, incident, [], item, isEarlier, fields);
        if (isEarlier && !record.Pairs.Any(p => p.Name.ValueText == "at"))
        {
            session.Report(Diagnostic.Create(TestDeclarationErrors.EarlierWithoutTime, item.At(record)) with
            {
                Hint = "Add when it happened, as in `at: 30 days before`.",
            });
        }

        return new TestIncident(fields.ToImmutable(), item.At(record));
    }

    /// <summary>The field of a column of cases; empty after a message.</summary>
    public ImmutableArray<FieldSymbol> ResolveColumn(PathSyntax path, EntitySymbol incident, EffectiveItem item)
    {
        var fields = paths.Resolve(path, incident, item.Source);
        return !fields.IsEmpty && CheckStored(fields[^1], item.At(path)) ? fields : [];
    }

    /// <summary>What a test gives for a field; null after a message.</summary>
    public TestField? BindValue(ImmutableArray<FieldSymbol> path, ExpressionSyntax syntax, EffectiveItem item, bool isEarlier)
    {
        var field = path[^1];
        var context = new ExpressionContext(ExpressionPlace.Incident, session.Scope.Incident, item.Source) { Description = "a test" };
        if (syntax is BeforeSyntax before)
        {
            return BindBefore(path, before, item, context, isEarlier);
        }

        if (IsUnknown(syntax))
        {
            return CheckUnknown(field, item.At(syntax)) ? new TestField(path, Value.Unknown) : null;
        }

        if (field.Type is EntityType reference)
        {
            session.Report(Diagnostic.Create(TestDeclarationErrors.RecordWanted, item.At(syntax), field.Name) with
            {
                Hint = $"Write `{field.Name}: {{ {reference.Entity.Fields.FirstOrDefault(f => f.IsStored && !f.IsKey)?.Name ?? "field"}: ... }}` or `{field.Name}: unknown`.",
            });
            return null;
        }

        if (field.Type == BasicType.Error || expressions.BindConstant(syntax, field.Type, context, allowPartlyKnown: true) is not { } value)
        {
            return null;
        }

        return CheckCoarse(field, value, item.At(syntax)) ? new TestField(path, value) : null;
    }

    private static bool IsUnknown(ExpressionSyntax syntax) => syntax is LiteralSyntax { Token.Kind: TokenKind.Unknown };

    private void AddFields(
        RecordSyntax record,
        EntitySymbol entity,
        ImmutableArray<FieldSymbol> path,
        EffectiveItem item,
        bool isEarlier,
        ImmutableArray<TestField>.Builder fields)
    {
        var seen = new HashSet<FieldSymbol>();
        foreach (var pair in record.Pairs)
        {
            if (ResolveField(entity, pair.Name, item) is not { } field || !CheckStored(field, item.At(pair.Name)))
            {
                continue;
            }

            if (!seen.Add(field))
            {
                session.Report(NameErrors.ListedTwice, item.At(pair.Name), field.Name);
            }
            else if (pair.Value is RecordSyntax nested)
            {
                AddNested(nested, field, path.Add(field), item, isEarlier, fields);
            }
            else if (BindValue(path.Add(field), pair.Value, item, isEarlier) is { } given)
            {
                fields.Add(given);
            }
        }
    }

    private FieldSymbol? ResolveField(EntitySymbol entity, SyntaxToken name, EffectiveItem item)
    {
        // In a record a field stands where it lives: a short name would hide whether the person is the same.
        if (!name.IsMissing && entity.FindField(name.ValueText) is null && paths.ShortNamesOf(entity).TryGetValue(name.ValueText, out var path))
        {
            session.Report(Diagnostic.Create(NameErrors.UnknownName, item.At(name), $"field of `{entity.Name}`", name.ValueText) with
            {
                Hint = $"It is a field of `{path[0].Name}`: write `{path[0].Name}: {{ {name.ValueText}: ... }}`.",
            });
            return null;
        }

        return paths.ResolveOwn(entity, name, item.Source);
    }

    private void AddNested(
        RecordSyntax record,
        FieldSymbol field,
        ImmutableArray<FieldSymbol> path,
        EffectiveItem item,
        bool isEarlier,
        ImmutableArray<TestField>.Builder fields)
    {
        if (field.Type is EntityType { Entity: var entity })
        {
            AddFields(record, entity, path, item, isEarlier, fields);
        }
        else if (field.Type != BasicType.Error)
        {
            session.Report(NameErrors.HasNoFields, item.At(record), field.QualifiedName, field.Type.Name, record.Pairs.FirstOrDefault()?.Name.ValueText ?? "");
        }
    }

    private TestField? BindBefore(ImmutableArray<FieldSymbol> path, BeforeSyntax before, EffectiveItem item, ExpressionContext context, bool isEarlier)
    {
        if (!isEarlier || path[^1].Type != BasicType.Instant)
        {
            session.Report(Diagnostic.Create(TestDeclarationErrors.BeforeNotHere, item.At(before)) with
            {
                Hint = "It says when an earlier incident happened, as in `given 2 earlier incidents { at: 30 days before }`.",
            });
            return null;
        }

        return expressions.BindLength(before.Quantity, context, allowCalendarUnits: false) is { } length
            ? new TestField(path, Value.Unknown) { Before = length }
            : null;
    }

    private bool CheckStored(FieldSymbol field, Location location)
    {
        if (field.IsStored)
        {
            return true;
        }

        session.Report(Diagnostic.Create(TestDeclarationErrors.ComputedField, location, field.QualifiedName) with
        {
            Hint = "Give the fields that it is computed from.",
            Related = BindingSession.RelatedTo(field, "Its formula is here."),
        });
        return false;
    }

    private bool CheckUnknown(FieldSymbol field, Location location)
    {
        if (!field.IsRequired)
        {
            return true;
        }

        session.Report(Diagnostic.Create(TestDeclarationErrors.RequiredField, location, field.QualifiedName) with
        {
            Hint = "An incident without it is rejected before anything is decided: give it a value.",
        });
        return false;
    }

    private bool CheckCoarse(FieldSymbol field, Value value, Location location)
    {
        if (field.IsCoarse || value.Kind is not (ValueKind.Range or ValueKind.Alternatives))
        {
            return true;
        }

        session.Report(Diagnostic.Create(TestDeclarationErrors.NotCoarse, location, field.QualifiedName) with
        {
            Hint = "Give one value or `unknown`, or declare the field `coarse`.",
            Related = BindingSession.RelatedTo(field, "The field is here."),
        });
        return false;
    }
}
