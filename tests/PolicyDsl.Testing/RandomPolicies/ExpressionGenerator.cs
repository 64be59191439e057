namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>What an expression is about.</summary>
internal enum Place
{
    Incident,

    /// <summary>The condition or subject of a history, about an earlier incident.</summary>
    Earlier,
}

/// <summary>
/// Writes random expressions of a wanted type as text. Constants come from small pools, so that conditions of one policy meet at
/// the same values; parts are in parentheses wherever precedence could matter.
/// </summary>
internal sealed partial class ExpressionGenerator(RandomChoice random, PolicyFeatures features)
{
    private readonly List<string> booleanDefines = [];
    private readonly List<string> historyDefines = [];
    private readonly List<NumberDefine> numberDefines = [];
    private readonly List<string> historyConditions = [];

    /// <summary>A condition that may stand after <c>when</c>, <c>unless</c>, <c>where</c> or in parentheses.</summary>
    public string Condition(int depth, Place place = Place.Incident) => depth <= 0
        ? Atom(place)
        : random.Weighted<string>(
            (5, () => Atom(place)),
            (5, () => Chain(depth, place, "and")),
            (5, () => Chain(depth, place, "or")),
            (3, () => $"not {Operand(depth - 1, place)}"),
            (2, () => $"{random.Of("certainly", "possibly")} {Operand(depth - 1, place)}"),
            (1, () => $"(if {Condition(depth - 1, place)} then {Condition(depth - 1, place)} else {Condition(depth - 1, place)})"),
            (1, () => BooleanMatch(depth - 1, place)));

    /// <summary>Adds a define that later expressions may name, and gives its line.</summary>
    public string Define(int index)
    {
        var name = $"d{index}";
        switch (random.Below(4))
        {
            case 0 when features.HasHistories:
                var test = Condition(features.Depth - 1);
                historyDefines.Add(name);
                return $"define {name} = {test}";
            case 1:
                var looksBack = random.OneIn(2);
                var number = Number(1, looksBack ? Place.Incident : Place.Earlier);
                numberDefines.Add(new NumberDefine(number with { Text = name }, looksBack));
                return $"define {name} = {WithoutThis(number.Text)}";
            default:
                var condition = Condition(features.Depth - 1, Place.Earlier);
                booleanDefines.Add(name);
                return $"define {name} = {WithoutThis(condition)}";
        }
    }

    /// <summary>Outside a history there is no other incident that <c>this</c> could tell apart.</summary>
    private static string WithoutThis(string expression) => expression.Replace("this.", "", StringComparison.Ordinal);

    /// <summary>An enum, a member of it, and a named set where there is one.</summary>
    private (string Text, string[] Members, string[] Sets) Enumeration(Place place)
    {
        var (text, members, sets) = random.Weighted<(string, string[], string[])>(
            (5, () => ("offence", Vocabulary.Offences, ["violent", "market"])),
            (3, () => ("drug", Vocabulary.Drugs, ["hard"])),
            (1, () => ("origin", Vocabulary.Origins, [])),
            (1, () => ("person.sex", Vocabulary.Sexes, [])),
            (1, () => ("grade", Vocabulary.Grades, [])),
            (1, () => ("(class of drug)", Vocabulary.Offences, ["violent", "market"])));
        return place == Place.Earlier && random.OneIn(4) && !text.StartsWith('(') ? ("this." + text, members, sets) : (text, members, sets);
    }

    private string Chain(int depth, Place place, string word) =>
        string.Join($" {word} ", Enumerable.Range(0, 2 + random.Below(2)).Select(_ => Operand(depth - 1, place)));

    private string Operand(int depth, Place place) => random.OneIn(3) ? Atom(place) : $"({Condition(depth, place)})";

    private string Atom(Place place) => random.Weighted<string>(
        (5, () => Flag(place)),
        (6, () => MemberTest(place)),
        (7, () => NumberTest(1, place)),
        (2, SetTest),
        (1, TextTest),
        (2, () => KnownTest(place)),
        (place == Place.Incident && features.HasHistories ? 3 : 0, HistoryTest),
        (features.HasIndependentTerms ? 2 : 0, () => IndependentTest(place)),
        (features.HasFurtherTerms ? 6 : 0, () => FurtherTest(place)),
        (place == Place.Incident && historyDefines.Count > 0 ? 2 : 0, () => random.From(historyDefines)),
        (booleanDefines.Count > 0 ? 2 : 0, () => random.From(booleanDefines)));

    private string Flag(Place place)
    {
        var flag = random.Of("armed", "hidden", "dependent", "minor", "senior", "dangerous", "large", "person.minor", "person.dependent");
        return random.Below(6) switch
        {
            0 => $"{flag} {random.Of("is true", "is false", "is not true", "= false")}",
            1 when place == Place.Earlier => $"this.{(flag is "minor" or "dependent" or "senior" ? "person." + flag : flag)}",
            _ => flag,
        };
    }

    private string MemberTest(Place place)
    {
        var (text, members, sets) = Enumeration(place);
        return random.Below(6) switch
        {
            0 => $"{text} is not {random.Of(members)}",
            1 => $"{text} in [{string.Join(", ", random.Some(members, 3))}]",
            2 when sets.Length > 0 => $"{text} in {random.Of(sets)}",
            3 when sets.Length > 0 => $"{text} not in {random.Of(sets)}",
            4 when !text.StartsWith('(') => $"({text} default {random.Of(members)}) is {random.Of(members)}",
            _ => $"{text} is {random.Of(members)}",
        };
    }

    private string SetTest() => random.Of($"drugs has {random.Of(Vocabulary.Drugs)}", "drugs has any of hard");

    private string TextTest() => random.Below(3) switch
    {
        0 => $"note in [{string.Join(", ", random.Some(Vocabulary.Notes, 2).Select(n => $"\"{n}\""))}]",
        1 => $"(loudness of note) is {random.Of(Vocabulary.Grades)}",
        _ => $"note {random.Of("is", "is not")} \"{random.Of(Vocabulary.Notes)}\"",
    };

    private string KnownTest(Place place)
    {
        var subject = random.Of("age", "amount", "offence", "drug", "drugs", "note", "person", "person.score", "area", "at", "minor", "large", "grade", "hidden", "reported", "paid");
        subject = features.HasIndependentTerms && random.OneIn(10) ? random.Of("dose", "(date of at)", "(limit of drug)", "(amount * 2)") : subject;
        var isThis = place == Place.Earlier && random.OneIn(4) && subject is not ("age" or "minor") && !subject.StartsWith('(');
        return $"{(isThis ? "this." : "")}{subject} {random.Of("is known", "is unknown", "is not known")}";
    }

    private string BooleanMatch(int depth, Place place)
    {
        var (text, members, _) = Enumeration(place);
        var arms = random.Some(members, 3).Select(m => $"{m}{Guard(depth, place)} => {Condition(depth, place)}").ToList();
        if (random.OneIn(3))
        {
            arms.Insert(random.Below(arms.Count + 1), $"unknown => {Condition(0, place)}");
        }

        return $"(match {text} {{ {string.Join(", ", arms)}, otherwise => {random.Of("false", "true", Atom(place))} }})";
    }

    private string Guard(int depth, Place place) => random.OneIn(3) ? $" where {Condition(depth - 1, place)}" : "";

    private sealed record NumberDefine(NumberText Number, bool LooksBack);
}
