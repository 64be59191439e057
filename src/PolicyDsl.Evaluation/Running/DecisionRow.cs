using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>One line of the decisions file: the answer of a policy for one incident, in names.</summary>
public sealed record DecisionRow
{
    public required string IncidentId { get; init; }

    public required DecisionStatus Status { get; init; }

    /// <summary>The action decided; null outside and where nothing decides. In a conflict the mildest.</summary>
    public string? Disposition { get; init; }

    /// <summary>The rules that made the disposition; empty where <c>otherwise</c> did.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    public bool ByOtherwise { get; init; }

    public ImmutableArray<string> Offers { get; init; } = [];

    /// <summary>The services after <c>to</c> of the deciding rules.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>As in <c>2 days</c>, or null.</summary>
    public string? Within { get; init; }

    public ImmutableArray<string> OpenRules { get; init; } = [];

    public bool IsUnsettled { get; init; }

    /// <summary>What was recorded; null where that is unknown or not mapped.</summary>
    public string? Recorded { get; init; }

    /// <summary><c>decided</c>, <c>outside</c>, <c>none</c> or <c>conflict</c>.</summary>
    public string StatusName => Status.ToString().ToLowerInvariant();

    internal static DecisionRow Create(string incidentId, Decision decision, string? recorded) => new()
    {
        IncidentId = incidentId,
        Status = decision.Status,
        Disposition = decision.Action?.Name,
        Rules = [.. decision.Rules.Select(r => r.Name)],
        ByOtherwise = decision.ByOtherwise,
        Offers = [.. decision.Offers.Select(s => s.Name)],
        To = [.. decision.To.Select(s => s.Name)],
        Within = decision.Within?.ToString(),
        OpenRules = [.. decision.OpenRules.Select(r => r.Name)],
        IsUnsettled = decision.IsUnsettled,
        Recorded = recorded,
    };
}
