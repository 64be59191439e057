using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>What to say where a name means nothing: what it is elsewhere, or what was meant.</summary>
internal sealed partial class ExpressionBinder
{
    /// <summary>How many wrong names are looked up among the right ones.</summary>
    private const int MostSuggestions = 200;

    private int suggestions;

    private BoundErrorExpression FailAmbiguous(AmbiguousMeaning meaning, PathSyntax path, ExpressionContext context)
    {
        string[] names = [.. meaning.Meanings.Select(m => m.FullName)];
        return FailAt(ExpressionErrors.AmbiguousName, path.Names[0], path, context, $"Write {TypeNames.Join(names)}.", path.Names[0].Text, TypeNames.Join(names));
    }

    private BoundErrorExpression FailUnknownName(SyntaxToken token, SyntaxNode syntax, ExpressionContext context, TypeSymbol? wanted)
    {
        ReportUnknownName(token, context, wanted);
        return ErrorAt(syntax, context);
    }

    private void ReportUnknownName(SyntaxToken token, ExpressionContext context, TypeSymbol? wanted)
    {
        var name = token.Text;
        if (context.Place == ExpressionPlace.DataRow && wanted is null or BasicType && scope.Find(name) is null)
        {
            Report(ExpressionErrors.UnknownName, token, context, new Advice("A column of the data stands in back quotes.", $"`{name}`"), name);
            return;
        }

        if (WhatElse(name, context) is { } other)
        {
            var hint = wanted == BasicType.Text ? $"Write `\"{name}\"`, in quotes, for the text." : other.Hint;
            Report(ExpressionErrors.WrongKindOfName, token, context, hint, name, other.What, WhatIsWanted(wanted, context));
            return;
        }

        var advice = Suggest(name, MemberNames(wanted)) ?? Suggest(name, NamesInReach(context)) ?? SuggestSet(name, wanted) ?? RelatedMember(name, wanted) ?? SayTrue(name, wanted)
            ?? ListMembers(wanted) ?? FindModule(name);
        Report(ExpressionErrors.UnknownName, token, context, advice, name);
    }

    /// <summary>The candidate that was evidently meant. A text with very many wrong names is not worth the search for each of them.</summary>
    private Advice? Suggest(string name, IEnumerable<string> candidates)
    {
        if (suggestions >= MostSuggestions)
        {
            return null;
        }

        suggestions++;
        return Spelling.FindNearest(name, candidates) is { } nearest ? Advice.DidYouMean(nearest) : null;
    }

    private Advice? SuggestSet(string name, TypeSymbol? wanted) =>
        wanted is EnumType { Enum: var owner } && Suggest(name, scope.All<SetSymbol>().Where(s => s.Enum == owner).Select(s => s.Name)) is { Name: { } set }
            ? $"Did you mean `{owner.Name} in {set}`?"
            : null;

    private Advice? RelatedMember(string name, TypeSymbol? wanted) =>
        suggestions < MostSuggestions && Spelling.FindRelated(name, MemberNames(wanted)) is { } related ? Advice.DidYouMean(related) : null;

    private static Advice? SayTrue(string name, TypeSymbol? wanted) => wanted == BasicType.Boolean && name is "yes" or "no"
        ? $"Write `{(name == "yes" ? "true" : "false")}`, or the field alone, with `not` before it where it is not to hold."
        : null;

    private Advice? ListMembers(TypeSymbol? wanted) =>
        MemberNames(wanted) is { Count: > 0 } members ? $"`{wanted}` is one of {TypeNames.Join(members)}." : null;

    private Advice? FindModule(string name) =>
        suggestions < MostSuggestions && StandardLibrary.FindModuleOf(name) is { } module ? $"`{name}` is declared in {module}: add `using idpc`." : null;

    private BoundErrorExpression FailUnknownField(EntitySymbol entity, SyntaxToken name, SyntaxNode syntax, ExpressionContext context)
    {
        var advice = Suggest(name.Text, entity.Fields.Select(f => f.Name)) ?? $"`{entity.Name}` has {TypeNames.Join(entity.Fields.Select(f => f.Name), "and")}.";
        return FailAt(ExpressionErrors.UnknownField, name, syntax, context, advice, entity.Name, name.Text);
    }

    private BoundErrorExpression FailUnknownMember(TypeSymbol type, SyntaxToken name, SyntaxNode syntax, ExpressionContext context)
    {
        var hint = Suggest(name.Text, MemberNames(type)) ?? ListMembers(type);
        return FailAt(ExpressionErrors.UnknownMember, name, syntax, context, hint, type.Name, name.Text);
    }

    /// <summary>What a name is that exists but does not fit, and how to write what was probably meant; null where nothing has it.</summary>
    private (string What, string? Hint)? WhatElse(string name, ExpressionContext context)
    {
        EnumSymbol[] enums = [.. scope.All<EnumSymbol>().Append(BuiltInSymbols.Weekday).DistinctBy(e => e.Name).Where(e => FindMember(name, e) is not null)];
        return scope.Find(name) switch
        {
            { } symbol when symbol is not (EnumSymbol or EntitySymbol) => (TypeNames.Describe(symbol), HintFor(symbol, context)),
            _ when enums.Length > 0 => (
                $"a member of {TypeNames.Join(enums.Select(e => e.Name), "and")}",
                MemberHint(name, enums, context)),
            _ when MeasureWordHint(name, context) is { } hint => ("known only in measures", hint),
            _ when FarFields(name, context) is { Length: > 0 } far => ($"a field of `{far[0].Entity.Name}`", FarHint(far[0], context)),
            { } symbol => (TypeNames.Describe(symbol), HintFor(symbol, context)),
            _ => null,
        };
    }

    private static string MemberHint(string name, EnumSymbol[] enums, ExpressionContext context) =>
        context.Subject?.Fields.FirstOrDefault(f => f.Type is EnumType t && enums.Contains(t.Enum)) is { } field
            ? $"Compare it with a field, as in `{field.Name} is {name}` or `{field.Name} in [{name}, ...]`; the member itself is {TypeNames.Join(enums.Select(e => $"{e.Name}.{name}"))}."
            : $"Compare it with a field, or write {TypeNames.Join(enums.Select(e => $"{e.Name}.{name}"))}.";

    private static string? HintFor(Symbol symbol, ExpressionContext context) => symbol switch
    {
        SetSymbol set => $"Write `{set.Enum?.Name ?? "field"} in {set.Name}`.",
        TableSymbol table => $"Look it up: `{table.Name} of {table.ArgumentType.Name}`.",
        DefineSymbol when context.Place == ExpressionPlace.Measure => $"Write `count(incidents where {symbol.Name})`.",
        DefineSymbol => "A define is about an incident: only rules, scopes, clauses, measures and other defines can use it.",
        MeasureSymbol => "Only measures and `require` can use a measure.",
        EntitySymbol when context.Place == ExpressionPlace.DataRow => "A column of the data stands in back quotes.",
        _ => null,
    };

    private static string? MeasureWordHint(string name, ExpressionContext context) => name switch
    {
        "cost" or "hours" or "harm" => $"Write `sum({name} over incidents)` in a measure.",
        "action" when context.Place == ExpressionPlace.Measure => "Write `count(incidents where action is arrest)`.",
        "action" => "The decision is read in measures: `count(incidents where action is arrest)`.",
        _ => null,
    };

    private FieldSymbol[] FarFields(string name, ExpressionContext context) =>
        [.. scope.All<EntitySymbol>().Where(e => e != context.Subject).Select(e => e.FindField(name)).OfType<FieldSymbol>()];

    private static string FarHint(FieldSymbol field, ExpressionContext context) => context.Place switch
    {
        ExpressionPlace.Entity => $"A derived field or invariant reads the fields of `{context.Subject?.Name}` alone; write a `define` instead.",
        ExpressionPlace.Measure when UnitAlgebra.IsAmount(field.Type) => $"Write `sum({field.Name} over incidents)`.",
        ExpressionPlace.Measure => "It is read about one incident: write `count(incidents where ...)`.",
        ExpressionPlace.Table => "A table reads its argument alone.",
        ExpressionPlace.DataRow => "A data set reads its columns, in back quotes.",
        _ => $"It is read about `{field.Entity.Name}` alone.",
    };

    private string WhatIsWanted(TypeSymbol? wanted, ExpressionContext context) => wanted switch
    {
        _ when MemberNames(wanted) is { Count: > 0 } members => $"`{(wanted is SetType set ? set.Element.Name : wanted?.Name)}` is one of {TypeNames.Join(members)}",
        _ when context.Place == ExpressionPlace.Measure => "a measure wants figures here",
        _ => "a value is wanted here",
    };

    private IReadOnlyList<string> MemberNames(TypeSymbol? type) => type switch
    {
        ActionType => [.. scope.All<ActionSymbol>().Select(a => a.Name)],
        EnumType e => [.. e.Enum.Members.Select(m => m.Name)],
        SetType set => MemberNames(set.Element),
        ListType list => MemberNames(list.Element),
        _ => [],
    };

    /// <summary>Everything that a bare name may mean in this place.</summary>
    private IEnumerable<string> NamesInReach(ExpressionContext context)
    {
        if (context.Place == ExpressionPlace.Measure && !context.InHistory)
        {
            return scope.All<MeasureSymbol>().Select(m => m.Name);
        }

        if (context.TableArgument is { } argument)
        {
            return [argument.Name];
        }

        var fields = context.Subject?.Fields.AsEnumerable() ?? [];
        var far = context.Place == ExpressionPlace.Entity
            ? []
            : fields.Select(f => f.Type).OfType<EntityType>().SelectMany(t => t.Entity.Fields);
        var defines = MaySeeDefines(context) ? scope.All<DefineSymbol>() : [];
        return [.. fields.Select(f => f.Name), .. far.Select(f => f.Name), .. defines.Select(d => d.Name)];
    }
}
