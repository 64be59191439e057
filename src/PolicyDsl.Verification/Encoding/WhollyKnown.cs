using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Encoding;

/// <summary>Where one value of a term is known: its cell, its class, its members.</summary>
internal static class WhollyKnown
{
    /// <summary>
    /// Where all terms are known, references are, earlier incidents can be looked back on, and what is given is as it is computed; facts of operations may be anything.
    /// </summary>
    public static Diagram OfAll(PolicyModel model)
    {
        var diagrams = model.Universe.Diagrams;
        var known = diagrams.AndAll(model.Universe.Terms.Select(t => Of(t, diagrams)));
        return model.Universe.Terms.Select(t => t.Source).OfType<FieldSource>().Where(f => f.Field.Formula is not null)
            .Aggregate(known, (all, field) => diagrams.Difference(all, model.Disagrees(field)));
    }

    public static Diagram Of(Term term, DiagramManager diagrams) => term switch
    {
        NumericTerm number => diagrams.AndAll(Enumerable.Range(0, number.Cuts.Length)
            .Select(i => diagrams.Not(diagrams.Xor(diagrams.Variable(number.LowVariable(i)), diagrams.Variable(number.HighVariable(i)))))
            .Append(Flag(number.ExactVariable, diagrams)).Append(NoFlag(number.UnknownVariable, diagrams))),
        MemberTerm members => diagrams.AndAll([ExactlyOne(members, diagrams), Flag(members.ExactVariable, diagrams), NoFlag(members.UnknownVariable, diagrams)]),
        SetTerm set => diagrams.Variable(set.KnownVariable),
        TextTerm text => diagrams.Variable(text.KnownVariable),
        { Source: ReferenceSource or FollowedSource } => diagrams.Variable(term.FirstVariable),
        _ => Diagram.True,
    };

    private static Diagram Flag(int? variable, DiagramManager diagrams) => variable is { } flag ? diagrams.Variable(flag) : Diagram.True;

    private static Diagram NoFlag(int? variable, DiagramManager diagrams) => variable is { } flag ? diagrams.Not(diagrams.Variable(flag)) : Diagram.True;

    private static Diagram ExactlyOne(MemberTerm members, DiagramManager diagrams)
    {
        var (none, one) = (Diagram.True, Diagram.False);
        for (var i = members.Classes.Length - 1; i >= 0; i--)
        {
            var variable = diagrams.Variable(members.ClassVariable(i));
            (none, one) = (diagrams.Difference(none, variable), diagrams.Ite(variable, none, one));
        }

        return one;
    }
}
