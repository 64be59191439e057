namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>Histories of every kind. Their conditions come from a small pool, so that windows of one history meet.</summary>
internal sealed partial class ExpressionGenerator
{
    private string? risingHistory;

    /// <summary>Adds a define that is a history and nothing else, which order clauses may name, and gives its line.</summary>
    public string DefineHistory()
    {
        var number = HistoryNumber();
        risingHistory = "past";
        numberDefines.Add(new NumberDefine(number with { Text = risingHistory }, true));
        return $"define past = {number.Text}";
    }

    /// <summary>A stored field or a history, as an order clause names it.</summary>
    public string RisingTerm() => risingHistory is { } history && random.OneIn(2)
        ? history
        : random.Of("age", "amount", "person.score", "reported", "paid", "officers", "at");

    private string HistoryTest() => random.Below(3) switch
    {
        0 => $"({Key()} has {random.Of("no", "at least 1", "at least 2", "at most 1", "at most 0")} incidents{Condition()}{Window()})",
        1 => $"any({Incidents()})",
        _ => NumberTest(HistoryNumber()),
    };

    private NumberText HistoryNumber() => random.Weighted<NumberText>(
        (4, () => new($"count({Incidents()})", NumberKind.Integer, Counts)),
        (2, () => new($"count(distinct {random.Of("case", "drug", "person", "offence")} over {Incidents()})", NumberKind.Integer, Counts)),
        (2, () => new($"sum({random.Of("amount", "amount", "amount * 2")} over {Incidents()})", NumberKind.Mass, Masses)),
        (1, () => new($"sum(person.score over {Incidents()})", NumberKind.Integer, Scores)),
        (2, () => new($"days since last({Incidents()})", NumberKind.Integer, ["0", "1", "7", "30"])));

    private string NumberTest(NumberText number) => $"{number.Text} {Order()} {random.Of(number.Constants)}";

    private string Incidents() => $"incidents of {random.Of("person", "person", "person", "area", "drug", "person, drug")}{Condition()}{Window()}";

    private string Key() => random.Of("person", "person", "area", "drug");

    private string Condition()
    {
        if (random.OneIn(4))
        {
            return "";
        }

        if (historyConditions.Count < 3)
        {
            historyConditions.Add(Condition(1, Place.Earlier));
        }

        return $" where ({random.From(historyConditions)})";
    }

    private string Window() => random.OneIn(3) ? "" : $" within past {random.Of("1 days", "7 days", "30 days", "1 months", "12 months", "36 hours")}";
}
