using System.Collections.Immutable;

namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>
/// The rules of peers.policy a second time, in C# written by hand and with nothing of the language in it: what the counts are held against where no
/// other program is at hand, and the scalar loop that the kernels are measured against. Null is unknown; &amp;, | and ! of C# are Kleene's.
/// </summary>
internal static class PlainRules
{
    private static readonly string[] PropertyOffences = ["theft", "shoplifting", "fraud", "criminal damage", "vehicle crime", "arson", "burglary"];

    /// <summary>In order of the policy.</summary>
    public static readonly ImmutableArray<(string Name, Func<IncidentRecord, bool?> Fires)> All =
    [
        ("armed_sellers", r => Is(r.Offence, "drug supply") & Is(r.Weapon, "knife", "explosive", "firearm") & From(r.Age, 18)),
        ("sellers_with_children", r => Is(r.Offence, "drug supply") & r.UsesMinors & !Below(r.Age, 16)),
        ("opioid_sellers", r => Is(r.Offence, "drug supply") & Is(r.Drug, "heroin", "methadone", "fentanyl") & From(r.Milligrams, 50_000) & !(Below(r.Age, 18) ?? true)),
        ("stimulant_sellers", r => Is(r.Offence, "drug supply") & Is(r.Drug, "mdma", "amphetamine", "cocaine", "crack cocaine") & From(r.Milligrams, 100_001)),
        ("night_sellers", r => Is(r.Offence, "drug supply") & From(r.PriorConvictions, 5) & From(r.Hour, 20)),
        ("dependent_sellers", r => Is(r.Offence, "drug supply") & r.Dependent & Below(r.Milligrams, 5_001)),
        ("other_sellers", r => Is(r.Offence, "drug supply")),
        ("armed_traffickers", r => Is(r.Offence, "drug production", "drug trafficking") & Is(r.Weapon, "firearm")),
        ("traffickers_in_bulk", r => Is(r.Offence, "drug trafficking") & (From(r.Milligrams, 1_000_000) | From(r.PriorConvictions, 3))),
        ("small_growers", r => Is(r.Offence, "drug production") & Is(r.Drug, "cannabis herb", "cannabis resin") & Below(r.Milligrams, 500_000)),
        ("other_makers", r => Is(r.Offence, "drug production", "drug trafficking") & From(r.Age, 21)),
        ("help_comes_first", r => IsUse(r) & r.Overdose),
        ("at_the_clinic", r => IsUse(r) & r.AtHealthService & Is(r.Weapon, "none")),
        ("young_users", r => IsUse(r) & Below(r.Age, 18) & Below(r.PriorConvictions, 2)),
        ("dependent_users", r => IsUse(r) & Is(r.Drug, "heroin", "crack cocaine", "fentanyl") & r.Dependent),
        ("some_cannabis", r => Is(r.Offence, "drug possession") & Is(r.Drug, "cannabis herb") & Below(r.Milligrams, 10_001) & !(r.UsesMinors ?? false)),
        ("first_powder", r => Is(r.Offence, "drug possession") & Is(r.Drug, "cocaine", "mdma", "amphetamine") & Below(r.Milligrams, 2_001) & Below(r.PriorConvictions, 1)),
        ("much_and_again", r => Is(r.Offence, "drug possession") & From(r.Milligrams, 30_001) & From(r.PriorConvictions, 2) & Below(r.PriorConvictions, 10)),
        ("nights_out", r => Is(r.Offence, "drug use") & Below(r.Hour, 6) & From(r.Age, 18) & Below(r.Age, 25)),
        ("grave_violence", r => Is(r.Offence, "robbery", "homicide", "kidnapping") & From(r.Age, 14)),
        ("armed_assault", r => Is(r.Offence, "assault") & (Is(r.Weapon, "knife", "blunt object") | From(r.PriorConvictions, 7))),
        ("small_fights", r => Is(r.Offence, "common assault") & From(r.Hour, 6) & Below(r.Hour, 12) & Below(r.PriorConvictions, 2)),
        ("burglary_for_a_habit", r => Is(r.Offence, "burglary") & r.Dependent & Below(r.Age, 40)),
        ("stealing_for_a_habit", r => Is(r.Offence, "theft", "shoplifting", "vehicle crime") & Is(r.Drug, "heroin", "crack cocaine") & Below(r.PriorConvictions, 13)),
        ("children_and_property", r => Is(r.Offence, PropertyOffences) & Below(r.Age, 14)),
        ("blades_in_the_street", r => Is(r.Offence, "weapon offence") & Is(r.Weapon, "knife", "vehicle") & From(r.Hour, 18)),
        ("rowdy_youths", r => Is(r.Offence, "public disorder") & From(r.Age, 10) & Below(r.Age, 18) & !Is(r.Drug, "none")),
        ("wanted_people", r => r.Warrant & Is(r.Offence, "drug supply", "weapon offence", "assault", "robbery", "kidnapping", "homicide") & From(r.Age, 14)),
        ("naloxone_for_all", r => Is(r.Drug, "heroin", "methadone", "fentanyl") | r.Overdose),
        ("offers_of_treatment", r => r.Dependent & From(r.Age, 25) & (Below(r.Milligrams, 20_000) | Is(r.PriorConvictions, 1))),
    ];

    /// <summary>Rules that end in arrest.</summary>
    public static readonly ImmutableHashSet<string> Arrests =
    [
        "armed_sellers", "sellers_with_children", "armed_traffickers", "traffickers_in_bulk", "grave_violence", "armed_assault", "blades_in_the_street", "wanted_people",
    ];

    private static bool? IsUse(IncidentRecord row) => Is(row.Offence, "drug possession", "drug use");

    private static bool? Is(string? text, params ReadOnlySpan<string> texts) => text is null ? null : texts.Contains(text);

    private static bool? Is(int? number, int other) => number is null ? null : number == other;

    private static bool? From(int? number, int least) => number is null ? null : number >= least;

    private static bool? Below(int? number, int end) => number is null ? null : number < end;
}
