namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>Numbers, quantities, dates and instants.</summary>
internal sealed partial class ExpressionGenerator
{
    private static readonly string[] Ages = ["0", "12", "17", "18", "21", "65", "120"];
    private static readonly string[] Scores = ["-1", "0", "1", "3", "5"];
    private static readonly string[] Counts = ["0", "1", "2", "3"];
    private static readonly string[] Masses = ["0 g", "0.5 g", "1 g", "2 g", "3.5 g", "5 g", "10 g", "-1 g"];
    private static readonly string[] Decimals = ["0", "0.5", "1", "2.5", "10"];
    private static readonly string[] Amounts = ["0 EUR", "20 EUR", "99.99 EUR", "500 EUR"];
    private static readonly string[] Dates = ["2023-12-30", "2024-01-01", "2024-01-02", "2024-02-29"];
    private static readonly string[] Instants = ["2024-01-01T00:00", "2024-01-01T12:00", "2023-12-31T23:30", "2024-01-02T06:00"];

    private string NumberTest(int depth, Place place)
    {
        var number = Number(depth, place);
        var constant = random.Of(number.Constants);
        return random.Below(8) switch
        {
            0 => $"{number.Text} {random.Of("=", "!=", "is", "is not")} {constant}",
            1 => $"{number.Text} {(random.OneIn(3) ? "not in" : "in")} {Range(number)}",
            2 => $"{number.Text} in [{string.Join(", ", random.Some(number.Constants, 3))}]",
            3 => $"{constant} {random.Of("<", "<=", ">", ">=")} {number.Text}",
            _ => $"{number.Text} {Order()} {constant}",
        };
    }

    private string Order() => random.Of("<", "<=", ">", ">=", "is at least", "is at most", "is more than", "is less than");

    private string Range(NumberText number)
    {
        var ends = random.Some(Enumerable.Range(0, number.Ascending.Length).ToList(), 2);
        var (low, high) = (number.Ascending[ends[0]], number.Ascending[ends[^1]]);
        return random.Below(4) switch
        {
            0 => $"{low}..",
            1 => $"..{high}",
            _ => $"{low}..{high}",
        };
    }

    /// <summary>A number or quantity with constants to compare it with.</summary>
    private NumberText Number(int depth, Place place) => random.Weighted<NumberText>(
        (8, () => Field(place)),
        (depth > 0 ? 5 : 0, () => Linear(depth, place)),
        (depth > 0 ? 2 : 0, () => Chosen(depth, place)),
        (2, Looked),
        (place == Place.Incident && features.HasHistories ? 4 : 0, HistoryNumber),
        (depth > 0 && Defined(place).Count > 0 ? 2 : 0, () => random.From(Defined(place))));

    private List<NumberText> Defined(Place place) =>
        [.. numberDefines.Where(d => place == Place.Incident || !d.LooksBack).Select(d => d.Number)];

    private NumberText Field(Place place)
    {
        var field = random.Weighted<NumberText>(
            (5, () => new("age", NumberKind.Integer, Ages)),
            (5, () => new("amount", NumberKind.Mass, Masses)),
            (1, () => new("dose", NumberKind.Mass, Masses)),
            (2, () => new("person.score", NumberKind.Integer, Scores)),
            (1, () => new("area.level", NumberKind.Integer, Scores)),
            (1, () => new("officers", NumberKind.Decimal, Decimals)),
            (1, () => new("paid", NumberKind.Money, Amounts)),
            (2, () => new("reported", NumberKind.Date, Dates)),
            (1, () => new("(date of at)", NumberKind.Date, Dates)),
            (1, () => new("at", NumberKind.Instant, Instants)));
        return place == Place.Earlier && random.OneIn(4) && field.Text is "amount" or "reported" or "at"
            ? field with { Text = place == Place.Earlier ? "this." + field.Text : field.Text }
            : field;
    }

    /// <summary>One field moved and stretched.</summary>
    private NumberText Linear(int depth, Place place)
    {
        var inner = random.OneIn(2) ? Field(place) : Number(depth - 1, place);
        return inner.Kind switch
        {
            NumberKind.Date or NumberKind.Instant => inner with { Text = $"({inner.Text} {random.Of("+", "-")} {random.Of("1 days", "2 days")})" },
            NumberKind.Integer => inner with { Text = $"({inner.Text} {random.Of("+ 1", "- 2", "* 2", "* -1", features.HasIndependentTerms ? "* 0" : "* 3", "/ 2", "* 0.5")})" } is var made
                && (made.Text.EndsWith("/ 2)", StringComparison.Ordinal) || made.Text.EndsWith("0.5)", StringComparison.Ordinal))
                    ? made with { Kind = NumberKind.Decimal, Constants = [.. made.Constants, "8.5"] }
                    : made,
            NumberKind.Decimal => inner with { Text = $"({inner.Text} {random.Of("+ 1", "- 0.5", "* 2", "* -1", "/ 4", "/ -2")})" },
            NumberKind.Money => inner with { Text = $"({inner.Text} {random.Of("* 2", "/ 3", "* -0.5")})" },
            _ => random.OneIn(4)
                ? new($"({inner.Text} / {random.Of("1 g", "2 g", "0.5 g")})", NumberKind.Decimal, Decimals)
                : random.OneIn(4) ? inner with { Text = $"-{inner.Text}" }
                : inner with { Text = $"({inner.Text} {random.Of("+ 1 g", "- 0.5 g", "* 2", "* 0.5", "* -1", "/ 2", "/ 3", "- 2 g")})" },
        };
    }

    /// <summary>A number chosen by a condition, a member or another number, or filled in where it is unknown.</summary>
    private NumberText Chosen(int depth, Place place)
    {
        var inner = random.OneIn(2) ? Field(place) : Number(depth - 1, place);
        var constant = random.Of(inner.Constants);

        // Whether what was rounded is one value, cuts cannot tell.
        var filled = features.HasIndependentTerms ? inner : random.Of<NumberText>(new("amount", NumberKind.Mass, Masses), new("age", NumberKind.Integer, Ages));
        var (text, members, _) = Enumeration(place);
        return random.Below(4) switch
        {
            0 => inner with { Text = $"(if {Condition(0, place)} then {inner.Text} else {constant})" },
            1 => inner with { Text = $"(match {text} {{ {random.Of(members)}{Guard(1, place)} => {inner.Text}, unknown => {constant}, otherwise => {random.Of(inner.Constants)} }})" },
            2 => inner with { Text = $"(match age {{ ..17 => {constant}, 18..64{Guard(1, place)} => {inner.Text}, otherwise => {random.Of(inner.Constants)} }})" },
            _ => filled with { Text = $"({filled.Text} default {random.Of(filled.Constants)})" },
        };
    }

    private NumberText Looked() => random.Weighted<NumberText>(
        (3, () => new("(limit of drug)", NumberKind.Mass, Masses)),
        (1, () => new("(weight of offence)", NumberKind.Integer, Counts)),
        (1, () => new("(share of age)", NumberKind.Decimal, Decimals)));

    /// <summary>What depends on more than one field at once, or on a field in a way without order.</summary>
    private string IndependentTest(Place place) => random.Below(7) switch
    {
        0 => $"hour of at {Order()} {random.Of("0", "6", "12", "22")}",
        1 => $"weekday of at in [{random.Of("monday, tuesday", "saturday, sunday", "thursday")}]",
        2 => $"amount {Order()} {random.Of("limit of drug", "dose", "(amount + 1 g)", "(limit of drug * 2)")}",
        3 => $"amount / limit of drug {Order()} {random.Of(Decimals)}",
        4 => $"amount * {random.Of("person.score", "officers", "age")} {Order()} {random.Of(Masses)}",
        5 => $"age {Order()} {random.Of("person.score", "area.level", "(person.score * 2)")}",
        _ => place == Place.Earlier
            ? random.Of("offence is this.offence", "amount < this.amount", "drug is this.drug", "at < this.at", "age < this.person.age")
            : random.Of("date of at = reported", "amount + dose > 3 g", "amount - amount is 0 g", "age + person.score > 20", "reported - 2 days < date of at"),
    };
}

internal enum NumberKind
{
    Integer,
    Decimal,
    Mass,
    Money,
    Date,
    Instant,
}

/// <summary>A number as text, with the constants that it may be compared with.</summary>
internal sealed record NumberText(string Text, NumberKind Kind, string[] Constants)
{
    /// <summary>The constants from the smallest to the largest, as a range wants its ends.</summary>
    public string[] Ascending => [.. Constants.OrderBy(SizeOf)];

    private static decimal SizeOf(string constant) =>
        decimal.TryParse(constant.Split(' ')[0], System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : decimal.Parse(new string([.. constant.Where(char.IsAsciiDigit)]).PadRight(12, '0'), System.Globalization.CultureInfo.InvariantCulture);
}
