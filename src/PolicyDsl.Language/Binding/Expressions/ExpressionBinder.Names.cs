using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>Paths: what a name stands for, and the fields after it.</summary>
internal sealed partial class ExpressionBinder
{
    private const string RecordedField = "recorded";

    private readonly Dictionary<EnumSymbol, Dictionary<string, EnumMemberSymbol>> members = [];

    private BoundExpression BindPath(PathSyntax path, ExpressionContext context, TypeSymbol? hint)
    {
        var first = path.Names[0];
        if (first.IsMissing)
        {
            return ErrorAt(path, context);
        }

        if (path.ThisKeyword is not null)
        {
            return BindThisPath(path, context);
        }

        if (path.Names.Count == 1 && FindMember(first.Text, hint) is { } member)
        {
            return MemberLiteral(member, first, path, context);
        }

        var meaning = FindMeaning(first.Text, context, isThis: false);
        if (path.Names.Count == 2 && !LeadsToEntity(meaning) && IsEnumName(first.Text))
        {
            return BindQualifiedMember(path, context);
        }

        return BindMeaning(meaning, path, context, hint);
    }

    private BoundExpression BindThisPath(PathSyntax path, ExpressionContext context)
    {
        if (!context.InHistory)
        {
            return Fail(ExpressionErrors.ThisOutsideHistory, path, context, $"Write `{string.Join('.', path.Names.Select(n => n.Text))}`.");
        }

        if (context.Place == ExpressionPlace.Target)
        {
            return Fail(ExpressionErrors.ThisOutsideHistory, path, context, "A target is about an area on a day: there is no incident being decided.");
        }

        return BindMeaning(FindMeaning(path.Names[0].Text, context, isThis: true), path, context, null);
    }

    private BoundExpression BindMeaning(NameMeaning? meaning, PathSyntax path, ExpressionContext context, TypeSymbol? hint)
    {
        var first = path.Names[0];
        BoundExpression? start = meaning switch
        {
            FieldMeaning field => BindField(field, path, context),
            AmbiguousMeaning ambiguous => FailAmbiguous(ambiguous, path, context),
            DefineMeaning define => BindDefine(define.Define, path, context),
            MeasureMeaning measure => BindMeasureReference(measure.Measure, path, context),
            SubjectMeaning subject => new BoundSubject(subject.Type, path) { Source = context.Source },
            DecidedActionMeaning => new BoundDecidedAction(path) { Source = context.Source },
            FigureMeaning figure => new BoundOutcomeFigure(figure.Figure, TypeOfFigure(figure.Figure), path) { Source = context.Source },
            _ => null,
        };
        return start is null ? FailUnknownName(first, path, context, hint) : BindFieldsAfter(start, path, context);
    }

    /// <summary>The fields after the first name of a path.</summary>
    private BoundExpression BindFieldsAfter(BoundExpression receiver, PathSyntax path, ExpressionContext context)
    {
        for (var i = 1; i < path.Names.Count && !IsError(receiver); i++)
        {
            var name = path.Names[i];
            if (name.IsMissing)
            {
                return ErrorAt(path, context);
            }

            receiver = receiver.Type is EntityType { Entity: var entity }
                ? entity.FindField(name.Text) is { } field
                    ? Access(receiver, field, name, path, context)
                    : FailUnknownField(entity, name, path, context)
                : FailAt(ExpressionErrors.NotAnEntity, name, path, context, null, path.Names[i - 1].Text, TypeNames.Describe(receiver.Type), name.Text);
        }

        return receiver;
    }

    private BoundExpression BindField(FieldMeaning meaning, PathSyntax path, ExpressionContext context)
    {
        BoundExpression subject = path.ThisKeyword is null
            ? new BoundSubject(SubjectOf(meaning).Type, path) { Source = context.Source }
            : new BoundThis(SubjectOf(meaning).Type, path) { Source = context.Source };
        if (meaning.Via is not null)
        {
            ResolveField(meaning.Via);
            subject = new BoundFieldAccess(subject, meaning.Via, path) { Source = context.Source };
        }

        return Access(subject, meaning.Field, path.Names[0], path, context);
    }

    private static EntitySymbol SubjectOf(FieldMeaning meaning) => (meaning.Via ?? meaning.Field).Entity;

    private BoundExpression Access(BoundExpression receiver, FieldSymbol field, SyntaxToken name, PathSyntax path, ExpressionContext context)
    {
        record.AddReference(name, field, context.Source);
        if (IsRecordedOfDecided(receiver, field, context))
        {
            return Fail(
                ExpressionErrors.RecordedOfDecided,
                path,
                context,
                "What the policy decides may not rest on what was done; only histories and measures see what was recorded.",
                PlaceOf(context));
        }

        return ResolveField(field) == BasicType.Error
            ? ErrorAt(path, context)
            : new BoundFieldAccess(receiver, field, path) { Source = context.Source };
    }

    private bool IsRecordedOfDecided(BoundExpression receiver, FieldSymbol field, ExpressionContext context) =>
        field.Name == RecordedField
        && field.Entity == scope.Incident
        && context.Place is ExpressionPlace.Incident or ExpressionPlace.Target
        && !(context.InHistory && receiver is BoundSubject);

    private BoundExpression BindDefine(DefineSymbol define, PathSyntax path, ExpressionContext context)
    {
        record.AddReference(path.Names[0], define, context.Source);
        if (path.ThisKeyword is not null)
        {
            return Fail(ExpressionErrors.NameNotHere, path, context, "After `this.` stand fields of the incident being decided.", "`this.`", define.Name, "a define");
        }

        var type = ResolveDefine(define)?.Type ?? BasicType.Error;
        return type == BasicType.Error
            ? ErrorAt(path, context)
            : new BoundDefineReference(define, type, path) { Source = context.Source };
    }

    /// <summary>The meaning of a bare name, members of enums apart; null where it has none.</summary>
    private NameMeaning? FindMeaning(string name, ExpressionContext context, bool isThis)
    {
        if (context.Place == ExpressionPlace.Measure && !context.InHistory)
        {
            return scope.FindMeasure(name) is { } measure ? new MeasureMeaning(measure) : null;
        }

        if (context.Place == ExpressionPlace.MeasureCondition && !context.InHistory && FindMeasureWord(name, context) is { } word)
        {
            return word;
        }

        if (context.TableArgument is { } argument)
        {
            return argument.Name == name ? new SubjectMeaning(argument) : null;
        }

        var field = FindField(name, context);
        if (field is FieldMeaning)
        {
            return field;
        }

        if (MaySeeDefines(context) && scope.Find(name) is DefineSymbol define)
        {
            return new DefineMeaning(define);
        }

        return field is not null ? field
            : !isThis && context.Subject?.Name == name ? new SubjectMeaning(context.Subject.Type) : null;
    }

    private static NameMeaning? FindMeasureWord(string name, ExpressionContext context) => name switch
    {
        "action" => new DecidedActionMeaning(),
        "cost" when context.AllowsFigures => new FigureMeaning(AssumptionKind.Cost),
        "hours" when context.AllowsFigures => new FigureMeaning(AssumptionKind.Hours),
        "harm" when context.AllowsFigures => new FigureMeaning(AssumptionKind.Harm),
        _ => null,
    };

    private NameMeaning? FindField(string name, ExpressionContext context)
    {
        if (context.Subject is not { } subject || context.Place == ExpressionPlace.DataRow)
        {
            return null;
        }

        if (subject.FindField(name) is { } own)
        {
            return new FieldMeaning(null, own);
        }

        // A formula is about its entity alone, so that it can be computed wherever the entity is.
        if (context.Place == ExpressionPlace.Entity && !context.InHistory)
        {
            return null;
        }

        FieldMeaning[] reached =
        [
            .. from reference in subject.Fields
               where reference.Type is EntityType
               let field = ((EntityType)reference.Type).Entity.FindField(name)
               where field is not null
               select new FieldMeaning(reference, field),
        ];
        return reached.Length switch
        {
            0 => null,
            1 => reached[0],
            _ => new AmbiguousMeaning([.. reached]),
        };
    }

    private bool MaySeeDefines(ExpressionContext context) =>
        context.Subject is not null
        && context.Subject == scope.Incident
        && (context.InHistory || context.Place is ExpressionPlace.Incident or ExpressionPlace.MeasureCondition);

    private static bool LeadsToEntity(NameMeaning? meaning) =>
        meaning is FieldMeaning { Field.Type: EntityType } or AmbiguousMeaning or SubjectMeaning { Type: EntityType };

    // ---------------------------------------------------------------- members

    /// <summary>The days of the week: those of the language, unless an enum of the same name has them all.</summary>
    private EnumSymbol Weekday => scope.Find(BuiltInSymbols.Weekday.Name) is EnumSymbol declared && BuiltInSymbols.Weekday.Members.All(m => FindMember(m.Name, declared) is not null)
        ? declared
        : BuiltInSymbols.Weekday;

    private EnumSymbol? FindEnum(string name) => name == BuiltInSymbols.Weekday.Name ? Weekday : scope.Find(name) as EnumSymbol;

    private bool IsEnumName(string name) => FindEnum(name) is not null || (name == ActionType.Instance.Name && scope.Find(name) is null);

    /// <summary>The member or action of a name, where the place wants one.</summary>
    private Symbol? FindMember(string name, TypeSymbol? wanted) => wanted switch
    {
        EnumType type => FindMember(name, type.Enum),
        ActionType => scope.Find(name) as ActionSymbol,
        SetType set => FindMember(name, set.Element.Enum),
        ListType list => FindMember(name, list.Element),
        _ => null,
    };

    private EnumMemberSymbol? FindMember(string name, EnumSymbol owner)
    {
        if (!members.TryGetValue(owner, out var byName))
        {
            byName = owner.Members.DistinctBy(m => m.Name).ToDictionary(m => m.Name, StringComparer.Ordinal);
            members.Add(owner, byName);
        }

        return byName.GetValueOrDefault(name);
    }

    private BoundLiteral MemberLiteral(Symbol member, SyntaxToken token, SyntaxNode syntax, ExpressionContext context)
    {
        record.AddReference(token, member, context.Source);
        return member is EnumMemberSymbol of
            ? new BoundLiteral(Value.Of(of.Ordinal), of.Enum.Type, syntax) { Source = context.Source }
            : new BoundLiteral(Value.Of(((ActionSymbol)member).Ordinal), ActionType.Instance, syntax) { Source = context.Source };
    }

    /// <summary><c>drug.other</c>, <c>action.arrest</c></summary>
    private BoundExpression BindQualifiedMember(PathSyntax path, ExpressionContext context)
    {
        var (owner, name) = (path.Names[0], path.Names[1]);
        var enumeration = FindEnum(owner.Text);
        if (enumeration is not null)
        {
            record.AddReference(owner, enumeration, context.Source);
        }

        if (name.IsMissing)
        {
            return ErrorAt(path, context);
        }

        TypeSymbol type = enumeration is null ? ActionType.Instance : enumeration.Type;
        return FindMember(name.Text, type) is { } member
            ? MemberLiteral(member, name, path, context)
            : FailUnknownMember(type, name, path, context);
    }

    /// <summary>True where the syntax means something without a hint, or is no bare name.</summary>
    private bool StandsAlone(ExpressionSyntax syntax, ExpressionContext context) => WithoutParentheses(syntax) switch
    {
        PathSyntax { ThisKeyword: null, Names: [var name] } => FindMeaning(name.Text, context, isThis: false) is not null,
        OneOfSyntax => false,
        _ => true,
    };
}
