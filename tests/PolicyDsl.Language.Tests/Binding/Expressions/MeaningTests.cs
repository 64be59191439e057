using System.Runtime.CompilerServices;
using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

/// <summary>What expressions mean, by place: the bound tree of each, or what is said about it, in a baseline that people read.</summary>
public sealed class MeaningTests
{
    [Fact]
    public void Conditions_of_rules() => Verify(
        ExpressionPlace.Incident,
        BasicType.Boolean,
        [
            "offence is supply",
            "offence is not supply",
            "supply is offence",
            "offence = supply and (children is at least 3 or uses_minors)",
            "minor",
            "person.minor is true",
            "minor = dependent",
            "age < 18",
            "age < 17.5",
            "18 <= age",
            "not minor or certainly dependent",
            "possibly person.minor",
            "drug is drug.other",
            "offence is other",
            "drug is other",
            "offence in violent",
            "offence not in violent",
            "offence in [supply, robbery]",
            "offence not in [supply]",
            "age in 10..17",
            "age in 10..",
            "age in ..17",
            "age not in 10..17",
            "age in 0.5..2",
            "score in 1..2",
            "quantity in 1..2 g",
            "quantity in 500 mg..2 g",
            "quantity in 0..2 g",
            "held in 1..2 weeks",
            "age in [10, 12]",
            "score in [10, 0.5]",
            "id in [\"a\", \"b\"]",
            "drugs has heroin",
            "drugs has any of opioids",
            "quantity is at most personal_limit of drug",
            "quantity is at most personal_limit of heroin",
            "quantity is at most 0",
            "quantity > 0.5 g",
            "quantity default 0 g > 1 g",
            "quantity is known",
            "quantity is not known",
            "drug is unknown",
            "drug is not unknown",
            "busy",
            "prior_supply is at least 3",
            "person.id = case",
            "area.officers > 3",
            "officers > 3",
            "hour of at >= 22",
            "weekday of at in [saturday, sunday]",
            "weekday of at is weekday.monday",
            "weekday of day is monday",
            "date of at is 2024-01-31",
            "date of at in 2024-01-01..2024-01-31",
            "at < 2024-01-01",
            "at >= 2024-01-01",
            "2024-01-01 <= at",
            "at is at most 2024-01-31T23:15",
            "day + 14 days > date of at",
            "at - 14 days < 2024-01-31T23:15",
            "price > 100 GBP",
            "value > 100 GBP",
            "value > price",
            "(if minor then 1 else 0.5) > score",
            "(if minor then quantity else unknown) > 1 g",
            "(if minor then supply else possession) is offence",
            "(match drug { heroin => 1 g, cocaine or cannabis => 2 g, unknown => 0 g, otherwise => unknown }) > 1 g",
            "(match age { 0..9 => 1, 10..17 where dependent => 0.5, unknown => 0, otherwise => 2 }) > 1",
            "(match minor { true => uses_minors, false => dependent })",
            "(match sex { male => true, female => false })",
            "true",
            "35% < score",
            "-1 < score",
            "-children < -(2)",
        ]);

    [Fact]
    public void Arithmetic() => Verify(
        ExpressionPlace.Incident,
        null,
        [
            "children + 1",
            "children + 0.5",
            "children - age + 2",
            "children / age",
            "children * 2",
            "quantity + 1 g",
            "quantity + 0",
            "quantity * 2",
            "2 * quantity",
            "0.5 * quantity",
            "quantity / 2",
            "quantity / 0.5",
            "quantity / 1 g",
            "price / children",
            "price + value",
            "held / 1 days",
            "day - 2024-01-01",
            "at - day",
            "day + 14 days",
            "day + held",
            "14 days + at",
            "at - 90 minutes",
            "quantity * 2 + 1 g * children - 0",
            "35% * price",
            "1_000_000_000_000",
            "0.0000005",
            "0.0000015",
            "1.5 kg",
            "0.1 minutes",
            "-1.5 g",
            "unknown",
            "drug.heroin",
            "action.arrest",
            "score default children default 0",
            "quantity default 0",
        ]);

    [Fact]
    public void Histories() => Verify(
        ExpressionPlace.Incident,
        null,
        [
            "count(incidents of person)",
            "count(incidents of person where offence is supply within past 365 days)",
            "count(distinct case over incidents of person where offence in violent within past 12 months)",
            "count(incidents of person, drug where drug is this.drug)",
            "any(incidents of person where recorded is arrest)",
            "sum(quantity over incidents of person within past 1 years)",
            "sum(children over incidents of case)",
            "days since last(incidents of person where offence is robbery)",
            "person has at least 3 incidents where offence is supply within past 365 days",
            "person has no incidents where minor within past 90 minutes",
            "person has at most 2 incidents",
            "count(incidents of person where person.age < this.age and area is this.area)",
            "count(incidents of person.id where busy)",
            "count(incidents of area where quantity > this.quantity default 1 g)",
        ]);

    [Fact]
    public void Targets() => Verify(
        ExpressionPlace.Target,
        BasicType.Boolean,
        [
            "count(incidents of area where offence is supply within past 28 days) is at least 20",
            "officers > 4 and area.officers < 10",
            "area has at least 3 incidents where minor within past 4 weeks",
            "count(incidents of person) > 2",
            "count(incidents of area where area is this.area) > 2",
            "offence is supply",
            "count(incidents of area where recorded is arrest) > 2",
            "count(incidents of recorded) > 2",
        ]);

    [Fact]
    public void Formulas() => Verify(
        ExpressionPlace.Entity,
        BasicType.Boolean,
        [
            "age < 18",
            "person.age < 18",
            "age in 0..120",
            "offence is supply",
            "officers > 2",
            "busy",
            "person has no incidents",
        ]);

    [Fact]
    public void Measures() => Verify(
        ExpressionPlace.Measure,
        null,
        [
            "count(incidents)",
            "count(incidents where action is arrest and offence is supply)",
            "count(incidents where action in [arrest, warn])",
            "count(incidents where offered naloxone)",
            "count(incidents where recorded is arrest and busy)",
            "count(incidents where person has at least 2 incidents within past 30 days)",
            "count(incidents where action is arrest) / count(incidents)",
            "sum(cost over incidents)",
            "sum(hours over incidents where minor) / count(incidents)",
            "sum(harm over incidents)",
            "sum(quantity over incidents)",
            "sum(if minor then cost else 0 over incidents)",
            "arrests / count(incidents) is at most 5%",
            "arrests is at most 1.25",
            "arrests in 1..2",
            "relative_rate(arrest, by sex) is at most 1.25",
            "relative_rate(arrest, by person.sex)",
            "relative_rate(arrest, by area)",
            "net_benefit(arrest) > 0",
            "net_benefit(arest)",
            "net_benefit(leaflets)",
            "net_benefit(arrest, warn)",
            "relative_rate(arrest, sex)",
            "relative_rate(arrest, by age)",
            "count(incidents where offered leaflets)",
            "count(incidents where offered naloxon)",
            "count(incidents of person)",
            "count(incidents within past 30 days)",
            "any(incidents)",
            "count(distinct case over incidents)",
            "sum(drug over incidents)",
            "sum(cost over incidents) + sum(hours over incidents)",
            "cost",
            "action",
            "busy",
            "offence",
            "arests",
            "arrests > 1 and arrests < 2",
            "not arrests > 1",
            "if arrests > 1 then 1 else 2",
            "match arrests { otherwise => 1 }",
            "person has no incidents",
            "count(incidents where count(incidents of person where action is arrest) > 1)",
        ]);

    [Fact]
    public void Rows() => Verify(
        ExpressionPlace.DataRow,
        null,
        [
            "`a`",
            "lower(trim(`a`))",
            "number(`a`)",
            "number(`a`) * 1 g",
            "date(`a`, \"dd/MM/yyyy\")",
            "instant(`a`, \"yyyy-MM-ddTHH:mm:ss\")",
            "month(`a`, \"yyyy-MM\")",
            "split(`a`, \";\")",
            "drug_code of split(`a`, \";\")",
            "first of drug_code of split(`a`, \";\")",
            "most serious of drug_code of `a`",
            "most serious of match `a` { contains \"Sell\" => offence.supply, starts with \"P\" ignoring case => possession, otherwise => offence_code of `b` }",
            "harshest of match `a` { \"x\" or \"y\" => action.arrest, \"w\" => warn, unknown => advise }",
            "match split(`a`, \";\") { \"H\" => drug.heroin, matches \"^C[0-9]+$\" => cocaine }",
            "`a` is \"x\" and `b` is not \"y\"",
            "`a` contains \"x\" or `b` ends with \"y\" ignoring case",
            "`a` is known",
            "any of (`a` is \"Y\")",
            "min of number(`a`)",
            "sum of number(`a`) * 1 g",
            "max of (number(`a`) * 1 g)",
            "date(`a`, \"yyyy-MM-dd\") default date(`b`, \"dd-MMM-yy\")",
            "number of `a`",
            "if `a` is \"M\" then drug.heroin else one of cocaine, cannabis",
        ]);

    [Fact]
    public void Mappings()
    {
        var vocabulary = new Vocabulary();
        var builder = new StringBuilder();
        (string Field, string Value)[] mappings =
        [
            ("case", "`a`"),
            ("children", "number(`a`)"),
            ("children", "min of number(`a`)"),
            ("children", "number(`a`) / 2"),
            ("quantity", "number(`a`)"),
            ("quantity", "number(`a`) * 1 g"),
            ("at", "date(`a`, \"dd-MMM-yy\")"),
            ("at", "min of date(`a`, \"dd-MMM-yy\")"),
            ("at", "month(`a`, \"yyyy-MM\")"),
            ("at", "`a`"),
            ("drug", "drug_code of `a`"),
            ("drug", "first of drug_code of split(`a`, \";\")"),
            ("drug", "drug_code of split(`a`, \";\")"),
            ("drug", "`a`"),
            ("drug", "\"heroin\""),
            ("drug", "match `a` { \"H\" => heroin, \"?\" => one of cocaine, cannabis, unknown => unknown, otherwise => other }"),
            ("drugs", "drug_code of split(`a`, \";\")"),
            ("drugs", "first of drug_code of split(`a`, \";\")"),
            ("drugs", "match split(`a`, \";\") { \"H\" => heroin, otherwise => other }"),
            ("drugs", "drug_code of `a`"),
            ("person", "`a`"),
            ("uses_minors", "`a` is \"Y\""),
            ("uses_minors", "any of (`a` is \"Y\")"),
            ("uses_minors", "`a`"),
            ("recorded", "harshest of match `a` { \"x\" => arrest, unknown => advise }"),
            ("recorded", "match `a` { \"x\" => arest }"),
            ("score", "sum of number(`a`)"),
            ("value", "number(`a`) * 1 GBP"),
            ("case", "lower(first of `a`)"),
            ("case", "min of `a`"),
            ("offence", "harshest of offence_code of `a`"),
        ];
        foreach (var (field, value) in mappings)
        {
            var type = vocabulary.Incident.FindField(field)?.Type ?? BasicType.Error;
            builder.AppendLine($"{field} = {value}").AppendLine(Describe(Rebind(value, vocabulary, type)));
        }

        Snapshot.Verify(builder.ToString());
    }

    private static ExpressionTrial Rebind(string value, Vocabulary vocabulary, TypeSymbol type) =>
        ExpressionTrial.Of(value, ExpressionPlace.DataRow, type, vocabulary: vocabulary);

    private static void Verify(ExpressionPlace place, TypeSymbol? expected, string[] expressions, [CallerMemberName] string test = "")
    {
        var builder = new StringBuilder();
        foreach (var expression in expressions)
        {
            builder.AppendLine(expression).AppendLine(Describe(ExpressionTrial.Of(expression, place, expected)));
        }

        Snapshot.Verify(builder.ToString(), test: test);
    }

    private static string Describe(ExpressionTrial trial) => trial.Diagnostics.Count > 0
        ? "  ! " + trial.Messages.ReplaceLineEndings("\n  ! ")
        : "    " + trial.Print();
}
