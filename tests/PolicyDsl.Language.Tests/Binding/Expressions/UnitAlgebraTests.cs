using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding.Expressions;

public sealed class UnitAlgebraTests
{
    /// <summary>One field of every type, and the numbers that fit more than one.</summary>
    private static readonly string[] Operands =
    [
        "children", "score", "quantity", "held", "value", "price", "day", "at", "minor", "drug", "drugs", "id", "person", "0", "1", "0.5", "1 g", "1 days", "1 GBP", "1 EUR",
    ];

    [Theory]
    [InlineData("sum", "+")]
    [InlineData("difference", "-")]
    [InlineData("product", "*")]
    [InlineData("quotient", "/")]
    [InlineData("equality", "=")]
    [InlineData("order", "<")]
    [InlineData("default", "default")]
    public void Every_pair_of_types_has_a_result_or_a_message(string name, string operation)
    {
        var table = new StringBuilder();
        foreach (var left in Operands)
        {
            foreach (var right in Operands)
            {
                var trial = ExpressionTrial.Of($"{left} {operation} {right}");
                var result = trial.Diagnostics.Count > 0
                    ? string.Join(' ', trial.Diagnostics.Select(d => d.Id))
                    : trial.Bound?.Type.Name ?? "nothing";
                Assert.Equal(trial.Diagnostics.Count > 0, trial.Bound?.Type == BasicType.Error);
                table.AppendLine($"{left} {operation} {right}: {result}");
            }
        }

        Snapshot.Verify(table.ToString(), name);
    }

    [Fact]
    public void What_can_be_added_one_way_can_be_added_the_other()
    {
        foreach (var left in Operands)
        {
            foreach (var right in Operands)
            {
                Assert.Equal(ExpressionTrial.Of($"{left} + {right}").Bound?.Type, ExpressionTrial.Of($"{right} + {left}").Bound?.Type);
                Assert.Equal(ExpressionTrial.Of($"{left} * {right}").Bound?.Type, ExpressionTrial.Of($"{right} * {left}").Bound?.Type);
                Assert.Equal(ExpressionTrial.Of($"{left} = {right}").Bound?.Type, ExpressionTrial.Of($"{right} = {left}").Bound?.Type);
            }
        }
    }

    [Theory]
    [InlineData("quantity < 14 days", "PD1321 `quantity` is a mass and `14 days` a duration: they cannot be compared. `quantity` is compared with a mass, as in `5 g`.")]
    [InlineData("quantity < 2", "PD1321 `quantity` is a mass and `2` a whole number: they cannot be compared. Write the unit, as in `2 g`.")]
    [InlineData("held < 2", "PD1321 `held` is a duration and `2` a whole number: they cannot be compared. Write the unit, as in `2 days`.")]
    [InlineData("price < 2 EUR", "PD1321 `price` is money in GBP and `2 EUR` money in EUR: they cannot be compared. `price` is compared with money in GBP, as in `5 GBP`.")]
    [InlineData("quantity + held > 1", "PD1321 `quantity` is a mass and `held` a duration: they cannot be added.")]
    [InlineData("quantity * quantity > 1 g", "PD1323 `quantity` is a mass and `quantity` a mass: they cannot be multiplied. An amount is multiplied by a plain number.")]
    [InlineData("2 / quantity > 1", "PD1323 `2` is a whole number and `quantity` a mass: they cannot be divided. An amount is divided by a plain number, or by an amount of the same unit.")]
    [InlineData("drug + 1 > 2", "PD1323 `drug` is a `drug` and `1` a whole number: they cannot be added.")]
    [InlineData("drug < heroin", "PD1322 `drug` is a `drug`, which has no order: is less than means nothing for it. Name the members that are meant: `drug in [..., ...]`.")]
    [InlineData("person is minor", "PD1321 `person` is a `person` and `minor` true or false: they cannot be compared. Write `person.minor` alone: it is true or false.")]
    [InlineData("person = person.id", "PD1321 `person` is a `person` and `person.id` a text: they cannot be compared. Compare one of its fields, as in `person.id`.")]
    [InlineData("children + 1", "PD1320 `children + 1` is a whole number, and a condition is wanted here. Compare it, as in `children + 1 is at least ...`.")]
    public void Unlike_things_are_named(string condition, string message) =>
        Assert.Equal(message, ExpressionTrial.OfCondition(condition).Messages);
}
