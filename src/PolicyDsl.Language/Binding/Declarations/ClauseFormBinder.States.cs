using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Structural clauses: who can state what, and with which bound.</summary>
internal sealed partial class ClauseFormBinder
{
    private static readonly ImmutableArray<string> OfRules = ["benefit", "because", "legal", "partner", "within", "offer"];
    private static readonly ImmutableArray<string> OfCrackdowns = ["benefit", "because", "legal", "partner", "offer", "announce", "lasts", "rests", "cap"];
    private static readonly ImmutableArray<string> OfPolicies = ["benefit", "because", "legal", "partner", "review", "complaints"];
    private static readonly ImmutableArray<string> WithLength = ["within", "announce", "lasts", "rests", "review"];
    private static readonly ImmutableArray<string> WithNumber = ["cap", "partner", "offer"];

    private StatesForm? BindEvery(EverySyntax every)
    {
        if (every.Property.IsMissing || every.Subject.IsMissing)
        {
            return null;
        }

        var subject = every.Subject.ValueText switch
        {
            "crackdown" => StatementSubject.Crackdown,
            "policy" => StatementSubject.Policy,
            _ => StatementSubject.Rule,
        };
        var property = every.Property.ValueText;
        if (!CheckProperty(every, subject, property))
        {
            return null;
        }

        var target = every.Target is { } syntax ? BindTarget(syntax) : null;
        if (every.Target is not null && target is null)
        {
            return null;
        }

        var form = new StatesForm(subject, target, property, null, null, null, null);
        return every.Bound is { } bound ? BindBound(form, bound) : form;
    }

    private bool CheckProperty(EverySyntax every, StatementSubject subject, string property)
    {
        var known = subject switch
        {
            StatementSubject.Crackdown => OfCrackdowns,
            StatementSubject.Policy => OfPolicies,
            _ => OfRules,
        };
        if (known.Contains(property))
        {
            return true;
        }

        var isWord = OfRules.Contains(property) || OfCrackdowns.Contains(property) || OfPolicies.Contains(property);
        if (!isWord)
        {
            session.ReportUnknown(NameErrors.UnknownName, every.Property, source, known, $"statement of a {every.Subject.ValueText}", property);
            return false;
        }

        session.Report(Diagnostic.Create(DeclarationErrors.CannotState, At(every.Property), every.Subject.ValueText, property) with
        {
            Hint = $"A {every.Subject.ValueText} can state {string.Join(", ", known)}.",
        });
        return false;
    }

    private StatesForm? BindBound(StatesForm form, BoundSyntax bound)
    {
        var isLower = bound.Direction.ValueText == "least";
        if (WithLength.Contains(form.Property) && bound.PerKeyword is null)
        {
            // A length may be stated in months wherever the clause word itself allows them.
            var calendar = form.Property is "lasts" or "rests" or "review";
            return expressions.BindLength(bound.Amount, Context, calendar) is { } length ? form with { BoundIsLower = isLower, BoundLength = length } : null;
        }

        if (WithNumber.Contains(form.Property) && bound.Amount is LiteralSyntax { Token: { Kind: TokenKind.Number, Value: decimal number } } && IsPeriodRight(form, bound))
        {
            return form with { BoundIsLower = isLower, BoundNumber = number, BoundPeriod = bound.Period?.ValueText };
        }

        session.Report(Diagnostic.Create(DeclarationErrors.BoundDoesNotFit, At(bound), form.Property) with
        {
            Hint = WithLength.Contains(form.Property) ? "Write a length of time, as in `at least 7 days`."
                : form.Property == "cap" ? "Write a number per period, as in `at most 5 per week`."
                : WithNumber.Contains(form.Property) ? "Write a number, as in `at least 2`."
                : "Leave the bound out: it is stated or it is not.",
        });
        return null;
    }

    private static bool IsPeriodRight(StatesForm form, BoundSyntax bound) => (form.Property == "cap") == (bound.PerKeyword is not null);
}
