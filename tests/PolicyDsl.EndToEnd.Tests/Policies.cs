namespace PolicyDsl.EndToEnd.Tests;

/// <summary>Small policies that tests write to files.</summary>
public static class Policies
{
    /// <summary>Compiles, and no clause says anything against it that is an error.</summary>
    public const string Good = """
        policy good "A good policy"
        using idpc
        owner "Northside"
        version "1"
        in force 2025-01-01
        complaints "The ombudsman"
        review every 12 months
        partners health_service
        rule divert_users "Users go to treatment" {
            when offence in personal_use
            then divert to treatment within 2 days
            with health_service
            because "Help works better than a record."
        }
        otherwise advise
        test "somebody in possession is diverted" {
            given incident { offence: possession, drug: heroin }
            expect divert by divert_users
        }

        """;

    /// <summary>Breaks a clause whose source says shall, with a structural finding: no data is needed to see it.</summary>
    public const string Violating = """
        policy harsh "A harsh policy"
        using idpc
        partners health_service
        rule destroy {
            when offence is production
            then eradicate
            because "Less is grown."
        }
        otherwise advise

        """;

    public const string DoesNotCompile = """
        policy broken "A broken policy"
        using idpc
        rule a {
            when ofence is supply
            then arrest
        }
        otherwise advise

        """;

    /// <summary>A data set for <see cref="Good"/>.</summary>
    public const string Dataset = """
        using idpc.vocabulary
        dataset small "A small one" {
            from     "small.csv"
            unit     "one row per incident"
            licence  "made up"
            incident {
                id       = `id`
                at       = date(`date`, "yyyy-MM-dd")
                offence  = match `offence` { "possession" => possession, "supply" => supply }
                recorded = match `action` { "arrest" => arrest, "warn" => warn }
            }
        }

        """;

    public const string Rows = "id,date,offence,action\n1,2024-01-01,possession,arrest\n2,2024-01-02,supply,arrest\n3,2024-01-03,,warn\n";
}
