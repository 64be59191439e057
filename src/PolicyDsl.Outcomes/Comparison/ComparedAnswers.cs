using System.Collections.Immutable;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Outcomes.Measures;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>The incidents that are compared, and what each contender answers for them, in the same order.</summary>
internal sealed class ComparedAnswers
{
    private const int ProgressEvery = 10_000;

    private ComparedAnswers(ComparisonRequest request, bool hasBaseline)
    {
        Request = request;
        HasBaseline = hasBaseline;
    }

    public ComparisonRequest Request { get; }

    public bool HasBaseline { get; }

    /// <summary>The incidents as loaded for the first policy.</summary>
    public List<LoadedIncident> Compared { get; } = [];

    /// <summary>What was recorded comes first where there is a baseline.</summary>
    public ImmutableArray<ContenderWork> Contenders { get; private set; } = [];

    public long RecordedUnknown { get; private set; }

    public long HistoryOnly { get; private set; }

    /// <summary>Incidents that some policies' vocabulary accepts and others' rejects.</summary>
    public long NotAcceptedByAll { get; private set; }

    public static ComparedAnswers Decide(ComparisonRequest request, bool hasBaseline, CancellationToken cancellationToken)
    {
        var answers = new ComparedAnswers(request, hasBaseline);
        answers.ChooseIncidents();
        var contenders = ImmutableArray.CreateBuilder<ContenderWork>();
        if (hasBaseline)
        {
            contenders.Add(answers.Record());
        }

        var done = 0L;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var policy in request.Policies)
        {
            contenders.Add(answers.Run(policy, NameOf(policy, request, names), ref done, cancellationToken));
        }

        answers.Contenders = contenders.ToImmutable();
        return answers;
    }

    private static string NameOf(ComparedPolicy policy, ComparisonRequest request, Dictionary<string, int> seen)
    {
        var name = policy.Policy.Name;
        if (request.Policies.Where(p => p.Policy.Name == name).Select(p => p.File).Distinct(StringComparer.Ordinal).Count() > 1 && policy.File is { } file)
        {
            name = $"{name} ({file})";
        }

        var count = seen[name] = seen.GetValueOrDefault(name) + 1;
        return count == 1 ? name : FormattableString.Invariant($"{name} #{count}");
    }

    private void ChooseIncidents()
    {
        var first = Request.Policies[0];
        var recorded = RecordedAction.Of(first.Scope);
        var others = Request.Policies.Where(p => p.Data != first.Data).Select(p => p.Data).Distinct().ToList();
        foreach (var incident in first.Data.Incidents)
        {
            if (others.Exists(d => d.Find(incident.Id) is null))
            {
                NotAcceptedByAll++;
            }
            else if (incident.IsHistoryOnly)
            {
                HistoryOnly++;
            }
            else if (HasBaseline && recorded.Find(incident.Instance) is null)
            {
                RecordedUnknown++;
            }
            else
            {
                Compared.Add(incident);
            }
        }

        NotAcceptedByAll += others.Sum(d => d.Incidents.Count(i => first.Data.Find(i.Id) is null));
    }

    private ContenderWork Record()
    {
        var first = Request.Policies[0];
        var recordedAction = RecordedAction.Of(first.Scope);
        var work = new ContenderWork("recorded", "Recorded", first, isRecorded: true, Compared.Count, new Population(ProjectionFor(first)));
        for (var i = 0; i < Compared.Count; i++)
        {
            if (recordedAction.Find(Compared[i].Instance) is { } recorded)
            {
                work.AddRecorded(i, Compared[i].Instance, recorded);
            }
        }

        return work;
    }

    private ContenderWork Run(ComparedPolicy policy, string name, ref long done, CancellationToken cancellationToken)
    {
        var decisions = new Dictionary<string, Decision>(StringComparer.Ordinal);
        var sharesData = policy.Data == Request.Policies[0].Data;
        var run = PolicyRun.Run(
            new RunRequest
            {
                Policy = policy.Policy,
                Scope = policy.Scope,
                Data = policy.Data,
                OnDecision = (incident, decision) => decisions.Add(incident.Id, decision),
            },
            cancellationToken);
        var work = new ContenderWork(name, policy.Policy.DisplayName, policy, isRecorded: false, Compared.Count, new Population(ProjectionFor(policy)))
        {
            Summary = run.Summary,
        };
        var recorded = RecordedAction.Of(policy.Scope);
        for (var i = 0; i < Compared.Count; i++)
        {
            var incident = sharesData ? Compared[i] : policy.Data.Find(Compared[i].Id) ?? Compared[i];
            work.Add(i, incident.Instance, decisions[incident.Id], HasBaseline ? recorded.Find(incident.Instance) : null);
            if (++done % ProgressEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Request.Progress?.Report(done);
            }
        }

        return work;
    }

    /// <summary>The fields that any measure or outcome reads.</summary>
    private static FieldProjection? ProjectionFor(ComparedPolicy policy)
    {
        if (policy.Scope.Incident is not { } incident)
        {
            return null;
        }

        BoundExpression?[] measures = [.. policy.Scope.All<MeasureSymbol>().Select(m => m.Value)];
        var fields = Dependencies.FieldsOf(measures);
        return FieldProjection.TryCreate(incident, HarmOf.FieldOf(policy.Scope) is { } offence ? fields.Add(offence) : fields);
    }
}
