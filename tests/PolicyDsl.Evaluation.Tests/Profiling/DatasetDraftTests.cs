using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Evaluation.Profiling;
using PolicyDsl.Evaluation.Tests.Loading;
using PolicyDsl.Testing;

namespace PolicyDsl.Evaluation.Tests.Profiling;

public class DatasetDraftTests
{
    [Fact]
    public void Clear_columns_are_mapped_and_the_others_listed()
    {
        AssertDraft(
            "nibrs-mn-2018.csv",
            """
            incident_id,agency,incident_date,offense_code,criminal_acts,suspected_drugs,drug_quantities,weapons,offender_id,offender_age,offender_sex,offender_race,arrest_type,note
            1,Mankato,07-MAY-18,35A,Possessing/Concealing,Marijuana,3,,11,22,M,White,Summoned / Cited,é
            1,Mankato,07-MAY-18,35A,Using/Consuming; Possessing/Concealing,Marijuana; Heroin,13; 1,,12,31,F,Unknown,On View,"say ""hi"" twice"
            2,Fairmont,29-OCT-18,13B,Using/Consuming,Heroin,1,Personal Weapons,13,52,F,White,,
            3,Fairmont,30-OCT-18,35A,Using/Consuming; Possessing/Concealing,Heroin; Marijuana,2; 1,,14,,M,Black or African American,On View,
            """,
            """
            using idpc

            /// Drafted from 4 rows. Check each line before you rely on it.
            dataset nibrs_mn_2018_data {
                from     "nibrs-mn-2018.csv"
                missing  "Unknown"
                // licence  "who publishes the data, and under which terms"
                // unit     "one row per …"
                // caution  "what these data cannot tell"
                // covers   2018-05-07 to 2018-10-30   the first and last date seen; widen it to what the data were collected for
                one incident per row
                // `incident_id` comes back in several rows. To make one incident of them: one incident per `incident_id`, `offender_id`
                incident {
                    // id = …   no column is different in every row
                    case = `incident_id`
                    at = date(`incident_date`, "dd-MMM-yy")
                    offence = nibrs_offence_code of `offense_code`
                    // finer for drug offences: offence = if `offense_code` is "35A" then nibrs_criminal_act of `criminal_acts` else nibrs_offence_code of `offense_code`
                    drug = first of nibrs_drug_type of split(`suspected_drugs`, "; ")
                    drugs = nibrs_drug_type of split(`suspected_drugs`, "; ")
                    // quantity = number(`drug_quantities`) * 1 g   in which unit are the numbers of this column?
                    weapon = nibrs_weapon of `weapons`
                    recorded = nibrs_arrest_type of `arrest_type`
                }
                person {
                    id = `offender_id`
                    age = number(`offender_age`)
                    sex = nibrs_sex of `offender_sex`
                    ethnicity = nibrs_race of `offender_race`
                }
                // If `offender_id` is new for every incident: person not followed because "…"
                area {
                    id = `agency`
                }
                // Not used:
                //     `note`   text, such as "say \"hi\" twice"
            }

            """);
    }

    [Fact]
    public void Values_that_no_table_knows_are_left_to_the_author()
    {
        AssertDraft(
            "2015.csv",
            """
            ID,Date,`Type`,Arrest
            10,01/02/2015,NARCOTICS,true
            11,03/04/2015,THEFT,false
            12,05/05/2015,THEFT,false
            """.Replace("`Type`", "Crime `Type`", StringComparison.Ordinal),
            """
            using idpc

            /// Drafted from 3 rows. Check each line before you rely on it.
            dataset data_2015 {
                from     "2015.csv"
                // licence  "who publishes the data, and under which terms"
                // unit     "one row per …"
                // caution  "what these data cannot tell"
                one incident per row
                incident {
                    id = `ID`
                    // These data do not show which number is the day and which the month. Keep the right line:
                    // at = date(`Date`, "dd/MM/yyyy")
                    // at = date(`Date`, "MM/dd/yyyy")
                    // offence = match `Crime ``Type``` {
                    //     "THEFT" => …,   2 rows
                    //     "NARCOTICS" => …,   1 row
                    // }
                    // recorded = match `Arrest` {
                    //     "false" => …,   2 rows
                    //     "true" => …,   1 row
                    // }
                }
            }

            """);
    }

    [Fact]
    public void A_stop_and_search_file_is_mapped_by_the_tables_of_its_publisher()
    {
        AssertDraft(
            "stops.csv.gz",
            """
            Type,Date,Gender,Age range,Officer-defined ethnicity,Object of search,Outcome
            Person search,2020-09-01T00:24:00+00:00,Male,over 34,Asian,Controlled drugs,Penalty Notice for Disorder
            Person search,2020-09-01T00:30:00+00:00,,18-24,,Stolen goods,Arrest
            Person search,2020-10-01T00:57:00+00:00,Female,,White,Stolen goods,A no further action disposal
            """,
            """
            using idpc

            /// Drafted from 3 rows. Check each line before you rely on it.
            dataset stops_data {
                from     "stops.csv.gz"
                // licence  "who publishes the data, and under which terms"
                // unit     "one row per …"
                // caution  "what these data cannot tell"
                // covers   2020-09-01 to 2020-10-01   the first and last date seen; widen it to what the data were collected for
                // time zone "Europe/London"   the dates carry their distance from UTC; name the zone to get local times
                one incident per row
                incident {
                    // id = …   no column is different in every row
                    at = instant(`Date`, "yyyy-MM-ddTHH:mm:sszzz")
                    // `Object of search` is what a search was for, not what was found. Where an outcome tells that something was found:
                    // offence = if `Outcome` in ["…", "…"] then uk_search_object of `Object of search` else unknown
                    recorded = uk_stop_outcome of `Outcome`
                }
                person {
                    age = match `Age range` {
                        "18-24" => 18..24,
                        "over 34" => 35..
                    }
                    sex = uk_gender of `Gender`
                    ethnicity = uk_officer_ethnicity of `Officer-defined ethnicity`
                }
                // Not used:
                //     `Type`   text, such as "Person search"
            }

            """);
    }

    [Fact]
    public void Settings_of_the_file_are_written_down()
    {
        using var folder = new DataFolder();
        folder.Write("data.txt", [.. "1;2019-05;Caf"u8, 0xE9, (byte)'\n', .. "2;2019-06;x\n"u8]);
        var draft = DatasetDraft.Write(DataProfiler.Describe(folder.Request("data.txt") with { HasHeader = false, Separator = ";" }));
        AssertLoads(folder, "data.txt", draft);
        Assert.Contains("    header   none\n    separator \";\"\n    encoding \"windows-1252\"\n", draft, StringComparison.Ordinal);
        Assert.Contains("    // covers   2019-05-01 to 2019-06-30", draft, StringComparison.Ordinal);
        Assert.Contains("        at = month(`#2`, \"yyyy-MM\")\n", draft, StringComparison.Ordinal);
    }

    private static void AssertDraft(string name, string data, string expected)
    {
        using var folder = new DataFolder();
        var text = data.ReplaceLineEndings("\n") + "\n";
        _ = name.EndsWith(".gz", StringComparison.Ordinal) ? folder.WriteGzip(name, text) : folder.Write(name, text);
        var draft = DatasetDraft.Write(DataProfiler.Describe(folder.Request(name)));
        Assert.Equal(expected.ReplaceLineEndings("\n"), draft);
        AssertLoads(folder, name, draft);
    }

    /// <summary>A draft compiles, and the data load by it, without an error.</summary>
    private static void AssertLoads(DataFolder folder, string name, string draft)
    {
        var compilation = TestCompilation.Compile(draft);
        Assert.False(compilation.HasErrors, TestCompilation.Describe(compilation.Diagnostics));
        var dataset = Assert.Single(compilation.Datasets);
        var result = ColumnLoader.Load(new LoadRequest { Scope = compilation.Scope, Dataset = dataset, Root = folder.Root, Paths = [name] });
        Assert.False(result.Report.HasErrors, TestCompilation.Describe(result.Report.Diagnostics));
    }
}
