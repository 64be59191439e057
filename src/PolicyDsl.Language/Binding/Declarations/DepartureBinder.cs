using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>Departures from clauses: to clauses that exist, below rank 1, with a date to come.</summary>
internal sealed class DepartureBinder(BindingSession session)
{
    public ImmutableArray<Departure> Bind(EffectivePolicy effective)
    {
        var departures = ImmutableArray.CreateBuilder<Departure>();
        foreach (var item in effective.Items)
        {
            if (item.Item is DepartureSyntax syntax && Bind(syntax, item) is { } departure)
            {
                if (departures.FirstOrDefault(d => d.Clause == departure.Clause) is { } earlier)
                {
                    session.Report(Diagnostic.Create(PolicyErrors.SaidTwice, departure.Location, $"departs from {departure.Clause.QualifiedName}", "the policy") with
                    {
                        Related = [new RelatedLocation(earlier.Location, "It is said here already.")],
                    });
                }
                else
                {
                    departures.Add(departure);
                }
            }
        }

        return departures.ToImmutable();
    }

    private Departure? Bind(DepartureSyntax syntax, EffectiveItem item)
    {
        var named = session.Scope.Find(syntax.Principle.ValueText) is null
            ? session.Scope.All<PrincipleSymbol>().SelectMany(p => p.Clauses).FirstOrDefault(c => c.Name == syntax.Principle.ValueText)
            : null;
        if (named is not null)
        {
            session.Report(Diagnostic.Create(NameErrors.UnknownName, new Location(item.Source, syntax.Principle.Span), "principle", syntax.Principle.ValueText) with
            {
                Hint = $"It is a clause; its principle goes before it: `{named.QualifiedName}`.",
            });
            return null;
        }

        if (session.Resolve<PrincipleSymbol>(syntax.Principle, item.Source, "principle") is not { } principle || syntax.Clause.IsMissing)
        {
            return null;
        }

        if (principle.Clauses.FirstOrDefault(c => c.Name == syntax.Clause.ValueText) is not { } clause)
        {
            session.ReportUnknown(
                NameErrors.UnknownName, syntax.Clause, item.Source, principle.Clauses.Select(c => c.Name), $"clause of `{principle.Name}`", syntax.Clause.ValueText);
            return null;
        }

        session.Record.AddReference(syntax.Clause, clause, item.Source);
        if (principle.Rank == 1)
        {
            session.Report(Diagnostic.Create(PolicyErrors.DepartsFromRankOne, item.At(syntax), clause.QualifiedName) with
            {
                Hint = "Change the rules so that they keep the clause.",
                Related = BindingSession.RelatedTo(principle, "Its rank is stated here."),
            });
            return null;
        }

        if (BindingSession.ReadDate(syntax.Until) is not { } until)
        {
            return null;
        }

        if (session.Options.AsOf is { } today && today > until)
        {
            session.Report(Diagnostic.Create(PolicyErrors.DepartureExpired, item.At(syntax), clause.QualifiedName, syntax.Until.Text, today.ToString("yyyy-MM-dd", null)) with
            {
                Hint = "Take it out, or give a new date and a reason that still holds.",
            });
        }

        return new Departure(clause, BindingSession.ReadText(syntax.Reason) ?? "", until, item.At(syntax));
    }
}
