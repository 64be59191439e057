using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Loading.Scanning;
using PolicyDsl.Evaluation.Profiling;
using PolicyDsl.Evaluation.Tests.Loading;
using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Profiling;

public class ColumnTypeTests
{
    [Theory]
    [InlineData("1;-2;30", ColumnType.Integer)]
    [InlineData("1;2.5;.5", ColumnType.Decimal)]
    [InlineData("007;12;100", ColumnType.Code)]
    [InlineData("35A;520;90Z", ColumnType.Code)]
    [InlineData("true;False;true", ColumnType.Boolean)]
    [InlineData("Y;N", ColumnType.Boolean)]
    [InlineData("0;1;1", ColumnType.Boolean)]
    [InlineData("1;1;1", ColumnType.Integer)]
    [InlineData("18-24;over 34;under 10", ColumnType.AgeBand)]
    [InlineData("65+;18 to 24;65 and over", ColumnType.AgeBand)]
    [InlineData("2019-05;2019-06", ColumnType.Month)]
    [InlineData("01-FEB-19;28-feb-20", ColumnType.Date)]
    [InlineData("2015-03-31T23:00:00+00:00", ColumnType.Instant)]
    [InlineData("6/15/2016 11:31:00 PM;1/2/2016 1:01:00 AM", ColumnType.Instant)]
    [InlineData("Burglary;Robbery", ColumnType.Text)]
    [InlineData("; ;", ColumnType.Empty)]
    public void The_type_is_that_of_nearly_all_values(string values, ColumnType type) => Assert.Equal(type, Describe("x", values.Split(';')).Type);

    [Theory]
    [InlineData("18-24", "18..24")]
    [InlineData("Ages 10 to 17 years", "10..17")]
    [InlineData("over 34", "35..")]
    [InlineData("Under 10", "0..9")]
    [InlineData("65+", "65..")]
    [InlineData("65 and over", "65..")]
    [InlineData("17 or younger", "0..17")]
    [InlineData(">= 65", "65..")]
    [InlineData("24-18", null)]
    [InlineData("18", null)]
    [InlineData("over the hill", null)]
    public void A_band_of_ages_is_a_range_of_full_years(string text, string? range) => Assert.Equal(range, AgeBands.FindRange(text));

    [Fact]
    public void Lists_are_told_from_sentences_with_semicolons()
    {
        var list = Describe("drugs", "Heroin; Cocaine", "Heroin", "Cocaine; Marijuana", "Marijuana");
        Assert.Equal(ColumnType.List, list.Type);
        Assert.Equal("; ", list.ListSeparator);
        Assert.Equal(ColumnType.Text, Describe("outcome", "Investigation complete; no suspect identified", "Under investigation", "Closed; by request").Type);
        Assert.Equal(";", Describe("amounts", "0.5;2", "1", "3;4.25").ListSeparator);
    }

    [Fact]
    public void A_number_above_twelve_tells_day_from_month()
    {
        var column = Describe("date", "01/02/2020", "13/02/2020");
        Assert.Equal("dd/MM/yyyy", column.Dates[0].Format);
        Assert.False(column.HasAmbiguousDates);
        Assert.Equal("M/d/yyyy h:mm:ss tt", Describe("date", "1/2/2020 1:00:00 PM", "1/31/2020 2:00:00 AM").Dates[0].Format);
    }

    [Fact]
    public void Where_nothing_tells_day_from_month_both_formats_are_named()
    {
        var column = Describe("date", "01/02/2020", "03/04/2020");
        Assert.True(column.HasAmbiguousDates);
        Assert.Equal(["MM/dd/yyyy", "dd/MM/yyyy"], column.Dates.Take(2).Select(reading => reading.Format).Order());
    }

    [Fact]
    public void Several_ways_to_write_a_date_are_all_named_with_their_share()
    {
        var column = Describe("date", "2020-01-31", "2020-02-29", "31.01.2020", "N/A");
        Assert.Equal(ColumnType.Date, column.Type);
        Assert.Equal(["yyyy-MM-dd", "dd.MM.yyyy"], column.Dates.Select(reading => reading.Format));
        Assert.Equal(2 / 3.0, column.Dates[0].Share, 6);
        Assert.Equal("2020-01-31", column.Min);
        Assert.Equal("2020-02-29", column.Max);
    }

    [Fact]
    public void Plain_numbers_are_dates_only_where_the_name_says_so()
    {
        Assert.Equal(ColumnType.Date, Describe("report_date", "20200131", "20201231").Type);
        Assert.Equal(ColumnType.Integer, Describe("case", "20200131", "20201231").Type);
    }

    [Fact]
    public void Every_candidate_format_is_one_that_the_language_takes()
    {
        Assert.All(DateDetector.Candidates, format => Assert.Null(DateFormats.FindProblem(format)));
    }

    [Fact]
    public void Counts_shares_and_markers_are_those_of_the_cells()
    {
        var column = Describe("x", "b", "N/A", "", "b", "a", "Unknown", "N/A", "c");
        Assert.Equal((8L, 1L, 5), (column.Rows, column.Missing, column.Distinct));
        Assert.Equal([new("N/A", 2), new("b", 2), new("Unknown", 1), new("a", 1), new("c", 1)], column.MostFrequent);
        Assert.Equal([new("N/A", 2), new("Unknown", 1)], column.Markers);
        Assert.Equal(["b", "N/A", "a", "Unknown", "c"], column.Examples);
        Assert.Equal((null, null), (column.Min, column.Max));
        Assert.False(column.IsUnique);
        Assert.Equal(0.125, column.MissingShare);
    }

    [Fact]
    public void Beyond_the_bound_values_are_counted_no_more_but_the_range_and_uniqueness_are()
    {
        var counter = new ColumnCounter("n", 1);
        for (var i = 0; i < ColumnCounter.MaxDistinct + 500; i++)
        {
            counter.Add((i * 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var unique = ColumnDescriber.Describe("n", counter);
        Assert.True(unique.IsUnique);
        Assert.True(unique.HasMoreDistinct);
        Assert.Equal(ColumnCounter.MaxDistinct, unique.Distinct);
        Assert.Equal("200998", unique.Max);
        counter.Add("4");
        Assert.False(ColumnDescriber.Describe("n", counter).IsUnique);
        Assert.Equal(2, ColumnDescriber.Describe("n", counter).MostFrequent[0].Count);
    }

    [Theory]
    [InlineData("incident_id", "1;2;3", ColumnMeaning.RecordId)]
    [InlineData("incident_id", "1;2;2", ColumnMeaning.CaseId)]
    [InlineData("Case #", "15-1;15-2", ColumnMeaning.RecordId)]
    [InlineData("offender_id", "7;8;7", ColumnMeaning.PersonId)]
    [InlineData("OCCURRED_ON_DATE", "2020-01-31;2020-02-01", ColumnMeaning.Date)]
    [InlineData("HOUR", "0;23", ColumnMeaning.TimeOfDay)]
    [InlineData("Primary Type", "NARCOTICS;THEFT", ColumnMeaning.Offence)]
    [InlineData("Object of search", "Controlled drugs;Stolen goods", ColumnMeaning.Offence)]
    [InlineData("suspected_drugs", "Heroin;Marijuana", ColumnMeaning.Drug)]
    [InlineData("drug_quantities", "0.5;2", ColumnMeaning.Quantity)]
    [InlineData("weapons", "Firearm;Other", ColumnMeaning.Weapon)]
    [InlineData("offender_age", "17;44", ColumnMeaning.Age)]
    [InlineData("agency", "Red Wing;Mankato", ColumnMeaning.Area)]
    [InlineData("Age range", "18-24;25-34", ColumnMeaning.AgeBand)]
    [InlineData("Gender", "Male;Female", ColumnMeaning.Sex)]
    [InlineData("offender_race", "White;Asian", ColumnMeaning.Ethnicity)]
    [InlineData("NEIGHBORHOOD_ID", "montbello;wellshire", ColumnMeaning.Area)]
    [InlineData("Lat", "41.8;42.0", ColumnMeaning.Latitude)]
    [InlineData("GEO_LON", "-104.8;-104.9", ColumnMeaning.Longitude)]
    [InlineData("Arrest", "true;false", ColumnMeaning.Outcome)]
    [InlineData("Outcome linked to object of search", "True;False", ColumnMeaning.Unclear)]
    [InlineData("#4", "Suspect arrested;Local resolution;Offender cautioned", ColumnMeaning.Outcome)]
    [InlineData("#5", "LARCENY - SHOPLIFTING;ASSAULT;ROBBERY;DRUGS;OTHER", ColumnMeaning.Offence)]
    [InlineData("attempt_complete", "A;C", ColumnMeaning.Unclear)]
    public void The_meaning_is_guessed_from_the_name_and_the_cells(string name, string values, ColumnMeaning meaning) =>
        Assert.Equal(meaning, Describe(name, values.Split(';')).Meaning);

    [Fact]
    public void The_tables_of_the_library_are_known_with_what_they_list()
    {
        Assert.True(LibraryTables.All.Count >= 12);
        Assert.All(LibraryTables.All, table => Assert.NotEmpty(table.Patterns));
        var weapons = LibraryTables.All.Single(table => table.Name == "nibrs_weapon");
        Assert.Equal("weapon", weapons.Gives);
        Assert.True(weapons.Lists("Handgun (automatic)"));
        Assert.True(weapons.Lists("Personal Weapons"));
        Assert.False(weapons.Lists("Personal"));
    }

    [Fact]
    public void Threads_and_the_size_of_blocks_make_no_difference()
    {
        using var folder = new DataFolder();
        var random = new Random(3);
        var text = new System.Text.StringBuilder("id,kind,when,note\n");
        for (var i = 0; i < 3_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},{(random.Next(5) == 0 ? "" : $"k{random.Next(40)}")},2024-01-{random.Next(1, 29):00},\"{random.Next(9)} \"\"x\"\"{(random.Next(4) == 0 ? "\n" : "")}\"\n");
            text.Append(random.Next(50) == 0 ? "1,2\n" : "");
        }

        folder.Write("data.csv", text.ToString());
        var profiles = new[] { (1, 1 << 20), (2, 64), (7, 4_096), (3, 100_000) }.Select(setting => DataProfiler.Describe(
            folder.Request("data.csv"),
            progress: null,
            threads: setting.Item1,
            ColumnOptions.Default with { Scan = ScanOptions.Default with { ChunkBytes = setting.Item2 } },
            CancellationToken.None)).Select(Tell).ToList();
        Assert.All(profiles, profile => Assert.Equal(profiles[0], profile));
    }

    private static string Tell(DataProfile profile) => string.Join('\n', profile.Columns.Select(c =>
        $"{c} {string.Join(' ', c.MostFrequent)} {string.Join(' ', c.Examples)} {string.Join(' ', c.Dates)}".Replace(c.MostFrequent.ToString() ?? "", "", StringComparison.Ordinal)))
        + string.Join('\n', profile.Rejected.Select(r => $"{r.Line} {r.Rejection} {r.RawText}"))
        + string.Join('\n', profile.Source.Files.Select(f => $"{f.Rows} {f.Rejected} {f.BlankLines} {f.LineEnds} {f.Sha256}"));

    internal static ColumnProfile Describe(string name, params string[] values)
    {
        var counter = new ColumnCounter(name, 1);
        Array.ForEach(values, value => counter.Add(value));
        return ColumnDescriber.Describe(name, counter);
    }

    [Fact]
    public void A_profile_counts_rejected_rows_and_keeps_the_first()
    {
        using var folder = new DataFolder();
        folder.Write("data.csv", "a,b\n1,x\n2\n3,y\n");
        var profile = DataProfiler.Describe(folder.Request("data.csv"));
        Assert.Equal(2, profile.Source.Rows);
        Assert.Equal(1, profile.Source.Rejected);
        Assert.Equal("2", Assert.Single(profile.Rejected).RawText);
        Assert.Equal(["a", "b"], profile.Columns.Select(column => column.Name));
        Assert.Equal(64, profile.Source.Files[0].Sha256?.Length);
    }
}
