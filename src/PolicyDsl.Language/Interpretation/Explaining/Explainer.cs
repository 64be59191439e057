using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>A line of an explanation; <paramref name="Indent"/> says how far below the line that it belongs to it stands.</summary>
public sealed record ExplanationLine(int Indent, string Text)
{
    // Deeper lines keep the margin: a condition may be nested ten thousand deep.
    private const int DeepestMargin = 40;

    public override string ToString() => new string(' ', Math.Min(Indent * 2, DeepestMargin)) + Text;
}

/// <summary>
/// Puts a decision into plain sentences, each from a template and with the figures it was made from: what was decided, by which rules, on what
/// grounds, and why every other rule did not decide. The same decision gives the same lines.
/// </summary>
public sealed class Explainer(GlobalScope scope)
{
    private readonly ValueFormatter formatter = new(scope);

    /// <summary>The whole decision; conditions are taken apart where it was made with a trace.</summary>
    public ImmutableArray<ExplanationLine> Explain(Decision decision, EntityInstance incident)
    {
        var lines = new List<ExplanationLine> { new(0, $"Incident {Quote(incident.Id)}: {Sentences.Disposition(decision)}.") };
        lines.AddRange(Sentences.Remarks(decision).Select(r => new ExplanationLine(0, r)));
        lines.AddRange(ExplainScope(decision));
        foreach (var outcome in decision.Outcomes.OrderBy(o => PlaceOf(o, decision)))
        {
            lines.AddRange(ExplainRule(outcome, decision));
        }

        return [.. lines];
    }

    /// <summary>Why one rule fired, stayed open, was set aside, or did not fire.</summary>
    public ImmutableArray<ExplanationLine> ExplainRule(RuleOutcome outcome, Decision decision) =>
    [
        new(0, Sentences.Rule(outcome, decision)),
        .. Sentences.Grounds(outcome).Select(g => new ExplanationLine(1, g)),
        .. outcome.Trace is { } trace ? ConditionTelling.Tell(trace, formatter) : [],
    ];

    /// <summary>The rules that made the disposition, or clash over it, with their grounds and conditions; one line where no rule stands.</summary>
    public ImmutableArray<string> ExplainDisposition(Decision decision) => decision.Status switch
    {
        DecisionStatus.Outside => [.. ExplainScope(decision).Select(l => l.ToString())],
        DecisionStatus.None => ["No rule stands, and there is no `otherwise`."],
        _ when decision.ByOtherwise => ["No rule stands, so `otherwise` decides."],
        _ => [.. decision.Outcomes.Where(o => IsPartOf(o, decision)).SelectMany(o => ExplainRule(o, decision)).Select(l => l.ToString())],
    };

    /// <summary>What is known of an entity, a line for each field that says anything, references below.</summary>
    public ImmutableArray<ExplanationLine> Describe(EntityInstance entity) => [.. Describe(entity, 0)];

    private IEnumerable<ExplanationLine> Describe(EntityInstance entity, int indent)
    {
        foreach (var field in entity.Entity.Fields.Where(f => f.IsStored && entity[f].Kind != ValueKind.Unknown))
        {
            yield return new ExplanationLine(indent, $"{Quote(field.Name)} is {formatter.Format(entity[field], field.Type)}");
            if (indent == 0 && entity[field].Entity is { } reference)
            {
                foreach (var line in Describe(reference, 1))
                {
                    yield return line;
                }
            }
        }
    }

    private IEnumerable<ExplanationLine> ExplainScope(Decision decision) =>
        decision.ScopeTrace is not { } trace ? []
        : [
            new(0, decision.Status == DecisionStatus.Outside ? "The policy does not apply to it:" : "The policy applies to it:"),
            .. ConditionTelling.Tell(trace, formatter),
        ];

    private static bool IsPartOf(RuleOutcome outcome, Decision decision) => decision.Rules.Contains(outcome.Rule)
        || (decision.Status == DecisionStatus.Conflict && outcome is { State: RuleState.Fired, Rule.Action: not null });

    /// <summary>Deciding rules first, then those that stand, are set aside, open, inactive, and last those that did not fire.</summary>
    private static int PlaceOf(RuleOutcome outcome, Decision decision) => outcome.State switch
    {
        RuleState.Fired => decision.Rules.Contains(outcome.Rule) ? 0 : 1,
        RuleState.SetAside => 2,
        RuleState.Open => 3,
        RuleState.Inactive => 4,
        _ => 5,
    };

    private static string Quote(string text) => $"`{text}`";
}
