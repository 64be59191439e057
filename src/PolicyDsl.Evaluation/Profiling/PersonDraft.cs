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

        else if (columns.Of(ColumnMeaning.AgeBand).FirstOrDefault() is { } band)
        {
            columns.Mention(band);
            WriteBands(text, band);
        }
    }

    private static void WriteBands(DraftText text, ColumnProfile column)
    {
        var bands = column.MostFrequent.Where(value => !MissingTexts.Contains(value.Value))
            .Select(value => (value.Value, Range: AgeBands.FindRange(value.Value)))
            .OrderBy(band => band.Value, StringComparer.Ordinal)
            .ToList();
        text.Open($"age = match {DraftText.Column(column.Name)} {{");
        var known = bands.FindAll(band => band.Range is not null);
        for (var i = 0; i < known.Count; i++)
        {
            text.Line($"{DraftText.Quote(known[i].Value)} => {known[i].Range}{(i < known.Count - 1 ? "," : "")}");
        }

        foreach (var (value, _) in bands.Where(band => band.Range is null))
        {
            text.Comment($"{DraftText.Quote(value)} => …");
        }

        text.Close("}");
    }
}
