using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyDsl.Language;
using PolicyDsl.Language.Text;
using PolicyDsl.Testing;

namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>The policy that all programs evaluate, its variants, and the one that looks back.</summary>
internal static class PeersPolicy
{
    public const int Variants = 10;

    /// <summary>The library with the data set.</summary>
    public const string DataName = "peers-data.policy";

    private const string MainName = "peers.policy";

    private static readonly string Main = Resources.Read(MainName);

    public static string Data { get; } = Resources.Read(DataName);

    /// <summary>Thirty rules and the data set.</summary>
    public static Compilation Compile() => TestCompilation.CompileWithoutErrors(Main, (DataName, Data));

    /// <summary>The same policy with other amounts, ages and answers in five of its rules.</summary>
    /// <param name="number">From 1.</param>
    public static Compilation CompileVariant(int number) => TestCompilation.CompileWithoutErrors(WriteVariant(number), (MainName, Main), (DataName, Data));

    public static ImmutableArray<Compilation> CompileVariants() => [.. Enumerable.Range(1, Variants).Select(CompileVariant)];

    /// <summary>One rule that fires at the third violent incident of a person within a year.</summary>
    public static Compilation CompileHistory() => TestCompilation.CompileWithoutErrors(
        """
        policy third_time
        using idpc.vocabulary
        using "peers-data.policy"
        rule third_violence {
            when count(incidents of person where offence in violent within past 365 days) is at least 2
            then arrest
        }
        otherwise advise
        """,
        (DataName, Data));

    private static string WriteVariant(int number)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            policy peers_{{number}} amends peers
            using "{{MainName}}"
            replace rule some_cannabis {
                when offence is possession and drug is cannabis_herb and quantity is at most {{10 + (5 * number)}} g unless certainly uses_minors
                then {{(number % 2 == 0 ? "seize" : "warn")}}
                overrides first_powder
            }
            replace rule other_sellers { when offence is supply then {{(number % 3 == 0 ? "caution" : "summons")}} }
            replace rule night_sellers {
                when offence is supply and prior_convictions is at least {{2 + number}} and hour of at in {{12 + number}}..23
                then charge
                overrides dependent_sellers
            }
            replace rule young_users {
                when offence in personal_use and person.age is less than {{15 + number}} and prior_convictions is at most 1
                then divert to drug_education
                overrides dependent_users
            }
            replace rule armed_assault {
                when offence is assault and (weapon in [knife, blunt_object] or prior_convictions is more than {{number}})
                then {{(number > 5 ? "arrest" : "charge")}}
            }

            """);
        return text.ToString();
    }
}
