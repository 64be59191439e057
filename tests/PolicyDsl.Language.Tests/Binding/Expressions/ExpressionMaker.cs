namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>Writes expressions of a wanted kind, now and then of another one, so that both right and wrong ones come up.</summary>
internal sealed class ExpressionMaker(Random random)
{
    private static readonly string[] Kinds = ["condition", "whole", "number", "mass", "time", "money", "date", "instant", "drug", "offence", "action"];

    private static readonly Dictionary<string, string[]> Leaves = new()
    {
        ["condition"] = ["minor", "uses_minors", "busy", "true", "drugs has heroin", "drugs has any of opioids", "drug in opioids", "offence in [supply, robbery]"],
        ["whole"] = ["age", "children", "prior_supply", "3", "0", "hour of at"],
        ["number"] = ["score", "officers", "0.5", "35%", "quantity / 1 g"],
        ["mass"] = ["quantity", "2 g", "0", "personal_limit of drug", "500 mg"],
        ["time"] = ["held", "14 days", "0", "at - 2024-01-31T10:00", "day - 2024-01-01"],
        ["money"] = ["price", "value", "10 GBP", "0"],
        ["date"] = ["day", "2024-01-31", "date of at"],
        ["instant"] = ["at", "2024-01-31T10:00", "at - 14 days", "day + held"],
        ["drug"] = ["drug", "drug.heroin", "drug"],
        ["offence"] = ["offence", "offence.supply"],
        ["action"] = ["action.arrest", "action.warn"],
    };

    public string Make(string kind, int depth)
    {
        var wanted = random.Next(60) == 0 ? Kinds[random.Next(Kinds.Length)] : kind;
        if (depth == 0 || random.Next(5) == 0)
        {
            return Leaves[wanted][random.Next(Leaves[wanted].Length)];
        }

        return random.Next(6) switch
        {
            0 => $"(if {Make("condition", depth - 1)} then {Make(wanted, depth - 1)} else {Make(wanted, depth - 1)})",
            1 => $"(match offence {{ supply or robbery => {Make(wanted, depth - 1)}, possession where {Make("condition", depth - 1)} => {Make(wanted, depth - 1)}, unknown => {Make(wanted, depth - 1)}, otherwise => {Make(wanted, depth - 1)} }})",
            2 => $"({Make(wanted, depth - 1)} default {Make(wanted, depth - 1)})",
            _ => wanted == "condition" ? MakeCondition(depth - 1) : MakeValue(wanted, depth - 1),
        };
    }

    private string MakeCondition(int depth)
    {
        var kind = Kinds[1 + random.Next(Kinds.Length - 1)];
        var isOrdered = kind is not ("drug" or "offence" or "action");
        return random.Next(8) switch
        {
            0 => $"({Make("condition", depth)} and {Make("condition", depth)})",
            1 => $"({Make("condition", depth)} or {Make("condition", depth)})",
            2 => $"(not {Make("condition", depth)})",
            3 => $"(certainly {Make("condition", depth)})",
            4 => $"({Make(kind, depth)} is known)",
            5 when random.Next(3) == 0 => $"(count(incidents of person where {MakeEarlier()} within past 30 days) {(isOrdered ? "<" : "=")} {Make("whole", depth)})",
            6 => $"({Make("mass", depth)} in 1..2 g)",
            _ => $"({Make(kind, depth)} {(isOrdered ? "is at least" : "is not")} {Make(kind, depth)})",
        };
    }

    private string MakeEarlier() => random.Next(4) switch
    {
        0 => "drug is this.drug",
        1 => "quantity > this.quantity",
        2 => "recorded is arrest",
        _ => "busy or age < this.age",
    };

    private string MakeValue(string kind, int depth) => kind switch
    {
        "whole" => $"({Make("whole", depth)} {"+-*"[random.Next(3)]} {Make("whole", depth)})",
        "number" => $"({Make("number", depth)} {"+-*/"[random.Next(4)]} {Make(random.Next(2) == 0 ? "whole" : "number", depth)})",
        "mass" or "time" or "money" when random.Next(2) == 0 => $"({Make(kind, depth)} {"*/"[random.Next(2)]} {Make("number", depth)})",
        "mass" or "time" or "money" => $"({Make(kind, depth)} {"+-"[random.Next(2)]} {Make(kind, depth)})",
        "instant" => $"({Make("instant", depth)} - {Make("time", depth)})",
        _ => Make(kind, 0),
    };
}
