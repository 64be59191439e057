using System.Globalization;
using System.Text;

namespace PolicyDsl.Benchmarks;

/// <summary>
/// Policies of any size, made as forces write them: for each offence a chain of rules from the special to the general, each above the next, that look at
/// drug and amount, age, dependence, weapons, warrants, time of day and earlier incidents. They have no conflicts and an <c>otherwise</c>, so
/// no question ends early. A rule has two to three atoms; 30 rules have 70, 300 rules 700.
/// </summary>
internal static class LargePolicies
{
    private static readonly string[] Offences =
    [
        "possession", "supply", "consumption", "production", "trafficking", "drug_equipment", "theft", "burglary", "robbery", "assault",
        "common_assault", "weapon_offence", "disorder", "criminal_damage", "fraud", "vehicle_crime", "arson", "kidnapping", "homicide", "other",
    ];

    private static readonly string[] Drugs = ["heroin", "cocaine", "cannabis_herb", "cannabis_resin", "amphetamine"];

    private static readonly string[] Flags =
        ["warrant_outstanding", "uses_minors", "person.dependent", "overdose_scene", "at_health_service", "person.exploited", "weapon is firearm", "weapon is knife"];

    private static readonly string[] Actions = ["advise", "warn", "divert", "caution", "summons", "arrest"];

    /// <param name="rules">How many rules.</param>
    /// <param name="otherwise">What is done where no rule decides; null for a policy with gaps.</param>
    /// <param name="seed">What they are made of.</param>
    /// <param name="library">A library of the vocabulary to use beside the standard one, or null.</param>
    /// <param name="hasHistories">Whether conditions look back; without, they ask for an age in their place.</param>
    public static string Create(int rules, string? otherwise = "advise", int seed = 20261121, string? library = null, bool hasHistories = true)
    {
        var random = new Random(seed);
        var text = new StringBuilder($"policy large\nusing idpc\n{(library is null ? "" : $"using \"{library}\"\n")}complaints \"The ombudsman\"\n");
        text.Append(otherwise is null ? "" : $"otherwise {otherwise}\n");
        for (var i = 0; i < rules; i++)
        {
            var chain = i % Offences.Length;
            AddRule(text, i, Offences[chain], i + Offences.Length < rules ? i + Offences.Length : null, new Atoms(random, hasHistories));
        }

        return text.ToString();
    }

    /// <summary>Every comparison of a policy of so many rules: the offence, another one, and in each third rule one more.</summary>
    public static int CountAtoms(int rules) => (2 * rules) + ((rules + 2) / 3);

    private static void AddRule(StringBuilder text, int index, string offence, int? next, Atoms atoms)
    {
        var conditions = index % 3 == 0 ? $"{atoms.Make()} and {atoms.Make()}" : atoms.Make();
        text.Append(CultureInfo.InvariantCulture, $$"""
            rule r{{index}} {
                when offence is {{offence}} and {{conditions}}
                then {{Actions[atoms.Random.Next(Actions.Length)]}}
                because "Swift and certain."
                benefit "Less harm."
                with health_service

            """);
        if (next is { } below)
        {
            text.Append(CultureInfo.InvariantCulture, $"    overrides r{below}\n");
        }

        text.Append("}\n");
    }

    private sealed class Atoms(Random random, bool hasHistories)
    {
        public Random Random => random;

        public string Make() => random.Next(7) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"quantity is at most {random.Next(1, 41)} g"),
            1 => $"drug in [{string.Join(", ", Drugs.OrderBy(_ => random.Next()).Take(2))}]",
            2 => string.Create(CultureInfo.InvariantCulture, $"person.age is {(random.Next(2) == 0 ? "less than" : "at least")} {random.Next(16, 70)}"),
            3 when !hasHistories => string.Create(CultureInfo.InvariantCulture, $"person.age is not {random.Next(16, 70)}"),
            3 => string.Create(CultureInfo.InvariantCulture, $"count(incidents of person where offence in violent within past 365 days) is at least {random.Next(1, 5)}"),
            4 => string.Create(CultureInfo.InvariantCulture, $"hour of at in {random.Next(0, 12)}..{random.Next(12, 24)}"),
            _ => Flags[random.Next(Flags.Length)],
        };
    }
}
