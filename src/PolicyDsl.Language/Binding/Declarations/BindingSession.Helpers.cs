using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Small readers of tokens, and messages that several binders give.</summary>
internal sealed partial class BindingSession
{
    private readonly HashSet<Symbol> clashing = [];
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);

    /// <summary>A whole number between two limits; null after a message, and for a number that the text lacks.</summary>
    public int? ReadWhole(SyntaxToken token, SourceText source, string what, int least, int most)
    {
        if (token.IsMissing || token.Value is not decimal value)
        {
            return null;
        }

        if (value == decimal.Truncate(value) && value >= least && value <= most)
        {
            return (int)value;
        }

        Report(DeclarationErrors.NumberOutOfPlace, new Location(source, token.Span), what, token.Text, most == int.MaxValue ? $"of at least {Written(least)}" : $"from {Written(least)} to {Written(most)}");
        return null;
    }

    /// <summary>A date; null where the text lacks it or it is no date (a message of the parser says so).</summary>
    public static DateOnly? ReadDate(SyntaxToken? token) => token is { IsMissing: false, Value: DateOnly date } ? date : null;

    /// <summary>The text of a token; null where the source lacks it.</summary>
    public static string? ReadText(SyntaxToken? token) => token is { IsMissing: false } ? token.ValueText : null;

    /// <summary>From and to, both included; null where one is missing, or after a message where they are in the wrong order.</summary>
    public (DateOnly From, DateOnly To)? ReadPeriod(SyntaxToken from, SyntaxToken to, SourceText source)
    {
        if (ReadDate(from) is not { } first || ReadDate(to) is not { } last)
        {
            return null;
        }

        if (first <= last)
        {
            return (first, last);
        }

        Report(DeclarationErrors.DatesOutOfOrder, new Location(source, TextSpan.FromBounds(from.Span.Start, to.Span.End)), from.Text, to.Text);
        return null;
    }

    /// <summary>Reports a clash inside an entity, enum or principle, at both places.</summary>
    public void ReportClash(Symbol earlier, Location location, string owner)
    {
        Report(Diagnostic.Create(NameErrors.ClashInside, location, earlier.Name, owner) with
        {
            Related = RelatedTo(earlier, $"`{earlier.Name}` is here already."),
        });
        if (earlier.Location is { } first && !StandardLibrary.Owns(first.Source) && clashing.Add(earlier))
        {
            Report(Diagnostic.Create(NameErrors.ClashInside, first, earlier.Name, owner) with
            {
                Related = [new RelatedLocation(location, $"`{earlier.Name}` is here as well.")],
            });
        }
    }

    /// <summary>Says once that no source declares an entity that conditions are about.</summary>
    public void ReportMissingEntity(string name, Location? location)
    {
        if (missing.Add(name))
        {
            Report(Diagnostic.Create(DeclarationErrors.MissingEntity, location, name) with
            {
                Hint = "Add `using idpc`, or declare the entity in a library of your own.",
            });
        }
    }

    public static ImmutableArray<RelatedLocation> RelatedTo(Symbol symbol, string message) =>
        symbol.Location is { } location ? [new RelatedLocation(location, message)] : [];

    private static string Written(int number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_');
}
