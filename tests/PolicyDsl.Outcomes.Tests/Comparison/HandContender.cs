using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Tests.Comparison;

/// <summary>One contender of a comparison as one would count it with paper: an answer for each incident, and sums over the incidents.</summary>
internal sealed class HandContender
{
    private readonly Compilation compilation;
    private readonly List<Decision?> decisions;
    private readonly List<ActionSymbol?> kept;
    private readonly bool isRecorded;

    private HandContender(string name, Compilation compilation, List<Decision?> decisions, List<ActionSymbol?> kept, bool isRecorded)
    {
        Name = name;
        this.compilation = compilation;
        this.decisions = decisions;
        this.kept = kept;
        this.isRecorded = isRecorded;
        Names = [.. decisions.Select((d, i) => d is { Status: not DecisionStatus.Outside } ? d.Action?.Name ?? "none" : kept[i]?.Name ?? "outside")];
    }

    public string Name { get; }

    /// <summary>The name of the answer by incident.</summary>
    public List<string> Names { get; }

    public static HandContender Recorded(Compilation compilation, List<LoadedIncident> incidents) =>
        new("recorded", compilation, [.. incidents.Select(_ => (Decision?)null)], Keep(compilation, incidents), isRecorded: true);

    public static HandContender Decide(Compilation compilation, IncidentData data, List<LoadedIncident> incidents)
    {
        var policy = compilation.Policy ?? throw new InvalidOperationException("no policy");
        var interpreter = new Interpreter(policy, compilation.Scope);
        return new HandContender(policy.Name, compilation, [.. incidents.Select(i => interpreter.Decide(i.Instance, data.History))], Keep(compilation, incidents), isRecorded: false);
    }

    public string Describe()
    {
        var inScope = decisions.Where(d => isRecorded || d is { Status: not DecisionStatus.Outside }).ToList();
        return $"{Name} decided {inScope.Count} outside {decisions.Count - inScope.Count} unsettled {inScope.Count(d => d?.IsUnsettled == true)} "
            + $"conflicts {inScope.Count(d => d?.Status == DecisionStatus.Conflict)} none {inScope.Count(d => d?.Status == DecisionStatus.None)}";
    }

    /// <summary>The counts that a measure is made of, from the incidents for which it is true to those for which it is not false.</summary>
    public IEnumerable<string> CountMeasure(string name, List<LoadedIncident> incidents)
    {
        if (compilation.Scope.FindMeasure(name)?.Value is not { } value)
        {
            yield break;
        }

        foreach (var count in value.BoundDescendants().OfType<BoundAggregate>())
        {
            if (isRecorded && count.BoundDescendants().Any(d => d is BoundOffered))
            {
                continue;
            }

            var (least, most) = (0, 0);
            foreach (var (place, incident) in incidents.Index())
            {
                var evaluator = new ExpressionEvaluator(compilation.Scope, new EvaluationInputs { Answer = AnswerOf(place) });
                var truth = count.Condition is { } condition ? evaluator.Evaluate(condition, incident.Instance).ToTruth() : Truth.True;
                least += truth == Truth.True ? 1 : 0;
                most += truth == Truth.False ? 0 : 1;
            }

            yield return $"{Name} {name} {count.Location.Text} {least}..{most} of {incidents.Count}";
        }
    }

    /// <summary>The rate of arrest in each group of a protected field, as certain and possible counts; fields of which nobody's group is known are left out.</summary>
    public IEnumerable<string> CountGroups(Compilation first, List<LoadedIncident> incidents)
    {
        var formatter = new ValueFormatter(first.Scope);
        var evaluator = new ExpressionEvaluator(first.Scope, new EvaluationInputs());
        foreach (var path in FieldPath.AllOf(first.Scope).Where(p => p.Field.IsProtected))
        {
            var values = incidents.Select(i => path.Read(i.Instance, evaluator)).ToList();
            if (!values.Exists(v => v.IsKnown))
            {
                continue;
            }

            foreach (var group in values.Index().GroupBy(v => formatter.Format(v.Item, path.Field.Type), StringComparer.Ordinal))
            {
                var places = group.Select(g => g.Index).ToList();
                var certain = places.Count(p => Names[p] == "arrest" && OthersOf(p).All(a => a.Name == "arrest"));
                var possible = places.Count(p => Names[p] == "arrest" || OthersOf(p).Any(a => a.Name == "arrest"));
                yield return $"{Name} {path.Field.QualifiedName} {group.Key} {certain}..{possible} of {places.Count}";
            }
        }
    }

    private static List<ActionSymbol?> Keep(Compilation compilation, List<LoadedIncident> incidents) =>
        [.. incidents.Select(i => RecordedAction.Of(compilation.Scope).Find(i.Instance))];

    private IEnumerable<ActionSymbol> OthersOf(int place) => decisions[place] is { Status: not DecisionStatus.Outside } decision ? decision.OtherActions : [];

    private DecidedAnswer AnswerOf(int place) =>
        decisions[place] is { Status: not DecisionStatus.Outside } decision ? DecidedAnswer.Of(decision)
        : new DecidedAnswer(Value.Of((long)(kept[place]?.Ordinal ?? -1)), isRecorded ? null : []);
}
