using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>One contender while a comparison is made: what it answers for each cell of compared incidents.</summary>
internal sealed class ContenderWork
{
    /// <summary>Nothing decided, as there is no <c>otherwise</c>.</summary>
    public const int None = -1;

    /// <summary>Outside the scope, with nothing recorded to keep.</summary>
    public const int Outside = -2;

    private readonly int place;
    private readonly RecordedAction? recorded;

    /// <param name="name">What tells it apart from the others.</param>
    /// <param name="title">What a report calls it.</param>
    /// <param name="policy">See <see cref="Policy"/>.</param>
    /// <param name="place">The place of the policy in the request.</param>
    /// <param name="isRecorded">Whether it is what was recorded.</param>
    /// <param name="hasBaseline">Whether incidents outside keep what was recorded.</param>
    public ContenderWork(string name, string title, ComparedPolicy policy, int place, bool isRecorded, bool hasBaseline)
    {
        Name = name;
        Title = title;
        Policy = policy;
        IsRecorded = isRecorded;
        this.place = place;
        recorded = hasBaseline ? RecordedAction.Of(policy.Scope) : null;
        Population = new Population(MeasureReads.OfMeasures(policy.Scope), policy.Scope);
    }

    public string Name { get; }

    public string Title { get; }

    /// <summary>The policy, or for what was recorded the one whose words are used.</summary>
    public ComparedPolicy Policy { get; }

    public GlobalScope Scope => Policy.Scope;

    public bool IsRecorded { get; }

    public Population Population { get; }

    public RunSummary? Summary { get; init; }

    public long Decided { get; private set; }

    public long OutsideCount { get; private set; }

    public long Unsettled { get; private set; }

    public long Conflicts { get; private set; }

    public long NoneCount { get; private set; }

    /// <summary>The ordinal of the action in <see cref="Scope"/>, or <see cref="None"/> or <see cref="Outside"/>.</summary>
    public int CodeOf(ComparedCell cell) =>
        IsRecorded ? RecordedOf(cell)?.Ordinal ?? Outside
        : cell.Answers[place] is not { Status: not DecisionStatus.Outside } answer ? RecordedOf(cell)?.Ordinal ?? Outside
        : answer.Action?.Ordinal ?? None;

    /// <summary>The actions that the answer to the incidents of a cell may also be; none where it is settled.</summary>
    public ImmutableArray<ActionSymbol> OtherActions(ComparedCell cell) =>
        !IsRecorded && cell.Answers[place] is { Status: not DecisionStatus.Outside } answer ? answer.OtherActions : [];

    /// <summary>Counts a cell; what was offered where an action was recorded is not known.</summary>
    public void Add(ComparedCell cell)
    {
        var (example, answer, incidents) = (cell.Examples[place], cell.Answers[place], cell.Incidents);
        if (IsRecorded)
        {
            Decided += incidents;
            Population.Add(example, new DecidedAnswer(Value.Of((long)CodeOf(cell)), null), incidents);
        }
        else if (answer.Status == DecisionStatus.Outside)
        {
            OutsideCount += incidents;

            // With nothing recorded nobody knows what was done: the incident is in no count, rather than in all of them as a no.
            if (RecordedOf(cell) is { } kept)
            {
                Population.Add(example, new DecidedAnswer(Value.Of((long)kept.Ordinal), []), incidents);
            }
        }
        else
        {
            Decided += incidents;
            Unsettled += answer.IsUnsettled ? incidents : 0;
            Conflicts += answer.Status == DecisionStatus.Conflict ? incidents : 0;
            NoneCount += answer.Status == DecisionStatus.None ? incidents : 0;
            Population.Add(example, answer.ToDecidedAnswer(), incidents);
        }
    }

    public Contender ToContender() => new(Name, Title, IsRecorded, Decided, OutsideCount, Unsettled, Conflicts, NoneCount, Summary);

    private ActionSymbol? RecordedOf(ComparedCell cell) => recorded?.Find(cell.Examples[place]);
}
