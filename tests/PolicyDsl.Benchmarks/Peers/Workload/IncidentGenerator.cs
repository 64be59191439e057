namespace PolicyDsl.Benchmarks.Peers.Workload;

/// <summary>
/// Makes incidents out of nothing: a row depends on the seed, the size and its number alone. Rows come in the order in which they were
/// recorded, most within hours, some weeks late; one in five is about the few people whom the police meet often. No row breaks an invariant of the
/// vocabulary, since databases know none; and cells are empty as often as in real exports, 2 to 15 in a hundred.
/// </summary>
internal sealed class IncidentGenerator(int rows, ulong seed)
{
    public const int RowsPerPerson = 10;
    public const int Areas = 48;

    private const int MinutesCovered = 5 * 365 * 24 * 60;

    /// <summary>Cell texts with how often each occurs.</summary>
    private static readonly Choice Offences = new(
        ("drug possession", 300), ("drug use", 80), ("drug supply", 90), ("drug production", 20), ("drug trafficking", 15), ("drug equipment", 25), ("theft", 80),
        ("shoplifting", 60), ("burglary", 45), ("robbery", 30), ("assault", 60), ("common assault", 55), ("weapon offence", 30), ("public disorder", 40), ("criminal damage", 25),
        ("fraud", 15), ("vehicle crime", 20), ("arson", 5), ("kidnapping", 2), ("homicide", 3));

    private static readonly Choice Drugs = new(
        ("cannabis herb", 380), ("cannabis resin", 90), ("heroin", 130), ("crack cocaine", 70), ("cocaine", 120), ("amphetamine", 60), ("mdma", 50), ("ketamine", 30), ("methadone", 20),
        ("fentanyl", 15), ("lsd", 10), ("diazepam", 25));

    private static readonly Choice Weapons = new(("none", 820), ("knife", 80), ("firearm", 20), ("blunt object", 40), ("body", 30), ("explosive", 2), ("vehicle", 8));

    private static readonly Choice Ethnicities = new(("W1", 420), ("W2", 60), ("B1", 90), ("B2", 90), ("A1", 80), ("A2", 60), ("M1", 70), ("O9", 50), ("NS", 80));

    private static readonly Choice Answers = new(("no action", 200), ("warning", 250), ("caution", 150), ("summons", 150), ("arrest", 150), ("charge", 50), ("diverted", 50));

    public int Rows => rows;

    public ulong Seed => seed;

    public int Persons => Math.Max(1, rows / RowsPerPerson);

    public IncidentRecord Make(int number)
    {
        var random = SplitMix.For(seed, (ulong)number);
        var offence = Offences.Take(ref random);
        var isAboutDrugs = offence.StartsWith("drug ", StringComparison.Ordinal);
        var hasDrug = (isAboutDrugs && offence != "drug equipment") || random.Happens(80);
        var person = TakePerson(ref random);
        return new IncidentRecord
        {
            Number = number,
            CaseNumber = number - random.Next(Math.Min(number + 1, 3)),
            Minutes = TakeTime(number, ref random),
            Offence = random.Happens(20) ? null : offence,
            Drug = random.Happens(hasDrug ? 70 : 20) ? null : hasDrug ? Drugs.Take(ref random) : "none",
            Milligrams = hasDrug && !random.Happens(150) ? TakeAmount(ref random) : null,
            Person = person,
            Age = random.Happens(50) ? null : TakeAge(person, number),
            Sex = random.Happens(20) ? null : random.Happens(780) ? "M" : random.Happens(980) ? "F" : "X",
            Ethnicity = random.Happens(60) ? null : Ethnicities.Take(ref random),
            Area = random.Happens(10) ? null : Math.Min(random.Next(Areas), random.Next(Areas)),
            Weapon = random.Happens(40) ? null : Weapons.Take(ref random),
            UsesMinors = random.Happens(60) ? null : random.Happens(15),
            Warrant = random.Happens(20) ? null : random.Happens(25),
            Dependent = random.Happens(150) ? null : random.Happens(180),
            PriorConvictions = random.Happens(50) ? null : Math.Min(random.Next(16), random.Next(16)),
            Overdose = random.Happens(30) ? null : random.Happens(10),
            AtHealthService = random.Happens(30) ? null : random.Happens(15),
            Recorded = random.Happens(70) ? null : Answers.Take(ref random),
            CostPence = 2_000 + random.Next(400_000),
            Station = random.Next(120),
            Officer = random.Next(8_000),
        };
    }

    private int TakePerson(ref SplitMix random) => random.Happens(200) ? random.Next(Math.Max(1, Persons / 20)) : random.Next(Persons);

    private int TakeTime(int number, ref SplitMix random)
    {
        var recorded = (int)((long)number * MinutesCovered / rows);
        var lateness = random.Happens(50) ? random.Next(60 * 24 * 60) : random.Next(6 * 60);
        return Math.Max(0, recorded - lateness);
    }

    /// <summary>Mostly what one person uses, sometimes what a market sells.</summary>
    private static int TakeAmount(ref SplitMix random) => random.Next(100) switch
    {
        < 60 => 50 + (random.Next(200) * 50),
        < 90 => 100 + random.Next(60_000),
        < 98 => 1_000 + (random.Next(500) * 1_000),
        _ => 100_000 + random.Next(4_000_000),
    };

    /// <summary>A person grows older with the years of the data.</summary>
    private int TakeAge(int person, int number)
    {
        var random = SplitMix.For(~seed, (ulong)person);
        return 11 + Math.Min(random.Next(60), random.Next(60)) + (int)((long)number * 5 / rows);
    }

    private sealed class Choice
    {
        private readonly string[] texts;

        public Choice(params (string Text, int Weight)[] choices) => texts = [.. choices.SelectMany(c => Enumerable.Repeat(c.Text, c.Weight))];

        public string Take(ref SplitMix random) => texts[random.Next(texts.Length)];
    }
}
