using System.Buffers;
using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Assumptions: figures with a subject that fits, in units that fit, from low to high, each said once.</summary>
internal sealed partial class AssumptionsBinder(BindingSession session, Declared<AssumptionsSymbol, AssumptionsSyntax> block, ExpressionBinder expressions)
{
    private static readonly SearchValues<char> FlagLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    private readonly Dictionary<(AssumptionKind Kind, string Subject, string On), Location> seen = [];

    public static void Bind(BindingSession session, Declarations declared, ExpressionBinder expressions) =>
        declared.Assumptions.ForEach(a => new AssumptionsBinder(session, a, expressions).Bind());

    private ExpressionContext Context => new(ExpressionPlace.Measure, session.Scope.Incident, block.Source) { Description = BindingSession.Describe(block.Symbol) };

    private void Bind()
    {
        BindCurrency();
        block.Symbol.Items = [.. block.Syntax.Items.Select(BindItem).OfType<Assumption>()];
    }

    private void BindCurrency()
    {
        CurrencySyntax? first = null;
        foreach (var currency in block.Syntax.Items.OfType<CurrencySyntax>())
        {
            if (first is not null)
            {
                session.Report(PolicyErrors.SaidTwice, block.At(currency), "currency", BindingSession.Describe(block.Symbol));
                continue;
            }

            first = currency;
            if (currency.Name.IsMissing)
            {
                continue;
            }

            if (SyntaxFacts.Currencies.Contains(currency.Name.ValueText))
            {
                block.Symbol.Currency = currency.Name.ValueText;
            }
            else
            {
                session.ReportUnknown(
                    NameErrors.UnknownName, currency.Name, block.Source, SyntaxFacts.Currencies, "currency", currency.Name.ValueText);
            }
        }
    }

    private Assumption? BindItem(AssumptionItemSyntax item) => item switch
    {
        AssumptionSyntax syntax when KindOf(syntax.Keyword) is { } kind => BindFigure(syntax, kind),
        EffectSyntax syntax => BindEffect(syntax),
        _ => null,
    };

    private static AssumptionKind? KindOf(SyntaxToken keyword) => keyword.ValueText switch
    {
        "cost" => AssumptionKind.Cost,
        "hours" => AssumptionKind.Hours,
        "harm" => AssumptionKind.Harm,
        "uptake" => AssumptionKind.Uptake,
        _ => null,
    };

    private Assumption? BindFigure(AssumptionSyntax syntax, AssumptionKind kind)
    {
        if (!TryFindSubject(syntax.Name, kind, out var subject) || !IsFirst(kind, syntax.Name.ValueText, "", syntax))
        {
            return null;
        }

        if (BindEstimate(syntax.Estimate, kind) is not { } estimate)
        {
            return null;
        }

        var source = BindingSession.ReadText(syntax.Source);
        return new Assumption(kind, syntax.Name.ValueText, subject, estimate, source, ReadVerification(source), block.At(syntax));
    }

    private Assumption? BindEffect(EffectSyntax syntax)
    {
        var isFound = TryFindSubject(syntax.Name, AssumptionKind.Effect, out var subject);
        var entity = session.Resolve<EntitySymbol>(syntax.Entity, block.Source, "entity");
        if (!isFound || entity is null || !IsFirst(AssumptionKind.Effect, syntax.Name.ValueText, entity.Name, syntax))
        {
            return null;
        }

        if (BindEstimate(syntax.Estimate, AssumptionKind.Effect) is not { } estimate)
        {
            return null;
        }

        var source = BindingSession.ReadText(syntax.Source);
        var assumption = new Assumption(
            AssumptionKind.Effect, syntax.Name.ValueText, subject, estimate, source, ReadVerification(source), block.At(syntax))
        {
            EffectOn = entity,
            EffectOnLaterOnly = syntax.LaterKeyword is not null,
        };
        return BindLastings(assumption, syntax);
    }

    private Assumption BindLastings(Assumption assumption, EffectSyntax syntax)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lasting in syntax.Lastings)
        {
            var word = lasting switch { LastsForSyntax => "for", FadingSyntax => "fading over", _ => "displacing" };
            if (!words.Add(word))
            {
                session.Report(PolicyErrors.SaidTwice, block.At(lasting), word, "the effect");
                continue;
            }

            assumption = lasting switch
            {
                LastsForSyntax lasts => assumption with { LastsFor = expressions.BindLength(lasts.Duration, Context, allowCalendarUnits: true) },
                FadingSyntax fading => assumption with { FadingOver = expressions.BindLength(fading.Duration, Context, allowCalendarUnits: false) },
                DisplacingSyntax displacing => assumption with { Displacing = BindEstimate(displacing.Share, AssumptionKind.Uptake) },
                _ => assumption,
            };
        }

        return assumption;
    }

    private bool IsFirst(AssumptionKind kind, string subject, string on, SyntaxNode syntax)
    {
        if (seen.TryAdd((kind, subject, on), block.At(syntax)))
        {
            return true;
        }

        session.Report(Diagnostic.Create(PolicyErrors.SaidTwice, block.At(syntax), $"{syntax.FirstToken.ValueText} of {subject}", BindingSession.Describe(block.Symbol)) with
        {
            Related = [new RelatedLocation(seen[(kind, subject, on)], "It is said here already.")],
        });
        return false;
    }

    /// <summary>What a figure may be about; an operation as such is the word <c>crackdown</c>, without a symbol.</summary>
    private bool TryFindSubject(SyntaxToken name, AssumptionKind kind, out Symbol? subject)
    {
        subject = null;
        if (name.IsMissing)
        {
            return false;
        }

        if (name.ValueText == "crackdown" && kind is AssumptionKind.Cost or AssumptionKind.Hours or AssumptionKind.Effect && session.Scope.Find("crackdown") is null)
        {
            return true;
        }

        if (kind == AssumptionKind.Harm)
        {
            subject = FindOffence(name);
            return subject is not null;
        }

        if (kind == AssumptionKind.Uptake)
        {
            subject = session.Resolve<ServiceSymbol>(name, block.Source, "service");
            return subject is not null;
        }

        subject = session.Resolve<Symbol>(name, block.Source, "action or service", s => s is ActionSymbol or ServiceSymbol);
        return subject is not null;
    }

    private EnumMemberSymbol? FindOffence(SyntaxToken name)
    {
        if (session.Scope.Find("offence") is not EnumSymbol offences)
        {
            session.Report(NameErrors.UnknownName, block.At(name), "enum", "offence");
            return null;
        }

        if (offences.FindMember(name.ValueText) is { } member)
        {
            session.Record.AddReference(name, member, block.Source);
            return member;
        }

        session.ReportUnknown(NameErrors.UnknownName, name, block.Source, offences.Members.Select(m => m.Name), "member of `offence`", name.ValueText);
        return null;
    }

    /// <summary>The word in square brackets at the end of a source.</summary>
    private static string? ReadVerification(string? source)
    {
        var text = source.AsSpan().TrimEnd();
        var open = text.LastIndexOf('[');
        if (open < 0 || text[^1] != ']')
        {
            return null;
        }

        var word = text[(open + 1)..^1];
        return word.Length > 0 && word.IndexOfAnyExcept(FlagLetters) < 0 ? word.ToString() : null;
    }
}
