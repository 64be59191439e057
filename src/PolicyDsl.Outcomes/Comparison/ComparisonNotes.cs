using System.Collections.Immutable;

namespace PolicyDsl.Outcomes.Comparison;

/// <summary>Sentences that go with a comparison: what it leaves out, and what it cannot tell.</summary>
internal static class ComparisonNotes
{
    public static ImmutableArray<string> For(ComparedAnswers answers, Baseline baseline, Measures.AssumptionTable? table)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        notes.AddRange(answers.Request.Policies[0].Source.Dataset.Cautions);
        if (baseline.WhyNot is { } why)
        {
            notes.Add(why);
        }

        AddIf(notes, answers.RecordedUnknown, "left out of every side, since what was recorded of them is unknown.");
        AddIf(notes, answers.NotAcceptedByAll, "left out, since the vocabulary of only some of the policies accepts them.");
        foreach (var contender in answers.Contenders.Where(c => !c.IsRecorded))
        {
            if (contender.OutsideCount > 0 && answers.HasBaseline)
            {
                notes.Add($"{Incidents(contender.OutsideCount)} outside the scope of `{contender.Name}` keep what was recorded.");
            }

            if (contender.Conflicts > 0)
            {
                notes.Add($"In {Incidents(contender.Conflicts)} rules of `{contender.Name}` that stand name different actions; the mildest is taken.");
            }

            if (contender.Unsettled > 0)
            {
                notes.Add($"For {Incidents(contender.Unsettled)} something unknown could change what `{contender.Name}` decides.");
            }

            if (contender.Summary?.InactiveCrackdowns is { IsEmpty: false } crackdowns)
            {
                notes.Add($"No crackdown is taken as active, so {string.Join(", ", crackdowns.Select(c => $"`{c}`"))} of `{contender.Name}` decided nothing.");
            }
        }

        if (table is { LeftOutOffences.IsEmpty: false })
        {
            notes.Add("Harm leaves out drug offences, which the police find by looking for them: their number measures police work.");
        }

        if (answers.HasBaseline)
        {
            notes.Add("The figures say what the policies would have answered to the incidents recorded, not what would have followed from it.");
        }

        return notes.ToImmutable();
    }

    private static void AddIf(ImmutableArray<string>.Builder notes, long count, string what)
    {
        if (count > 0)
        {
            notes.Add($"{Incidents(count)} {(count == 1 ? "is" : "are")} {what}");
        }
    }

    private static string Incidents(long count) => FormattableString.Invariant($"{count:N0} incident{(count == 1 ? "" : "s")}");
}
