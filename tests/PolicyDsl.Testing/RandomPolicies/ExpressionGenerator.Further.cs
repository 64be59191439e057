namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>What is tried on whole data sets besides: two references to one entity, many members, overflow, what has no name where it is unknown.</summary>
internal sealed partial class ExpressionGenerator
{
    private static readonly string[] Sizes = ["0", "1", "-1", "5", "1000000000000", "-1000000000000"];

    private string FurtherTest(Place place) => random.Weighted<string>(
        (3, () => EntityTest(place)),
        (3, WideTest),
        (2, FurtherTextTest),
        (3, OverflowTest),
        (2, DerivedTest),
        (2, () => UnnamedTest(place)),
        (place == Place.Incident && features.HasHistories ? 2 : 0, FurtherHistoryTest),
        (1, () => $"ended - at {Order()} {random.Of("2 days", "0 days", "36 hours")}"));

    private string EntityTest(Place place) => place == Place.Earlier && random.OneIn(3)
        ? random.Of("person is this.person", "officer is this.second", "officer.rank < this.officer.rank", "this.second.veteran", "area is not this.area")
        : random.Of(
            "officer is second",
            "second is not officer",
            "officer is officer",
            "officer.rank > second.rank",
            "second.rank in 2..4",
            "officer.unit.size > 3",
            "officer.unit is known",
            "officer.unit is second.unit",
            "second.chief",
            "officer.veteran",
            "second.veteran is known",
            "officer.chief is unknown",
            "(officer.rank default 3) > 2",
            "second is unknown",
            "officer.id is second.id",
            "who.rank > 3",
            "who is second",
            "who.veteran",
            "who is unknown",
            "lead.rank < 5",
            "lead is officer",
            "lead is known",
            "lead.veteran",
            "lead.chief is unknown",
            "(lead.rank default 1) > helper.rank",
            "helper is lead",
            "helper.unit.size > 1",
            "area.id is \"area 1\"");

    private string WideTest() => random.Below(5) switch
    {
        0 => $"kind is w{random.Below(Vocabulary.WideMembers)}",
        1 => $"kind {random.Of("in", "not in")} many",
        2 => $"kind in [w{random.Below(100)}, w{random.Below(200)}, w{random.Below(Vocabulary.WideMembers)}]",
        3 => $"(width of kind) {Order()} {random.Of(Counts)}",
        _ => $"(match kind {{ w{random.Below(Vocabulary.WideMembers)} where armed => true, w{random.Below(Vocabulary.WideMembers)} or w257 => false, unknown => hidden, otherwise => {random.Of("armed", "false")} }})",
    };

    private string FurtherTextTest() => random.Of(
        "words is note",
        "words is not note",
        "words is \"t1\"",
        "words in [\"t1\", \"t300\", \"gun\"]",
        "case is \"Calm\"",
        "case = words",
        "(words default note) is \"gun\"",
        "(code of words) is opium",
        "(code of note) is drug",
        "(code of words) in hard",
        "(match words { \"t1\" or \"gun\" => true, \"t2\" where armed => hidden, unknown => false, otherwise => armed })");

    private string OverflowTest()
    {
        var order = Order();
        return random.Of(
            $"number * 4000000000 * 4000000000 {order} 5",
            $"number*4000000000 {order} {random.Of(Sizes)}",
            $"number + number + 1000000000000 {order} 0",
            $"-number {order} {random.Of(Sizes)}",
            $"number {order} {random.Of(Sizes)}",
            $"number in {random.Of("-5..", "..5", "0..1000000000000", "-1..1")}",
            $"number is {random.Of(Sizes)}",
            $"number {order} reach",
            $"number {order} person.score",
            $"number / 2 {order} 0.5",
            $"number / officers {order} {random.Of(Decimals)}",
            $"officers {order} number",
            $"officers + number {order} 1",
            $"number / (number - number) {order} 1",
            $"amount*1000000*1000000 {order} 1 g",
            $"amount * 1000000 * 1000000 {order} 1 g",
            $"amount  * 1000000 * 1000000 {order} 1 g",
            $"amount / (person.score * 1 g) {order} 1",
            $"paid / 2 EUR {order} 1",
            $"(number / 0.001 default officers) {order} 2");
    }

    private string DerivedTest() => random.Of(
        $"total {Order()} {random.Of(Masses)}",
        "total is known",
        "beyond",
        "not beyond",
        "beyond is unknown",
        $"reach {Order()} {random.Of(Sizes)}",
        $"limited {Order()} {random.Of(Masses)}",
        "limited is known",
        $"share_given {Order()} {random.Of(Decimals)}",
        "silent",
        "asked is arrest",
        "asked in [warn, divert]",
        "asked is known",
        "(reach_of of amount) > 1 g",
        "(reach_of of total) is 5 g");

    /// <summary>What is unknown and has no name of its own: constants, and numbers that no decimal holds.</summary>
    private string UnnamedTest(Place place) => random.Of(
        "(amount default unknown) > 1 g",
        random.Of("silent", "2 g > 1 g", "(1 g / 0) > 1 g", "(10 g - 10 g) / 1 g < 1"),
        $"(if {Condition(0, place)} then 1 g else unknown) {Order()} 0.5 g",
        $"(if {Condition(0, place)} then unknown else {Flag(place)})",
        $"(if {Condition(0, place)} then number else officers) {Order()} 3",
        $"(match drug {{ opium => unknown, coke => amount, otherwise => 2 g }}) {Order()} {random.Of(Masses)}",
        $"(number default officers) {Order()} 2.5",
        $"(officers default number) {Order()} 2.5");

    private string FurtherHistoryTest() => random.Of(
        "any(incidents of officer where second is this.officer within past 2 years)",
        "any(incidents of officer, area)",
        "count(incidents of person where total > this.total) is at least 1",
        "count(incidents of beyond within past 1 months) > 2",
        "count(incidents of person where recorded is arrest or recorded is asked) is at least 1",
        "any(incidents of lead)",
        "count(distinct lead over incidents of person) > 1",
        "count(incidents of area where helper.rank > this.lead.rank) is at least 1",
        "count( incidents of person ) > 1",
        "count(incidents of person) > 1",
        "sum(number over incidents of area) > 3",
        "count(distinct words over incidents of person) in 1..2",
        "count(distinct kind over incidents of area within past 30 days) > 1",
        "days since last(incidents of person where person is this.person) < 30",
        "(days since last(incidents of second) default 5) > 3",
        "person has at least 1 incidents where officer.unit is known within past 3 weeks");
}
