using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Principles;

/// <summary>
/// Gives every clause of every principle a verdict from the policy's text alone. Structural and flow clauses are settled here;
/// the others stay open, with the reason, until data or a proof settles them: an open clause is never a pass.
/// </summary>
public static class PrincipleChecker
{
    /// <summary>One verdict per clause, by rank of the principle, then in order of declaration.</summary>
    public static ImmutableArray<ClauseVerdict> Check(PolicySymbol policy, IEnumerable<PrincipleSymbol> principles) =>
        [.. principles.OrderBy(p => p.Rank).SelectMany(p => p.Clauses).Select(c => WithDeparture(CheckClause(c, policy), policy))];

    /// <summary>The findings that verdicts give rise to, in the order of the verdicts. A departed breach is told, not held against the policy.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="policy">The policy at which findings about it as a whole are shown; without it they are shown at the clause.</param>
    /// <param name="tellsOpen">Whether an open clause is a finding too, for those who ask that none stays open.</param>
    public static ImmutableArray<Diagnostic> Report(IEnumerable<ClauseVerdict> verdicts, PolicySymbol? policy = null, bool tellsOpen = false) =>
        [.. verdicts.Where(v => tellsOpen || v.Verdict != Verdict.Open).SelectMany(v => ReportOne(v, policy?.Location ?? v.Clause.Location))];

    /// <summary>The same verdict with the policy's open departure from the clause, if it has one.</summary>
    public static ClauseVerdict WithDeparture(ClauseVerdict verdict, PolicySymbol policy) =>
        verdict with { Departure = policy.Departures.FirstOrDefault(d => d.Clause == verdict.Clause) };

    private static ClauseVerdict CheckClause(ClauseSymbol clause, PolicySymbol policy) => clause.Form switch
    {
        StatesForm states => StructuralCheck.Check(clause, states, policy),
        DependsForm depends => FlowCheck.Check(clause, depends, policy),
        LogicalForm => Open(clause, policy, "it is about every possible incident, and only a proof can settle it"),
        NeverFallsForm => Open(clause, policy, "it compares any two incidents, and only a proof can settle it"),
        RequireForm => Open(clause, policy, "it is measured on data, and none was given; add `--data`"),
        _ => Open(clause, policy, "it does not compile"),
    };

    private static ClauseVerdict Open(ClauseSymbol clause, PolicySymbol policy, string reason) =>
        new(clause, Verdict.Open, reason) { RulesLookedAt = policy.Rules };

    private static IEnumerable<Diagnostic> ReportOne(ClauseVerdict verdict, Location? place)
    {
        var clause = verdict.Clause;
        if (verdict.Departure is { } departure && verdict.Verdict is Verdict.Violated or Verdict.Fails)
        {
            yield return Finish(verdict, Diagnostic.Create(
                PrincipleFindings.ClauseDepartedFrom,
                departure.Location,
                clause.QualifiedName,
                departure.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                departure.Reason)) with
            { Severity = Severity.Info };
            yield break;
        }

        switch (verdict.Verdict)
        {
            case Verdict.Violated when clause.Form is DependsForm:
                foreach (var breach in verdict.Breaches)
                {
                    yield return Breach(verdict, breach, PrincipleFindings.FlowClauseViolated, "Decide by what the person did, not by this field.");
                }

                break;
            case Verdict.Violated when clause.Form is StatesForm:
                foreach (var breach in verdict.Breaches)
                {
                    yield return Breach(verdict, breach, PrincipleFindings.StructuralClauseViolated, Advice(breach.Missing));
                }

                break;
            case Verdict.Violated when verdict.Witness is { } witness:
                yield return WithBlame(verdict, Finish(verdict, Diagnostic.Create(
                    PrincipleFindings.ClauseViolated, verdict.Breaches.FirstOrDefault()?.Location ?? place, clause.QualifiedName, Describe(witness, verdict.KindsText))));
                break;
            case Verdict.Violated:
                yield return Finish(verdict, Diagnostic.Create(
                    PrincipleFindings.LogicalClauseViolated, verdict.Breaches.FirstOrDefault()?.Location, verdict.IncidentId, clause.QualifiedName, verdict.Reason));
                break;
            case Verdict.Fails:
                yield return Finish(verdict, Diagnostic.Create(PrincipleFindings.MeasuredClauseFails, place, clause.QualifiedName, verdict.DataName ?? "the data", verdict.Reason));
                break;
            case Verdict.TooLittleData:
                yield return Finish(verdict, Diagnostic.Create(PrincipleFindings.TooLittleData, place, clause.QualifiedName, verdict.DataName ?? "the data", verdict.Reason)) with
                { Severity = Severity.Warning };
                break;
            case Verdict.PossiblyViolated:
                yield return Finish(verdict, Diagnostic.Create(PrincipleFindings.ClausePossiblyViolated, place, clause.QualifiedName, DescribePossible(verdict))) with
                { Severity = Severity.Warning };
                break;
            case Verdict.Undecided:
                yield return Finish(verdict, Diagnostic.Create(PrincipleFindings.ClauseUndecided, place, clause.QualifiedName, verdict.Reason)) with
                { Severity = Severity.Warning };
                break;
            case Verdict.Open:
                yield return Finish(verdict, Diagnostic.Create(PrincipleFindings.ClauseOpen, place, clause.QualifiedName, verdict.Reason)) with
                { Severity = Severity.Warning };
                break;
        }
    }

    /// <summary><c>possession of heroin is met with `arrest`, by `users`, in 3 of 128 kinds of incident</c></summary>
    private static string Describe(ClauseWitness witness, string? kinds)
    {
        var counted = kinds is null ? "" : $"; so in {kinds}";
        return witness is { OtherText: { } other, OtherDisposition: { } otherDisposition }
            ? $"given {witness.Text}, the policy decides {witness.Disposition}, but given {other}, it decides {otherDisposition}{counted}"
            : $"given {witness.Text}, the policy decides {witness.Disposition}{counted}";
    }

    private static string DescribePossible(ClauseVerdict verdict) => verdict.IndependentTerms.IsEmpty
        ? verdict.Reason
        : $"{verdict.Reason}; treated as independent: {string.Join(", ", verdict.IndependentTerms.Select(t => $"`{t}`"))}";

    /// <summary>The other declarations to blame are shown beside the first.</summary>
    private static Diagnostic WithBlame(ClauseVerdict verdict, Diagnostic diagnostic) => diagnostic with
    {
        Related = [.. verdict.Breaches.Skip(1).Select(b => b.Location is { } location ? new RelatedLocation(location, b.Message) : null).OfType<RelatedLocation>(), .. diagnostic.Related],
    };

    private static Diagnostic Breach(ClauseVerdict verdict, ClauseBreach breach, DiagnosticDescriptor descriptor, string hint) =>
        Finish(verdict, new Diagnostic(descriptor, descriptor.DefaultSeverity, breach.Location, $"{breach.Message}; clause `{verdict.Clause.QualifiedName}` {Demand(verdict.Clause)}.")) with { Hint = hint };

    private static string Demand(ClauseSymbol clause) => clause.Form is DependsForm ? "forbids it" : "asks for it";

    private static Diagnostic Finish(ClauseVerdict verdict, Diagnostic diagnostic)
    {
        var clause = verdict.Clause;
        var related = clause.Location is { } location
            ? ImmutableArray.Create(new RelatedLocation(location, clause.SourceText is { } source ? $"the clause; its source: {source}" : "the clause"))
            : [];
        return diagnostic with { Severity = verdict.BreachSeverity, Related = related, Concepts = clause.Concepts };
    }

    private static string Advice(string? property) => property switch
    {
        "benefit" => "Add a line `benefit \"…\"` that says what the arrest is good for.",
        "because" => "Add a line `because \"…\"`.",
        "legal" => "Add a line `legal \"…\"` that names the law.",
        "partner" => "Add a line `with …` to the rule, or `partners …` to the policy.",
        "offer" => "Add a line `offer …`.",
        "within" => "Add `within 14 days` after the action.",
        "announce" => "Add a line `announce 14 days before by leaflets`.",
        "lasts" => "Add a line `lasts 21 days`.",
        "rests" => "Add a line `rests 90 days`.",
        "cap" => "Write `then arrest at most 3 per week, otherwise warn`.",
        "review" => "Add a line `review every 12 months` to the policy.",
        "complaints" => "Add a line `complaints \"…\"` to the policy.",
        null => "Write a rule in its place that states it, or choose a milder action.",
        _ => "State it.",
    };
}
