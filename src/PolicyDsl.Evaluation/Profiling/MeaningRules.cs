namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Guesses what a column is about: the words of its name first, checked against its cells, then the cells alone.</summary>
internal static class MeaningRules
{
    private static readonly string[] IdWords = ["id", "number", "no", "num", "nbr", "ref", "reference", "key", "identifier"];

    private static readonly string[] AreaWords =
    [
        "district", "area", "county", "beat", "ward", "precinct", "neighborhood", "neighbourhood", "borough", "lsoa", "msoa", "town", "city", "division", "sector",
        "zone", "zip", "postcode", "block", "street", "address", "location", "agency", "force", "municipality", "region", "town", "tract", "within",
    ];

    private static readonly string[] OffenceWords =
        ["offense", "offence", "offenses", "offences", "crime", "charge", "charges", "legislation", "iucr", "ucr", "nibrs", "violation", "statute", "primary", "criminal"];

    private static readonly string[] OutcomeWords = ["outcome", "disposition", "resolution", "clearance", "cleared", "sentence"];

    public static ColumnMeaning Guess(string name, ColumnFacts facts)
    {
        var words = ColumnName.Tokens(name);
        var byName = ByName(words, facts);
        return byName != ColumnMeaning.Unclear ? byName : ByCells(facts);
    }

    /// <summary>The meaning of what a table gives.</summary>
    public static ColumnMeaning MeaningOf(string gives) => gives switch
    {
        "offence" => ColumnMeaning.Offence,
        "drug" => ColumnMeaning.Drug,
        "weapon" => ColumnMeaning.Weapon,
        "sex" => ColumnMeaning.Sex,
        "ethnicity" => ColumnMeaning.Ethnicity,
        "action" => ColumnMeaning.Outcome,
        "boolean" => ColumnMeaning.AgeBand,
        _ => ColumnMeaning.Unclear,
    };

    private static ColumnMeaning ByName(HashSet<string> words, ColumnFacts facts) => facts.Type switch
    {
        ColumnType.Empty => ColumnMeaning.Unclear,
        ColumnType.Date or ColumnType.Instant or ColumnType.Month => ColumnMeaning.Date,
        ColumnType.AgeBand => ColumnMeaning.AgeBand,
        ColumnType.Integer or ColumnType.Decimal => Number(words, facts) ?? Word(words, facts),
        _ => Word(words, facts),
    };

    private static ColumnMeaning? Number(HashSet<string> words, ColumnFacts facts) => words switch
    {
        _ when words.Overlaps(["lat", "latitude"]) && facts.IsWithin(-90, 90) => ColumnMeaning.Latitude,
        _ when words.Overlaps(["lon", "lng", "long", "longitude"]) && facts.IsWithin(-180, 180) => ColumnMeaning.Longitude,
        _ when words.Overlaps(["age", "ages"]) && facts.IsWithin(0, 130) => ColumnMeaning.Age,
        _ when words.Overlaps(["hour", "hr"]) && facts.IsWithin(0, 24) => ColumnMeaning.TimeOfDay,
        _ when words.Contains("time") && facts.IsWithin(0, 2400) => ColumnMeaning.TimeOfDay,
        _ when words.Overlaps(["quantity", "quantities", "qty", "grams", "weight", "amount"]) => ColumnMeaning.Quantity,
        _ => null,
    };

    private static ColumnMeaning Word(HashSet<string> words, ColumnFacts facts)
    {
        if (words.Overlaps(["sex", "gender"]) && facts.Distinct <= 12)
        {
            return ColumnMeaning.Sex;
        }

        if (words.Overlaps(["race", "ethnicity", "ethnic"]))
        {
            return ColumnMeaning.Ethnicity;
        }

        if (words.Overlaps(["quantity", "quantities", "qty"]))
        {
            return ColumnMeaning.Quantity;
        }

        if (words.Overlaps(["weapon", "weapons"]))
        {
            return ColumnMeaning.Weapon;
        }

        if (words.Overlaps(["drug", "drugs", "substance", "substances"]) && facts.Type is (ColumnType.Text or ColumnType.List or ColumnType.Code))
        {
            return ColumnMeaning.Drug;
        }

        return Key(words, facts) ?? Outcome(words, facts) ?? Topic(words, facts);
    }

    private static ColumnMeaning? Key(HashSet<string> words, ColumnFacts facts)
    {
        var isId = words.Overlaps(IdWords);
        return words switch
        {
            _ when facts.Type is ColumnType.Decimal or ColumnType.Boolean or ColumnType.List => null,
            _ when isId && words.Overlaps(["offender", "person", "suspect", "arrestee", "subject", "nominal", "individual", "defendant"]) => ColumnMeaning.PersonId,
            _ when facts.IsUnique && (isId || words.Contains("rownames")) && !words.Overlaps(AreaWords) => ColumnMeaning.RecordId,
            _ when isId && words.Overlaps(["case", "incident", "event", "crime", "complaint", "report", "record"]) => ColumnMeaning.CaseId,
            _ => null,
        };
    }

    private static ColumnMeaning? Outcome(HashSet<string> words, ColumnFacts facts)
    {
        var isWord = facts.Type is ColumnType.Text or ColumnType.Code;
        return (words.Overlaps(["arrest", "arrested"]) && (isWord || facts.Type == ColumnType.Boolean)) || (words.Overlaps(OutcomeWords) && isWord)
            ? ColumnMeaning.Outcome
            : null;
    }

    private static ColumnMeaning Topic(HashSet<string> words, ColumnFacts facts)
    {
        var isPlace = words.Overlaps(AreaWords);
        var isOffence = words.Overlaps(OffenceWords)
            || (words.Contains("object") && words.Contains("search"))
            || (words.Contains("incident") && words.Overlaps(["code", "type", "category", "description"]));
        return facts.Type is ColumnType.Boolean or ColumnType.Decimal ? ColumnMeaning.Unclear
            : isOffence && !words.Overlaps(["location", "seq", "status"]) && !(words.Overlaps(["id"]) && words.Count == 2 && facts.Type == ColumnType.Integer) ? ColumnMeaning.Offence
            : isPlace ? ColumnMeaning.Area
            : ColumnMeaning.Unclear;
    }

    private static ColumnMeaning ByCells(ColumnFacts facts) =>
        facts is { Type: ColumnType.Text or ColumnType.List, Distinct: >= 2, HasWords: true } && facts.Tables.Find(table => table.Share >= 0.9) is { } match
            ? MeaningOf(match.Gives)
            : facts.NamesOffences ? ColumnMeaning.Offence
            : ColumnMeaning.Unclear;
}

/// <summary>What the rules look at besides the name.</summary>
internal sealed record ColumnFacts(ColumnType Type, int Distinct, bool IsUnique, decimal? Least, decimal? Most, List<TableMatch> Tables)
{
    /// <summary>The cells are more than single letters and numbers, which many tables list.</summary>
    public bool HasWords { get; init; }

    /// <summary>Several cells speak of different offences.</summary>
    public bool NamesOffences { get; init; }

    public bool IsWithin(decimal from, decimal to) => Least >= from && Most <= to;
}
