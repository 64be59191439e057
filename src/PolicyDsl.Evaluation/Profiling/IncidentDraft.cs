using System.Globalization;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>The fields of the incident in a draft.</summary>
internal static class IncidentDraft
{
    private const string CriminalActs = "nibrs_criminal_act";
    private const string SearchObject = "uk_search_object";
    private const int MaxValues = 30;

    public static void Write(DraftText text, DraftColumns columns)
    {
        text.Open("incident {");
        WriteId(text, columns);
        WriteAt(text, columns);
        WriteOffence(text, columns);
        WriteMapped(text, columns, ColumnMeaning.Drug, "drug");
        WriteQuantity(text, columns);
        WriteMapped(text, columns, ColumnMeaning.Weapon, "weapon");
        WriteMapped(text, columns, ColumnMeaning.Outcome, "recorded");
        text.Close("}");
    }

    /// <summary>A mapping by a table of the library, or a comment with the values to map.</summary>
    public static void WriteMapped(DraftText text, DraftColumns columns, ColumnMeaning meaning, string field)
    {
        if (columns.Of(meaning).FirstOrDefault() is not { } column)
        {
            return;
        }

        columns.Mention(column);
        if (column.Table is null)
        {
            WriteTemplate(text, column, field);
            return;
        }

        if (column.Type != ColumnType.List || column.ListSeparator is not { } separator)
        {
            text.Line($"{field} = {column.Table.Name} of {DraftText.Column(column.Name)}");
            return;
        }

        var parts = $"{column.Table.Name} of split({DraftText.Column(column.Name)}, {DraftText.Quote(separator)})";
        text.Line($"{field} = {(meaning == ColumnMeaning.Drug ? "first of" : meaning == ColumnMeaning.Outcome ? "harshest of" : "most serious of")} {parts}");
        if (meaning == ColumnMeaning.Drug)
        {
            text.Line($"drugs = {parts}");
        }
    }

    private static void WriteId(DraftText text, DraftColumns columns)
    {
        if (columns.RecordId is { } id)
        {
            text.Line($"id = {DraftText.Column(id.Name)}");
        }
        else
        {
            text.Comment("id = …   no column is different in every row");
        }

        if (columns.CaseId is { } key)
        {
            text.Line($"case = {DraftText.Column(key.Name)}");
        }
    }

    private static void WriteAt(DraftText text, DraftColumns columns)
    {
        if (columns.At is not { Dates: [var best, ..] } at)
        {
            text.Comment("at = …   no column looks like a date");
            return;
        }

        if (at.HasAmbiguousDates)
        {
            text.Comment("These data do not show which number is the day and which the month. Keep the right line:");
            foreach (var reading in at.Dates.Take(2))
            {
                text.Comment($"at = {DraftDates.Call(at, reading.Format)}");
            }

            return;
        }

        text.Line($"at = {DraftDates.Call(at, best.Format)}");
        foreach (var other in at.Dates.Skip(1))
        {
            text.Comment($"some dates are written otherwise: {DraftDates.Call(at, other.Format)}");
        }

        if (columns.Of(ColumnMeaning.TimeOfDay).FirstOrDefault() is { } hour)
        {
            columns.Mention(hour);
            text.Comment($"the hour stands apart, in {DraftText.Column(hour.Name)}");
        }
    }

    private static void WriteOffence(DraftText text, DraftColumns columns)
    {
        var acts = columns.Of(ColumnMeaning.Offence).FirstOrDefault(column => column.Table?.Name == CriminalActs);
        var codes = columns.Of(ColumnMeaning.Offence).FirstOrDefault(column => column.Table?.Name == "nibrs_offence_code");
        if (columns.Of(ColumnMeaning.Offence).FirstOrDefault() is { Table.Name: SearchObject } search)
        {
            WriteSearchObject(text, columns, search);
            return;
        }

        if (acts is null || codes is null)
        {
            WriteMapped(text, columns, ColumnMeaning.Offence, "offence");
            return;
        }

        // The codes call every drug offence the same; the acts tell using from selling, but mean other things for other offences.
        columns.Mention(acts);
        columns.Mention(codes);
        text.Line($"offence = nibrs_offence_code of {DraftText.Column(codes.Name)}");
        text.Comment($"finer for drug offences: offence = if {DraftText.Column(codes.Name)} is \"35A\" then {CriminalActs} of {DraftText.Column(acts.Name)} else nibrs_offence_code of {DraftText.Column(codes.Name)}");
    }

    /// <summary>A suspicion is no finding: read as an offence, it would make one of every search in which nothing was found.</summary>
    private static void WriteSearchObject(DraftText text, DraftColumns columns, ColumnProfile search)
    {
        columns.Mention(search);
        text.Comment($"{DraftText.Column(search.Name)} is what a search was for, not what was found. Where an outcome tells that something was found:");
        if (columns.Of(ColumnMeaning.Outcome).FirstOrDefault() is { } outcome)
        {
            text.Comment($"offence = if {DraftText.Column(outcome.Name)} in [\"…\", \"…\"] then {SearchObject} of {DraftText.Column(search.Name)} else unknown");
        }
        else
        {
            text.Comment($"offence = {SearchObject} of {DraftText.Column(search.Name)}");
        }
    }

    private static void WriteQuantity(DraftText text, DraftColumns columns)
    {
        if (columns.Of(ColumnMeaning.Quantity).FirstOrDefault() is { } quantity)
        {
            columns.Mention(quantity);
            text.Comment($"quantity = number({DraftText.Column(quantity.Name)}) * 1 g   in which unit are the numbers of this column?");
        }
    }

    private static void WriteTemplate(DraftText text, ColumnProfile column, string field)
    {
        text.Comment($"{field} = match {DraftText.Column(column.Name)} {{");
        foreach (var (value, count) in column.MostFrequent.Where(value => !MissingTexts.Contains(value.Value)).Take(MaxValues))
        {
            text.Comment($"    {DraftText.Quote(value)} => …,   {count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? "row" : "rows")}");
        }

        if (column.Distinct > MaxValues)
        {
            text.Comment($"    and {(column.Distinct - MaxValues).ToString(CultureInfo.InvariantCulture)}{(column.HasMoreDistinct ? " or more" : "")} other values");
        }

        text.Comment("}");
    }
}
