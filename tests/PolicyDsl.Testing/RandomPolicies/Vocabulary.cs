namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>
/// The vocabulary of random policies: a field of every type and every kind of knowledge, formulas that the data may override and
/// others that they may not, and invariants, some of which are drawn.
/// </summary>
internal static class Vocabulary
{
    public static readonly string[] Offences = ["nothing", "use", "sale", "theft", "robbery", "assault"];

    public static readonly string[] Drugs = ["no_drug", "opium", "coke", "weed"];

    public static readonly string[] Origins = ["patrol", "call", "warrant"];

    public static readonly string[] Sexes = ["female", "male", "diverse"];

    public static readonly string[] Grades = ["low", "middle", "high"];

    public static readonly string[] Notes = ["calm", "loud", "noise", "gun"];

    public static readonly string[] Actions = ["advise", "hold_back", "warn", "divert", "summon", "arrest"];

    public static readonly string[] Services = ["treatment", "naloxone", "mentoring"];

    public static readonly string[] Partners = ["clinic", "council"];

    public const int WideMembers = 300;

    private const string FurtherFields = """
            officer : officer
                second : officer
                kind : wide coarse
                words : text
                number : integer coarse
                ended : instant
                asked : action
                lead : officer = if armed then officer else second
                helper = officer
                total : mass coarse = amount * 2
                reach = number * 3
                limited = limit of drug
                beyond = amount > limit of drug
                share_given : decimal = number
                silent : boolean = unknown
        """;

    private static readonly string FurtherEntities = $$"""
        enum wide { {{string.Join(", ", Enumerable.Range(0, WideMembers).Select(i => $"w{i}"))}} }
        set many of wide { {{string.Join(", ", Enumerable.Range(0, WideMembers / 3).Select(i => $"w{3 * i}"))}} }
        entity unit { key id : text, size : integer }
        entity officer {
            key id : text
            rank : integer coarse
            unit : unit
            veteran : boolean = rank > 3
            chief = veteran and rank is at least 6
        }

        """;

    public static string Write(RandomChoice random, PolicyFeatures features) =>
        (features.HasFurtherTerms ? FurtherEntities : "")
        + WriteUsual(random, features)
        + string.Concat(Enumerable.Range(0, features.FurtherActions).Select(i => $"\naction a{i} {{ severity {i % 7} }}"));

    private static string WriteUsual(RandomChoice random, PolicyFeatures features) => $$"""
        enum offence { nothing plain, use, sale, theft, robbery, assault }
        enum drug { no_drug plain, opium, coke, weed }
        enum origin { patrol, call, warrant }
        enum sex { female, male, diverse }
        enum grade { low, middle plain, high }
        set violent of offence { robbery, assault }
        set market of offence { use, sale }
        set hard of drug { opium, coke }
        entity person {
            key id : text
            age : integer coarse
            score : integer
            sex : sex protected
            dependent : boolean
            minor : boolean = age < 18
            senior = age >= 65
            invariant age in 0..120
            {{random.Of("", "invariant not (dependent and score is at least 5)", "invariant score >= 0 or dependent")}}
        }
        entity area {
            key id : text
            level : integer
            officers : decimal by agency
        }
        entity incident {
            key id : text
            case : text
            at : instant coarse
            reported : date coarse
            offence : offence coarse
            drug : drug
            drugs : set of drug
            amount : mass coarse
            paid : money
            armed : boolean
            hidden : boolean
            note : text
            origin : origin required
            person : person
            area : area
            dangerous = offence in violent or armed
            large : boolean = amount > {{random.Of("2", "5", "0.5")}} g
            grade : grade coarse = {{random.Of(
                "match offence { use => low, sale where armed => high, unknown => middle, otherwise => middle }",
                "if armed then high else low",
                "if offence in violent then high else middle")}}
            dose = amount {{random.Of("* 2", "/ 2", "+ 1 g", "default 0 g")}}
            recorded : action
            {{(features.HasFurtherTerms ? FurtherFields : "")}}
            {{random.Of("invariant not (drug is no_drug and offence is sale)", "invariant amount >= 0 g", "invariant drug is no_drug or amount is known")}}
            {{random.Of("", "invariant dose is less than 50 g", "invariant not large or drug is not no_drug", "invariant hidden or note is not \"gun\"")}}
        }
        action advise { severity 1 }
        action hold_back { severity 1, coercive }
        action warn { severity 2 }
        action divert { severity 2, coercive }
        action summon { severity 4 }
        action arrest { severity 8, coercive, deprives_liberty }
        service treatment
        service naloxone
        service mentoring
        partner clinic
        partner council
        channel leaflets
        """;
}
