using System.Globalization;
using System.Text;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>
/// Writes the first version of a <c>dataset</c> declaration for described files. It compiles and runs as it stands: what is not clear from the data is
/// left as comments, with the values to map. Whoever knows the data goes on from there.
/// </summary>
public static class DatasetDraft
{
    /// <summary>The text of a library file with one declaration.</summary>
    public static string Write(DataProfile profile)
    {
        var text = new DraftText();
        text.Line("using idpc");
        text.Line();
        text.Line($"/// Drafted from {profile.Source.Rows.ToString(CultureInfo.InvariantCulture)} rows. Check each line before you rely on it.");
        text.Open($"dataset {NameOf(profile)} {{");
        WriteSource(text, profile);
        var chosen = new DraftColumns(profile.Columns);
        WriteKeys(text, chosen);
        IncidentDraft.Write(text, chosen);
        PersonDraft.Write(text, chosen);
        WriteArea(text, chosen);
        WriteRest(text, profile, chosen);
        text.Close("}");
        return text.ToString();
    }

    private static void WriteSource(DraftText text, DataProfile profile)
    {
        text.Line($"from     {string.Join(", ", profile.Request.Patterns.Select(DraftText.Quote))}{(profile.Request.Sheet is { } sheet ? $" sheet {DraftText.Quote(sheet)}" : "")}");
        if (!profile.Request.HasHeader)
        {
            text.Line("header   none");
        }

        if (profile.Request.Separator is { } separator)
        {
            text.Line($"separator {DraftText.Quote(separator)}");
        }

        if (EncodingOf(profile) is { } encoding)
        {
            text.Line($"encoding {DraftText.Quote(encoding)}");
        }

        if (profile.Markers.Count > 0)
        {
            text.Line($"missing  {string.Join(", ", profile.Markers.Select(DraftText.Quote))}");
        }

        text.Comment("licence  \"who publishes the data, and under which terms\"");
        text.Comment("unit     \"one row per …\"");
        text.Comment("caution  \"what these data cannot tell\"");
    }

    /// <summary>What was declared, or Windows-1252 where the files turned out to be that and nothing else.</summary>
    private static string? EncodingOf(DataProfile profile) =>
        profile.Request.Encoding
        ?? (profile.Source.Files.Any(file => file.Encoding is { FallbackBytes: > 0, IsMixed: false }) && profile.Source.Files.All(file => file.Encoding is { IsMixed: false })
            ? "windows-1252"
            : null);

    private static void WriteKeys(DraftText text, DraftColumns columns)
    {
        if (columns.At is { Dates: [var dates, ..], HasAmbiguousDates: false, Min: { } min, Max: { } max })
        {
            text.Comment($"covers   {DraftDates.Day(min, dates.Format, isLast: false)} to {DraftDates.Day(max, dates.Format, isLast: true)}   the first and last date seen; widen it to what the data were collected for");
            if (columns.At.Dates.Any(reading => DateFormats.HasOffset(reading.Format)))
            {
                text.Comment("time zone \"Europe/London\"   the dates carry their distance from UTC; name the zone to get local times");
            }
        }

        text.Line("one incident per row");
        if (columns.CaseId is { } key)
        {
            var person = columns.PersonId is { } id ? $", {DraftText.Column(id.Name)}" : "";
            text.Comment($"{DraftText.Column(key.Name)} comes back in several rows. To make one incident of them: one incident per {DraftText.Column(key.Name)}{person}");
        }
    }

    private static void WriteArea(DraftText text, DraftColumns columns)
    {
        if (columns.Area is { } area)
        {
            text.Open("area {");
            text.Line($"id = {DraftText.Column(area.Name)}");
            text.Close("}");
        }
    }

    private static void WriteRest(DraftText text, DataProfile profile, DraftColumns columns)
    {
        var rest = profile.Columns.Where(column => !columns.IsMentioned(column)).ToList();
        if (rest.Count == 0)
        {
            return;
        }

        text.Comment("Not used:");
        foreach (var column in rest)
        {
            var about = column.Meaning == ColumnMeaning.Unclear ? "" : $", perhaps {DraftText.Words(column.Meaning)}";
            var example = column.MostFrequent.Count > 0 ? $", such as {DraftText.Quote(DraftText.Shorten(column.MostFrequent[0].Value))}" : "";
            text.Comment($"    {DraftText.Column(column.Name)}   {DraftText.Words(column.Type)}{about}{example}");
        }
    }

    /// <summary>A name from that of the first file: letters, digits and _, and no keyword, since none of those ends in _data.</summary>
    private static string NameOf(DataProfile profile)
    {
        var file = profile.Source.Files.Count > 0 ? profile.Source.Files[0].FileName : "data";
        var stem = file[(file.LastIndexOf('/') + 1)..];
        stem = stem.Contains('.', StringComparison.Ordinal) ? stem[..stem.IndexOf('.', StringComparison.Ordinal)] : stem;
        var name = new StringBuilder();
        foreach (var letter in stem.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(letter);
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        var text = name.ToString().Trim('_');
        return text.Length == 0 || !char.IsAsciiLetter(text[0]) ? $"data_{text}".TrimEnd('_') : $"{text}_data";
    }
}
