using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>
/// Which combinations of states there are: each term in its domain, nothing known of what an unknown reference refers to, no invariant false,
/// nothing known of what is computed from unknown terms, and histories that belong together.
/// </summary>
internal sealed class Validity(Universe universe, TermTable table, HistoryAxioms axioms)
{
    private readonly DiagramManager diagrams = universe.Diagrams;
    private readonly DiagramAlgebra algebra = new(universe.Diagrams);

    public Diagram Encode(ExpressionEncoder encoder)
    {
        var valid = Diagram.True;
        foreach (var term in universe.Terms.Reverse())
        {
            valid = diagrams.And(universe.GetDomain(term), valid);
        }

        foreach (var constraint in universe.Terms.SelectMany(Constrain).Concat(EncodeInvariants(encoder)).Concat(axioms.Encode(universe, encoder)))
        {
            valid = diagrams.And(valid, constraint);
        }

        return valid;
    }

    public static void CollectInvariants(TermTable table, GlobalScope scope, ExpressionEncoder encoder)
    {
        var collecting = new MaybeAlgebra();
        foreach (var (path, entity) in FindEntities(table, scope))
        {
            foreach (var invariant in entity.Invariants)
            {
                encoder.Truth(invariant, path.Path, entity.Type);
            }
        }

        foreach (var term in table.Terms.Where(t => t.Source is FieldSource { Path.Length: > 1, Field.IsRequired: true }).ToList())
        {
            term.IsUnknown(collecting);
        }
    }

    private IEnumerable<Diagram> EncodeInvariants(ExpressionEncoder encoder)
    {
        var scope = universe.Models[0].GlobalScope;
        foreach (var (path, entity) in FindEntities(table, scope))
        {
            var exists = path.Path.IsEmpty ? Diagram.True : table.GetReference(path.Path).IsYes(algebra);
            foreach (var invariant in entity.Invariants)
            {
                yield return diagrams.Not(diagrams.And(exists, encoder.Truth(invariant, path.Path, entity.Type).False));
            }
        }
    }

    private IEnumerable<Diagram> Constrain(Term term)
    {
        switch (term.Source)
        {
            case FieldSource { Path.Length: > 1 } field:
                var exists = table.GetReference(field.Path[..^1]).IsYes(algebra);
                yield return diagrams.Or(exists, GetUnknownState(term));
                if (field.Field.IsRequired)
                {
                    yield return diagrams.Not(diagrams.And(exists, term.IsUnknown(algebra)));
                }

                break;
            case ReferenceSource reference:
                var known = ((YesNoTerm)term).IsYes(algebra);
                var parent = reference.Path.Length == 1 ? Diagram.True : table.GetReference(reference.Path[..^1]).IsYes(algebra);
                yield return diagrams.Or(diagrams.Not(known), parent);
                if (reference.Path[^1].IsRequired)
                {
                    yield return diagrams.Or(diagrams.Not(parent), known);
                }

                break;
            case IndependentSource independent when term is not YesNoTerm:
                foreach (var operand in independent.Operands.OfType<TermLeaf>())
                {
                    yield return diagrams.Or(diagrams.Not(operand.Term.IsUnknown(algebra)), GetUnknownState(term));
                }

                break;
        }
    }

    /// <summary>The state of a term of which nothing is known.</summary>
    private Diagram GetUnknownState(Term term)
    {
        var block = new bool[term.VariableCount];
        term.Write(default, block);
        return diagrams.AndAll(block.Select((value, i) => value ? diagrams.Variable(term.FirstVariable + i) : diagrams.Not(diagrams.Variable(term.FirstVariable + i))));
    }

    private static IEnumerable<(ReferenceSource Path, EntitySymbol Entity)> FindEntities(TermTable table, GlobalScope scope)
    {
        if (scope.Incident is { } incident)
        {
            yield return (new ReferenceSource([]), incident);
        }

        foreach (var reference in table.Terms.Select(t => t.Source).OfType<ReferenceSource>().ToList())
        {
            if (reference.Path[^1].Type is EntityType { Entity: var entity })
            {
                yield return (reference, entity);
            }
        }
    }
}
