using System.Collections.Immutable;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>The incidents that are compared, by cells, and the contenders that answer for them.</summary>
internal sealed class ComparedAnswers
{
    private readonly DecidedCells decided;

    private ComparedAnswers(ComparisonRequest request, bool hasBaseline, DecidedCells decided)
    {
        Request = request;
        HasBaseline = hasBaseline;
        this.decided = decided;
    }

    public ComparisonRequest Request { get; }

    public bool HasBaseline { get; }

    /// <summary>Cells of incidents that are compared, in order of their first incidents.</summary>
    public ImmutableArray<ComparedCell> Cells { get; private set; } = [];

    /// <summary>The protected fields, each with cells of the incidents that are compared: alike in that field.</summary>
    public ImmutableArray<(FieldPath Field, ImmutableArray<ComparedCell> Cells)> ByProtected { get; private set; } = [];

    /// <summary>What was recorded comes first where there is a baseline.</summary>
    public ImmutableArray<ContenderWork> Contenders { get; private set; } = [];

    public long Compared { get; private set; }

    public long RecordedUnknown { get; private set; }

    public long HistoryOnly => decided.HistoryOnly;

    /// <summary>Incidents that some policies' vocabulary accepts and others' rejects.</summary>
    public long NotAcceptedByAll => decided.NotAcceptedByAll;

    /// <param name="request">What to compare.</param>
    /// <param name="hasBaseline">Whether what was recorded is a contender.</param>
    /// <param name="protectedFields">The fields to group by as well.</param>
    /// <param name="decided">What the policies decided.</param>
    public static ComparedAnswers Of(ComparisonRequest request, bool hasBaseline, ImmutableArray<FieldPath> protectedFields, DecidedCells decided)
    {
        var answers = new ComparedAnswers(request, hasBaseline, decided);
        answers.Cells = answers.Choose(decided.Cells);
        answers.ByProtected = [.. protectedFields.Select((f, i) => (f, answers.Choose(decided.ByProtected[i])))];
        answers.Compared = answers.Cells.Sum(c => c.Incidents);
        answers.RecordedUnknown = decided.Cells.Sum(c => c.Incidents) - answers.Compared;
        answers.Contenders = answers.CreateContenders();
        foreach (var contender in answers.Contenders)
        {
            foreach (var cell in answers.Cells)
            {
                contender.Add(cell);
            }
        }

        return answers;
    }

    /// <summary>Where there is a baseline, the cells of which the recorded action is known.</summary>
    private ImmutableArray<ComparedCell> Choose(ImmutableArray<ComparedCell> cells)
    {
        var recorded = RecordedAction.Of(Request.Policies[0].Scope);
        return HasBaseline ? [.. cells.Where(c => recorded.Find(c.Examples[0]) is not null)] : cells;
    }

    private ImmutableArray<ContenderWork> CreateContenders()
    {
        var contenders = ImmutableArray.CreateBuilder<ContenderWork>();
        if (HasBaseline)
        {
            contenders.Add(new ContenderWork("recorded", "Recorded", Request.Policies[0], place: 0, isRecorded: true, HasBaseline));
        }

        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, policy) in Request.Policies.Index())
        {
            contenders.Add(new ContenderWork(NameOf(policy, names), policy.Policy.DisplayName, policy, place, isRecorded: false, HasBaseline)
            {
                Summary = decided.Summaries[place],
            });
        }

        return contenders.ToImmutable();
    }

    private string NameOf(ComparedPolicy policy, Dictionary<string, int> seen)
    {
        var name = policy.Policy.Name;
        if (Request.Policies.Where(p => p.Policy.Name == name).Select(p => p.File).Distinct(StringComparer.Ordinal).Count() > 1 && policy.File is { } file)
        {
            name = $"{name} ({file})";
        }

        var count = seen[name] = seen.GetValueOrDefault(name) + 1;
        return count == 1 ? name : FormattableString.Invariant($"{name} #{count}");
    }
}
