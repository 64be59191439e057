using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Text;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("call", "call_in")]
    [InlineData("warning", "warn")]
    [InlineData("health", "health_service")]
    [InlineData("in", null)]
    [InlineData("service", null)]
    [InlineData("nothing", null)]
    public void A_word_is_related_to_the_one_name_that_it_is_part_of_or_that_begins_it(string word, string? related) =>
        Assert.Equal(related, Spelling.FindRelated(word, ["call_in", "warn", "arrest", "health_service", "ambulance_service"]));
}
