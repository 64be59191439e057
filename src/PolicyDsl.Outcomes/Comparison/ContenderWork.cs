using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>One contender while a comparison is made: what it answers for each compared incident.</summary>
internal sealed class ContenderWork
{
    /// <summary>Nothing decided, as there is no <c>otherwise</c>.</summary>
    public const int None = -1;

    /// <summary>Outside the scope, with nothing recorded to keep.</summary>
    public const int Outside = -2;

    private readonly int[] actions;
    private readonly Dictionary<int, ImmutableArray<ActionSymbol>> otherActions = [];

    public ContenderWork(string name, string title, ComparedPolicy policy, bool isRecorded, int compared, Population population)
    {
        Name = name;
        Title = title;
        Policy = policy;
        IsRecorded = isRecorded;
        actions = new int[compared];
        Population = population;
    }

    public string Name { get; }

    public string Title { get; }

    /// <summary>The policy, or for what was recorded the one whose words are used.</summary>
    public ComparedPolicy Policy { get; }

    public GlobalScope Scope => Policy.Scope;

    public bool IsRecorded { get; }

    public Population Population { get; }

    public RunSummary? Summary { get; init; }

    /// <summary>How many incidents are compared.</summary>
    public int Incidents => actions.Length;

    public long Decided { get; private set; }

    public long OutsideCount { get; private set; }

    public long Unsettled { get; private set; }

    public long Conflicts { get; private set; }

    public long NoneCount { get; private set; }

    /// <summary>The ordinal of the action in <see cref="Scope"/>, or <see cref="None"/> or <see cref="Outside"/>.</summary>
    public int this[int incident] => actions[incident];

    /// <summary>The actions that the answer to an incident may also be; none where it is settled.</summary>
    public ImmutableArray<ActionSymbol> OtherActions(int incident) => otherActions.GetValueOrDefault(incident, []);

    /// <summary>Answers for one incident that a policy decides.</summary>
    public void Add(int place, EntityInstance incident, Decision decision, ActionSymbol? recorded)
    {
        if (decision.Status == DecisionStatus.Outside)
        {
            OutsideCount++;
            actions[place] = recorded?.Ordinal ?? Outside;

            // With nothing recorded nobody knows what was done: the incident is in no count, rather than in all of them as a no.
            if (recorded is not null)
            {
                Population.Add(incident, new DecidedAnswer(Value.Of((long)recorded.Ordinal), []));
            }

            return;
        }

        Decided++;
        Unsettled += decision.IsUnsettled ? 1 : 0;
        Conflicts += decision.Status == DecisionStatus.Conflict ? 1 : 0;
        NoneCount += decision.Status == DecisionStatus.None ? 1 : 0;
        actions[place] = decision.Action?.Ordinal ?? None;
        if (!decision.OtherActions.IsEmpty)
        {
            otherActions.Add(place, decision.OtherActions);
        }

        Population.Add(incident, DecidedAnswer.Of(decision));
    }

    /// <summary>What was recorded of one incident; what was offered then is not known.</summary>
    public void AddRecorded(int place, EntityInstance incident, ActionSymbol recorded)
    {
        Decided++;
        actions[place] = recorded.Ordinal;
        Population.Add(incident, new DecidedAnswer(Value.Of((long)recorded.Ordinal), null));
    }

    public Contender ToContender() => new(Name, Title, IsRecorded, Decided, OutsideCount, Unsettled, Conflicts, NoneCount, Summary);
}
