using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>The fields of the person in a draft.</summary>
internal static class PersonDraft
{
    public static void Write(DraftText text, DraftColumns columns)
    {
        var meanings = new[] { ColumnMeaning.Age, ColumnMeaning.AgeBand, ColumnMeaning.Sex, ColumnMeaning.Ethnicity };
        if (columns.PersonId is null && !Array.Exists(meanings, meaning => columns.Of(meaning).Any()))
        {
            return;
        }

        text.Open("person {");
        if (columns.PersonId is { } id)
        {
            text.Line($"id = {DraftText.Column(id.Name)}");
        }

        WriteAge(text, columns);
        IncidentDraft.WriteMapped(text, columns, ColumnMeaning.Sex, "sex");
        IncidentDraft.WriteMapped(text, columns, ColumnMeaning.Ethnicity, "ethnicity");
        text.Close("}");
        if (columns.PersonId is { } person)
        {
            text.Comment($"If {DraftText.Column(person.Name)} is new for every incident: person not followed because \"…\"");
        }
    }

    private static void WriteAge(DraftText text, DraftColumns columns)
    {
        if (columns.Of(ColumnMeaning.Age).FirstOrDefault() is { } age)
        {
            columns.Mention(age);
            text.Line($"age = number({DraftText.Column(age.Name)})");
        }

        if (columns.Of(ColumnMeaning.AgeBand).FirstOrDefault() is { } band)
        {
            columns.Mention(band);
            if (band.Table is { Gives: "boolean" } table)
            {
                text.Line($"minor = {table.Name} of {DraftText.Column(band.Name)}");
            }
            else
            {
                text.Comment($"minor = match {DraftText.Column(band.Name)} {{ {string.Join(", ", band.MostFrequent.Take(12).Select(value => $"{DraftText.Quote(value.Value)} => …"))} }}");
            }
        }
    }
}
