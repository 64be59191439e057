using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// Where severity falls as a term rises: for every two incidents in scope with the term exactly known in both and all else equal but what derives
/// from it, which must not contradict the term in either. Cells of the term are taken from the highest down, with all that the higher ones answer mildly; what derives from the term is
/// projected out of each incident by itself. Nothing decided counts as severity 0.
/// Cost: for each severity and cell a projection and a conjunction of what the policy decides there.
/// </summary>
internal sealed class OrderQuestion
{
    private readonly DiagramManager diagrams;
    private readonly ImmutableArray<Diagram> worlds;
    private readonly ImmutableArray<Blame> answers;

    public OrderQuestion(PolicyModel model, NumericTerm term)
    {
        diagrams = model.Universe.Diagrams;
        Ordered = new OrderedTerm(model, term);
        answers = [.. new WrongAnswers(model).FindByAction(model.Scope.True, _ => true)];
        var consistent = Ordered.Derived.Select(t => t.Source).OfType<FieldSource>().Aggregate(model.World, (world, field) => diagrams.Difference(world, model.Disagrees(field)));
        worlds = [.. Enumerable.Range(0, Ordered.CellCount).Select(c => diagrams.Restrict(consistent, Ordered.At(c)))];
    }

    public OrderedTerm Ordered { get; }

    /// <summary>The severities that the policy answers with, in ascending order.</summary>
    private IEnumerable<int> Severities => answers.Select(SeverityOf).Distinct().Order();

    /// <summary>Without a part in any answer the term cannot matter.</summary>
    public bool IsRead => answers.Any(a => diagrams.Support(a.Where).Any(Ordered.Free.Contains));

    public static int SeverityOf(Blame answer) => SeverityOf(answer.Action);

    public static int SeverityOf(ActionSymbol? action) => action?.Severity ?? 0;

    /// <summary>The first of two incidents, of which the second has more and is treated less severely.</summary>
    public Diagram FindViolating()
    {
        var violating = Diagram.False;
        foreach (var severity in Severities.Skip(1))
        {
            foreach (var (cell, harsher, _) in FindPairs(severity))
            {
                violating = diagrams.Or(violating, diagrams.And(diagrams.Cube(Ordered.At(cell)), harsher));
            }
        }

        return violating;
    }

    /// <summary>The second incidents to go with the first, by the cell that they lie in: all that is not free is as in the first.</summary>
    public IEnumerable<(int Cell, Diagram Seconds)> FindSeconds(bool[] first, int cell, int severity)
    {
        var kept = Enumerable.Range(0, first.Length).Where(v => !Ordered.Free.Contains(v)).ToDictionary(v => v, v => first[v]);
        for (var other = Ordered.MayDifferWithin(cell) ? cell : cell + 1; other < Ordered.CellCount; other++)
        {
            var milder = diagrams.Restrict(diagrams.And(worlds[other], In(other, a => SeverityOf(a) < severity)), kept);
            if (!milder.IsFalse)
            {
                yield return (other, milder);
            }
        }
    }

    /// <summary>The answers that take part in some fall: those that are too harsh for less, and those that are too mild for more.</summary>
    public (ImmutableArray<Blame> Harsh, ImmutableArray<Blame> Mild) FindBlame()
    {
        var (harsh, mild) = (new HashSet<Blame>(), new HashSet<Blame>());
        foreach (var severity in Severities.Skip(1))
        {
            foreach (var (cell, harsher, milder) in FindPairs(severity))
            {
                harsh.UnionWith(answers.Where(a => SeverityOf(a) >= severity && diagrams.Intersects(harsher, diagrams.Restrict(a.Where, Ordered.At(cell)))));
                foreach (var (other, seconds) in milder)
                {
                    mild.UnionWith(answers.Where(a => SeverityOf(a) < severity && diagrams.Intersects(seconds, diagrams.Restrict(a.Where, Ordered.At(other)))));
                }
            }
        }

        return ([.. answers.Where(harsh.Contains)], [.. answers.Where(mild.Contains)]);
    }

    /// <summary>Cell by cell the incidents of at least a severity for which a higher one of less severity exists, and those higher ones.</summary>
    private IEnumerable<(int Cell, Diagram Harsher, ImmutableArray<(int Cell, Diagram Milder)> Seconds)> FindPairs(int severity)
    {
        var (seconds, above) = (new List<(int Cell, Diagram Milder, Diagram Projected)>(), Diagram.False);
        for (var cell = Ordered.CellCount - 1; cell >= 0; cell--)
        {
            var milder = diagrams.And(worlds[cell], In(cell, a => SeverityOf(a) < severity));
            var here = (cell, milder, Ordered.Project(milder));
            seconds.Add(here);
            var partners = Ordered.MayDifferWithin(cell) ? diagrams.Or(above, here.Item3) : above;
            above = diagrams.Or(above, here.Item3);
            if (partners.IsFalse)
            {
                continue;
            }

            var harsher = diagrams.And(diagrams.And(worlds[cell], In(cell, a => SeverityOf(a) >= severity)), partners);
            if (!harsher.IsFalse)
            {
                var firsts = Ordered.Project(harsher);
                yield return (cell, harsher, [.. seconds
                    .Where(s => s.Cell > cell || Ordered.MayDifferWithin(cell))
                    .Select(s => (s.Cell, diagrams.And(s.Milder, firsts)))
                    .Where(s => !s.Item2.IsFalse)]);
            }
        }
    }

    private Diagram In(int cell, Func<Blame, bool> isWanted) =>
        diagrams.OrAll(answers.Where(isWanted).Select(a => diagrams.Restrict(a.Where, Ordered.At(cell))).Where(d => !d.IsFalse));
}
