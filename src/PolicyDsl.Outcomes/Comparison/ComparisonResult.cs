using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>
/// Several policies and what was recorded, on one data set. Arrays called "of each" have one entry per contender,
/// in the order of <see cref="Contenders"/>; differences are against the first contender.
/// </summary>
public sealed record ComparisonResult
{
    /// <summary>How loading went for the first policy.</summary>
    public LoadReport Load => Loads[0];

    /// <summary>One for each time that the data set was loaded: once for each vocabulary. With an error in one of them nothing is compared.</summary>
    public required ImmutableArray<LoadReport> Loads { get; init; }

    public required Baseline Baseline { get; init; }

    /// <summary>What was recorded comes first where there is a baseline.</summary>
    public ImmutableArray<Contender> Contenders { get; init; } = [];

    /// <summary>Incidents that every figure is about.</summary>
    public long Compared { get; init; }

    /// <summary>Left out of every side: the recorded action is unknown.</summary>
    public long LeftOutRecordedUnknown { get; init; }

    /// <summary>Outside the period that the data set decides.</summary>
    public long HistoryOnly { get; init; }

    /// <summary>Actions by severity from low to high, then <c>none</c>, then <c>outside</c>; only those that occur.</summary>
    public ImmutableArray<DispositionLine> Dispositions { get; init; } = [];

    public ImmutableArray<MeasureLine> Measures { get; init; } = [];

    /// <summary>Null where no assumptions are in use, which <see cref="WhyNoAssumptions"/> explains.</summary>
    public AssumptionsInUse? Assumptions { get; init; }

    public string? WhyNoAssumptions { get; init; }

    /// <summary>Cost, officer hours and harm, from the assumptions in use.</summary>
    public ImmutableArray<MeasureLine> Outcomes { get; init; } = [];

    public ImmutableArray<DisproportionalityTable> Disproportionality { get; init; } = [];

    /// <summary>The first contender against each other one, then the policies against each other.</summary>
    public ImmutableArray<TransitionTable> Transitions { get; init; } = [];

    /// <summary>Full sentences on what the figures leave open.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>Whether there is something recorded to compare with.</summary>
public sealed record Baseline(bool IsPresent, string? WhyNot);

/// <summary>A policy, or what was recorded.</summary>
/// <param name="Name">The name of the policy (with its file where two have one name), or <c>recorded</c>.</param>
/// <param name="Outside">Compared incidents outside its scope: they keep what was recorded.</param>
/// <param name="Summary">The run of the policy over the whole data set; null for what was recorded.</param>
public sealed record Contender(string Name, string Title, bool IsRecorded, long Decided, long Outside, long Unsettled, long Conflicts, long None, RunSummary? Summary);

/// <summary>How many incidents get one action, under each contender.</summary>
public sealed record DispositionLine(string Action, string Title, int? Severity, ImmutableArray<long> OfEach);

/// <summary>One figure under each contender.</summary>
/// <param name="Name">The measure as declared, or what it is built in as.</param>
/// <param name="IsBuiltIn">True for the measures shown where none is declared.</param>
/// <param name="Differences">Against the first contender, central values or where there are none both ends; null where either side has no value.</param>
public sealed record MeasureLine(string Name, string Title, bool IsBuiltIn, ImmutableArray<Figure> OfEach, ImmutableArray<Difference?> Differences);

/// <summary>A figure less that of the first contender.</summary>
public sealed record Difference(decimal Low, decimal? Central, decimal High);

/// <summary>The assumptions that cost, hours and harm rest on.</summary>
/// <param name="Items">Those used, each with its source and how far that was checked.</param>
/// <param name="Missing">What figures wanted and did not find, as in <c>cost of detain</c>.</param>
/// <param name="LeavesOutDetectedOffences">Harm leaves out the offences that the police find by looking for them.</param>
/// <param name="LeftOutOffences">Those offences.</param>
public sealed record AssumptionsInUse(
    string Name,
    string Title,
    string? Currency,
    ImmutableArray<AssumptionUse> Items,
    ImmutableArray<string> Missing,
    bool LeavesOutDetectedOffences,
    ImmutableArray<string> LeftOutOffences);

/// <summary>Rates of an action, or of all coercive ones, by the groups of a protected field.</summary>
/// <param name="Field">Qualified, as in <c>person.ethnicity</c>.</param>
/// <param name="Of">What is counted: <c>arrest</c> or <c>coercive actions</c>.</param>
/// <param name="MinimumGroup">Groups with fewer incidents are too few to say.</param>
/// <param name="GroupsOfEach">The groups under each contender; the same groups in the same order.</param>
public sealed record DisproportionalityTable(string Field, string Title, string Of, int MinimumGroup, ImmutableArray<ImmutableArray<GroupRate>> GroupsOfEach);

/// <summary>Who changes from what to what.</summary>
/// <param name="From">The name of one contender.</param>
/// <param name="To">The name of the other.</param>
/// <param name="Changed">Incidents whose action differs; 0 for a policy against itself.</param>
public sealed record TransitionTable(string From, string To, long Compared, long Changed, ImmutableArray<Transition> Cells);

/// <param name="FirstIncidents">Ids of the first few.</param>
public sealed record Transition(string FromAction, string ToAction, long Incidents, ImmutableArray<string> FirstIncidents)
{
    public bool IsChange => !string.Equals(FromAction, ToAction, StringComparison.Ordinal);
}
