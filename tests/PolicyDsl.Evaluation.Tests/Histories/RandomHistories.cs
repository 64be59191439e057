using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Tests.Histories;

/// <summary>Random histories and incidents, the same for the same seed.</summary>
internal sealed class RandomHistories(int seed)
{
    private const long Day = 86_400;

    // Around ends of months, a leap day among them.
    private static readonly long Start = (new DateOnly(2024, 1, 25).DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day;

    private readonly Random random = new(seed);

    public string[] Histories() => [.. Enumerable.Range(0, 4).Select(_ => History())];

    public string Clauses() => random.Next(4) switch
    {
        0 => "covers 2024-02-10 to 2024-12-31",
        1 when random.Next(6) == 0 => "person not followed because \"New each time.\"",
        _ => "",
    };

    public List<IncidentSpec> Incidents()
    {
        var count = random.Next(8) switch { 0 => 0, 1 => 1, 2 => random.Next(2, 5), < 6 => random.Next(5, 40), _ => random.Next(40, 130) };
        var (persons, days, times) = (random.Next(1, 6), Of(3, 40, 400), random.Next(8));
        return [.. Enumerable.Range(0, count).Select(_ => Incident(persons, days, times))];
    }

    private string History()
    {
        var incidents = $"incidents of {Of("person", "person", "person", "person.id", "area", "drug", "person, drug", "area, person", "dangerous", "large, person", "number", "person.minor", "case")}{Condition()}{Window()}";
        return random.Next(8) switch
        {
            0 or 1 => $"count({incidents})",
            2 => $"any({incidents})",
            3 => $"count(distinct {Of("case", "drug", "person", "offence", "quantity", "number", "area.id", "dangerous", "id")} over {incidents})",
            4 or 5 => $"sum({Of("quantity", "quantity", "quantity * 2", "number", "person.score", "number + this.number")} over {incidents})",
            _ => $"days since last({incidents})",
        };
    }

    private string Condition() => random.Next(3) == 0 ? "" : " where " + Of(
        "offence in violent",
        "offence in violent",
        "armed",
        "quantity > 1 g",
        "dangerous and not large",
        "at is known",
        "drug = this.drug",
        "offence in violent and drug = this.drug",
        "quantity < this.quantity and armed",
        "person = this.person and area = this.area",
        "person.age > this.person.age or this.armed",
        "id is not this.id and armed",
        "case = this.case");

    private string Window() => random.Next(4) == 0 ? "" : " within past " + Of(
        "1 days", "7 days", "36 hours", "2 weeks", "1 months", "1 months", "2 months", "12 months", "1 years", "30 minutes", "365 days", "900 years", "3000 months");

    private IncidentSpec Incident(int persons, int days, int times) => new()
    {
        Person = random.Next(10) == 0 ? null : $"p{random.Next(persons)}",
        HasUnknownPerson = random.Next(2) == 0,
        Area = random.Next(8) == 0 ? null : $"a{random.Next(3)}",
        Case = random.Next(6) == 0 ? null : $"c{random.Next(5)}",
        At = Time(days, times),
        Offence = random.Next(6) switch { 0 => Value.Unknown, 1 => Value.OneOf([random.Next(6), random.Next(6)]), _ => Value.Of((long)random.Next(6)) },
        Drug = random.Next(5) == 0 ? Value.Unknown : Value.Of((long)random.Next(4)),
        Quantity = Quantity(),
        Number = Number(),
        Armed = random.Next(4) == 0 ? Value.Unknown : Value.Of(random.Next(2) == 0),
        Age = random.Next(4) switch { 0 => Value.Unknown, 1 => Value.Range(random.Next(10, 20), random.Next(20, 40)), _ => Value.Of((long)random.Next(10, 30)) },
        Score = random.Next(8) switch
        {
            0 => Value.Unknown,
            1 => Value.Range(Value.OpenLow, random.Next(-5, 5)),
            2 => Value.Range(random.Next(-5, 5), Value.OpenHigh),
            3 => Value.Range(random.Next(-9, 0), random.Next(0, 9)),
            _ => Value.Of((long)random.Next(-9, 9)),
        },
    };

    /// <param name="days">Over how many days.</param>
    /// <param name="kind">0: exact; 1: days; 2: exact or days; 3: days or months; 4 and 5: anything; 6 and 7: exact, at ends of months.</param>
    private Value Time(int days, int kind)
    {
        if (kind > 5)
        {
            return Value.Of(EndOfMonth());
        }

        var day = Start + (random.Next(days) * Day);
        var moment = day + (random.Next(3) == 0 ? Of(0, Day - 1, Day / 2) : random.Next((int)Day));
        var choice = kind switch { 0 => 0, 1 => 1, 2 => random.Next(2), 3 => random.Next(1, 3), _ => random.Next(10) };
        return choice switch
        {
            1 => Value.Range(day, day + Day - 1),
            2 => Value.Range(day, day + (30 * Day) - 1),
            3 => Value.Range(moment, moment + random.Next((int)Day * 60)),
            4 when kind == 5 => Value.Unknown,
            5 when kind == 5 => Value.Range(Value.OpenLow, moment),
            6 when kind == 5 => Value.Range(moment, Value.OpenHigh),
            7 when kind == 5 => Far(),
            _ => Value.Of(moment),
        };
    }

    /// <summary>Where a month before a later time may be earlier.</summary>
    private long EndOfMonth()
    {
        var (year, month) = (Of(2023, 2024), Of(1, 2, 3, 3, 12));
        var end = new DateOnly(year, month, DateTime.DaysInMonth(year, month)).AddDays(-random.Next(4));
        return ((end.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day) + Of(0, 1, Day / 2, Day - 1);
    }

    /// <summary>Times that do not fit 32 bits, the ends of the calendar among them.</summary>
    private Value Far()
    {
        var first = (new DateOnly(1, 1, 1).DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day;
        var last = ((new DateOnly(9999, 12, 31).DayNumber - new DateOnly(1970, 1, 1).DayNumber + 1) * Day) - 1;
        return random.Next(6) switch
        {
            0 => Value.Of(first),
            1 => Value.Of(last),
            2 => Value.Range(first, last),
            3 => Value.Of(first + random.Next()),
            4 => Value.Of(last - random.Next()),
            _ => Value.Of(Start + (random.NextInt64(-500, 500) * 366 * Day)),
        };
    }

    private Value Quantity() => random.Next(9) switch
    {
        0 => Value.Unknown,
        1 or 2 => Value.Range(random.Next(3) * 1_000_000, (random.Next(3) + 3) * 1_000_000),
        3 when random.Next(4) == 0 => Value.Of(ValueOperations.LargestAmount * 400_000),
        4 when random.Next(4) == 0 => Value.Range(-ValueOperations.LargestAmount * 600_000, 0),
        _ => Value.Of(random.Next(5) * 500_000L),
    };

    private Value Number() => random.Next(12) switch
    {
        0 => Value.Unknown,
        1 => Value.Of(long.MaxValue / 3),
        2 when random.Next(2) == 0 => Value.Of(-(long.MaxValue / 3)),
        _ => Value.Of((long)random.Next(3)),
    };

    private T Of<T>(params ReadOnlySpan<T> items) => items[random.Next(items.Length)];
}
