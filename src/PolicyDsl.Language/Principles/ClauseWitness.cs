using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Language.Principles;

/// <summary>
/// An incident that can happen and breaks a clause, replayed on the interpreter; for an order clause the first of two, with the decision that
/// the second is held against.
/// </summary>
/// <param name="Incident">The incident, with the person and area that it refers to.</param>
/// <param name="Earlier">The earlier incidents that its histories see.</param>
/// <param name="Facts">Crackdowns, alternatives in force and exhausted resources.</param>
/// <param name="Decision">What the policy decides for it.</param>
/// <param name="Text">One line that tells incident, earlier incidents and facts: what is not plain about them.</param>
/// <param name="Other">For an order clause the second incident, with the same earlier ones and facts; else null.</param>
/// <param name="OtherDecision">What the policy decides for the second.</param>
public sealed record ClauseWitness(
    EntityInstance Incident,
    ImmutableArray<EntityInstance> Earlier,
    DecideOptions Facts,
    Decision Decision,
    string Text,
    EntityInstance? Other = null,
    Decision? OtherDecision = null)
{
    /// <summary>
    /// A witness as it is shown: the policy decides once more, with its reasons taken apart, for <paramref name="incident"/> and, for an order clause,
    /// for <paramref name="other"/>.
    /// </summary>
    public static ClauseWitness Create(
        Interpreter interpreter,
        GlobalScope scope,
        IncidentText text,
        EntityInstance incident,
        ImmutableArray<EntityInstance> earlier,
        DecideOptions facts,
        EntityInstance? other = null)
    {
        var history = new ListedHistory(earlier);
        var traced = facts with { Trace = true };
        var explainer = new Explainer(scope);
        var decision = interpreter.Decide(incident, history, traced);
        var witness = new ClauseWitness(incident, earlier, facts, decision, text.Describe(incident, earlier, facts))
        {
            Fields = text.DescribeFields(incident),
            EarlierTexts = text.DescribeEarlier(incident, earlier),
            Why = explainer.ExplainDisposition(decision),
        };
        if (other is null)
        {
            return witness;
        }

        var otherDecision = interpreter.Decide(other, history, traced);
        return witness with
        {
            Other = other,
            OtherDecision = otherDecision,
            OtherText = text.Describe(other, earlier, facts),
            OtherFields = text.DescribeFields(other),
            OtherWhy = explainer.ExplainDisposition(otherDecision),
        };
    }

    /// <summary>What is given, by field as an author names it (<c>person.age</c>) and as an author writes it; what is plain is left out.</summary>
    public ImmutableArray<(string Field, string Value)> Fields { get; init; } = [];

    /// <summary>The earlier incidents, each told in short; those alike are counted.</summary>
    public ImmutableArray<string> EarlierTexts { get; init; } = [];

    /// <summary>The lines that say why the policy decides what it does: the deciding rules, their grounds and conditions.</summary>
    public ImmutableArray<string> Why { get; init; } = [];

    /// <summary>One line that tells the second incident; null where there is none.</summary>
    public string? OtherText { get; init; }

    public ImmutableArray<(string Field, string Value)> OtherFields { get; init; } = [];

    public ImmutableArray<string> OtherWhy { get; init; } = [];

    /// <summary>What is decided as the end of a sentence: <c>`arrest`, by `sellers`</c>.</summary>
    public string Disposition => Sentences.Disposition(Decision);

    public string? OtherDisposition => OtherDecision is null ? null : Sentences.Disposition(OtherDecision);
}
