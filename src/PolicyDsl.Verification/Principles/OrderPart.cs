using System.Collections.Immutable;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Principles;

/// <summary>Cells of the ordered term, next to one another, that nothing in a part tells apart.</summary>
/// <param name="Cells">In ascending order.</param>
/// <param name="World">The incidents in scope of these cells, the term fixed.</param>
/// <param name="Answers">What the part's answers come to there, in their order.</param>
internal sealed record CellGroup(ImmutableArray<int> Cells, Diagram World, ImmutableArray<Diagram> Answers);

/// <summary>
/// One part of an order question: the answers of rules that can meet one another once the term is left aside, with <c>otherwise</c> where they may
/// all be silent. Two incidents that are compared have both answers from one part. Groups of cells are taken from the highest down, with all
/// that the higher ones answer mildly; what derives from the term is projected out of each incident by itself.
/// Cost: for each severity and group of cells a projection and a conjunction of what the part decides there.
/// </summary>
internal sealed class OrderPart
{
    private readonly DiagramManager diagrams;
    private readonly OrderedTerm ordered;
    private readonly ImmutableArray<CellGroup> groups;

    /// <param name="diagrams">Where the diagrams are.</param>
    /// <param name="ordered">The term.</param>
    /// <param name="answers">The answers of the part.</param>
    /// <param name="worlds">The incidents in scope, by cell, the term fixed.</param>
    public OrderPart(DiagramManager diagrams, OrderedTerm ordered, ImmutableArray<Blame> answers, ImmutableArray<Diagram> worlds)
    {
        this.diagrams = diagrams;
        this.ordered = ordered;
        Answers = answers;
        groups = [.. Group(worlds)];
    }

    public ImmutableArray<Blame> Answers { get; }

    /// <summary>The severities that the part answers with, in ascending order.</summary>
    private IEnumerable<int> Severities => Answers.Select(OrderQuestion.SeverityOf).Distinct().Order();

    /// <summary>The first of two incidents, of which the second has more and is treated less severely.</summary>
    public Diagram FindViolating()
    {
        var violating = Diagram.False;
        foreach (var severity in Severities.Skip(1))
        {
            foreach (var (group, harsher, _) in FindPairs(severity))
            {
                violating = diagrams.Or(violating, diagrams.And(diagrams.OrAll(group.Cells.Select(c => diagrams.Cube(ordered.At(c)))), harsher));
            }
        }

        return violating;
    }

    /// <summary>The answers that take part in some fall: those that are too harsh for less, and those that are too mild for more.</summary>
    public (IEnumerable<Blame> Harsh, IEnumerable<Blame> Mild) FindBlame()
    {
        var (harsh, mild) = (new HashSet<int>(), new HashSet<int>());
        foreach (var severity in Severities.Skip(1))
        {
            foreach (var (group, harsher, milder) in FindPairs(severity))
            {
                harsh.UnionWith(Meeting(group, harsher).Where(i => OrderQuestion.SeverityOf(Answers[i]) >= severity));
                mild.UnionWith(milder.SelectMany(m => Meeting(m.Group, m.Milder)).Where(i => OrderQuestion.SeverityOf(Answers[i]) < severity));
            }
        }

        return (harsh.Order().Select(i => Answers[i]), mild.Order().Select(i => Answers[i]));
    }

    private IEnumerable<int> Meeting(CellGroup group, Diagram where) =>
        Enumerable.Range(0, Answers.Length).Where(i => diagrams.Intersects(where, group.Answers[i]));

    /// <summary>Group by group the incidents of at least a severity for which a higher one of less severity exists, and those higher ones.</summary>
    private IEnumerable<(CellGroup Group, Diagram Harsher, ImmutableArray<(CellGroup Group, Diagram Milder)> Seconds)> FindPairs(int severity)
    {
        var (seconds, above) = (new List<(CellGroup Group, Diagram Milder)>(), Diagram.False);
        foreach (var group in groups.Reverse())
        {
            var milder = In(group, s => s < severity);
            var here = ordered.Project(milder);
            seconds.Add((group, milder));
            var partners = MayDifferWithin(group) ? diagrams.Or(above, here) : above;
            above = diagrams.Or(above, here);
            var harsher = partners.IsFalse ? Diagram.False : diagrams.And(In(group, s => s >= severity), partners);
            if (!harsher.IsFalse)
            {
                var firsts = ordered.Project(harsher);
                yield return (group, harsher, [.. seconds
                    .Where(s => s.Group != group || MayDifferWithin(group))
                    .Select(s => (s.Group, diagrams.And(s.Milder, firsts)))
                    .Where(s => !s.Item2.IsFalse)]);
            }
        }
    }

    private bool MayDifferWithin(CellGroup group) => group.Cells.Length > 1 ? !ordered.Derived.IsEmpty : ordered.MayDifferWithin(group.Cells[0]);

    private Diagram In(CellGroup group, Func<int, bool> isWanted) =>
        diagrams.And(group.World, diagrams.OrAll(Enumerable.Range(0, Answers.Length).Where(i => isWanted(OrderQuestion.SeverityOf(Answers[i]))).Select(i => group.Answers[i])));

    private IEnumerable<CellGroup> Group(ImmutableArray<Diagram> worlds)
    {
        var reads = Answers.Select(a => diagrams.Support(a.Where).Any(ordered.Own.Contains)).ToList();
        var cells = ImmutableArray.CreateBuilder<int>();
        CellGroup? current = null;
        for (var cell = 0; cell < ordered.CellCount; cell++)
        {
            var at = ordered.At(cell);
            var next = new CellGroup([cell], worlds[cell], [.. Answers.Select((a, i) => reads[i] ? diagrams.Restrict(a.Where, at) : a.Where)]);
            if (current is not null && (current.World != next.World || !current.Answers.AsSpan().SequenceEqual(next.Answers.AsSpan())))
            {
                yield return current with { Cells = cells.DrainToImmutable() };
            }

            cells.Add(cell);
            current = next;
        }

        if (current is not null)
        {
            yield return current with { Cells = cells.DrainToImmutable() };
        }
    }
}
