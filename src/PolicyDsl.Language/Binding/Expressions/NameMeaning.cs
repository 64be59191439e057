using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Binding;

/// <summary>What a bare name means in its place; see language.md section 6.</summary>
internal abstract record NameMeaning;

/// <summary>A field of the subject or, through one of the subject's references, of another entity.</summary>
internal sealed record FieldMeaning(FieldSymbol? Via, FieldSymbol Field) : NameMeaning
{
    public string FullName => Via is null ? Field.Name : $"{Via.Name}.{Field.Name}";
}

/// <summary>A short name that several references lead to.</summary>
internal sealed record AmbiguousMeaning(ImmutableArray<FieldMeaning> Meanings) : NameMeaning;

internal sealed record DefineMeaning(DefineSymbol Define) : NameMeaning;

internal sealed record MeasureMeaning(MeasureSymbol Measure) : NameMeaning;

/// <summary>The thing that the expression is about, named by its type: <c>area</c> in a target, <c>text</c> in a table of texts.</summary>
internal sealed record SubjectMeaning(TypeSymbol Type) : NameMeaning;

/// <summary><c>action</c> in the condition of a measure.</summary>
internal sealed record DecidedActionMeaning : NameMeaning;

/// <summary><c>cost</c>, <c>hours</c> or <c>harm</c> in the summand of a measure.</summary>
internal sealed record FigureMeaning(AssumptionKind Figure) : NameMeaning;
