using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Principles;

/// <summary>
/// Where severity falls as a term rises: for every two incidents in scope with the term exactly known in both and all else equal but what derives
/// from it, which must not contradict the term in either. Nothing decided counts as severity 0.
/// <para>Rules fall into parts: two belong together where both can fire for some value each of the term and of what derives from it, all else equal.
/// What decides two incidents that are compared is of one part, or <c>otherwise</c> for one of them, so each part is asked by itself.</para>
/// Cost: a look for each pair of rules, and that of the parts.
/// </summary>
internal sealed class OrderQuestion
{
    private readonly PolicyModel model;
    private readonly DiagramManager diagrams;
    private readonly ImmutableArray<Diagram> worlds;
    private readonly ImmutableArray<OrderPart> parts;

    public OrderQuestion(PolicyModel model, NumericTerm term)
    {
        this.model = model;
        diagrams = model.Universe.Diagrams;
        Ordered = new OrderedTerm(model, term);
        var consistent = Ordered.Derived.Select(t => t.Source).OfType<FieldSource>().Aggregate(model.World, (world, field) => diagrams.Difference(world, model.Disagrees(field)));
        worlds = [.. Enumerable.Range(0, Ordered.CellCount).Select(c => diagrams.Restrict(consistent, Ordered.At(c)))];
        var answers = new WrongAnswers(model);
        parts = [.. FindContexts().Select(c => new OrderPart(diagrams, Ordered, [.. answers.FindByAction(diagrams.And(model.Scope.True, c), _ => true)], worlds))];
    }

    public OrderedTerm Ordered { get; }

    /// <summary>Without a part in any answer the term cannot matter.</summary>
    public bool IsRead => parts.Any(p => p.Answers.Any(a => diagrams.Support(a.Where).Any(Ordered.Free.Contains)));

    public static int SeverityOf(Blame answer) => SeverityOf(answer.Action);

    public static int SeverityOf(ActionSymbol? action) => action?.Severity ?? 0;

    /// <summary>The first of two incidents, of which the second has more and is treated less severely.</summary>
    public Diagram FindViolating() => diagrams.OrAll(parts.Select(p => p.FindViolating()).ToList());

    /// <summary>The answers that take part in some fall: those that are too harsh for less, and those that are too mild for more.</summary>
    public (ImmutableArray<Blame> Harsh, ImmutableArray<Blame> Mild) FindBlame()
    {
        var found = parts.Select(p => p.FindBlame()).ToList();
        return ([.. found.SelectMany(f => f.Harsh)], [.. found.SelectMany(f => f.Mild)]);
    }

    /// <summary>The second incidents to go with the first, by the cell that they lie in: all that is not free is as in the first.</summary>
    public IEnumerable<(int Cell, Diagram Seconds)> FindSeconds(bool[] first, int cell, int severity)
    {
        var kept = Enumerable.Range(0, first.Length).Where(v => !Ordered.Free.Contains(v)).ToDictionary(v => v, v => first[v]);
        var here = parts.SelectMany(p => p.Answers).Where(a => SeverityOf(a) < severity).Select(a => diagrams.Restrict(a.Where, kept)).Where(d => !d.IsFalse).ToList();
        for (var other = Ordered.MayDifferWithin(cell) ? cell : cell + 1; other < Ordered.CellCount; other++)
        {
            var at = Ordered.At(other);
            var milder = diagrams.And(diagrams.Restrict(worlds[other], kept), diagrams.OrAll(here.Select(d => diagrams.Restrict(d, at)).ToList()));
            if (!milder.IsFalse)
            {
                yield return (other, milder);
            }
        }
    }

    /// <summary>For each part the incidents for which one of its rules may fire, whatever the term and what derives from it.</summary>
    private List<Diagram> FindContexts()
    {
        var contexts = new List<Diagram>();
        foreach (var rule in model.Policy.Rules.Where(r => r.Action is not null))
        {
            var whatever = diagrams.Exists(model.FiresPossibly(rule), Ordered.Free);
            var meeting = contexts.Where(c => diagrams.Intersects(c, whatever)).ToList();
            contexts.RemoveAll(meeting.Contains);
            if (!whatever.IsFalse)
            {
                contexts.Add(diagrams.OrAll(meeting.Append(whatever)));
            }
        }

        return contexts;
    }
}
