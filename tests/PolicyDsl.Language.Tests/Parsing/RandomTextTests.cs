using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class RandomTextTests
{
    private const int TextsPerKind = 3000;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_characters_give_a_sound_tree(int seed) => Check(seed, RandomTexts.MakeCharacters);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_words_give_a_sound_tree(int seed) => Check(seed, RandomTexts.MakeWords);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_changed_sample_gives_a_sound_tree(int seed)
    {
        var samples = Samples.ReadAll().Where(s => s.Length < 10_000).ToArray();
        Check(seed, random => RandomTexts.Mutate(samples[random.Next(samples.Length)], random), TextsPerKind / 6);
    }

    [Fact]
    public void A_sample_cut_off_anywhere_gives_a_sound_tree()
    {
        foreach (var sample in Samples.ReadAll().Where(s => s.Length < 4_000))
        {
            for (var length = 0; length < sample.Length; length += 3)
            {
                Fail(sample[..length], "cut at " + length);
            }
        }
    }

    private static void Check(int seed, Func<Random, string> make, int count = TextsPerKind)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            Fail(make(random), $"seed {seed}, text {i}");
        }
    }

    private static void Fail(string text, string origin)
    {
        if (TreeInvariants.FindBreach(text) is null)
        {
            return;
        }

        var small = TextShrinker.Shrink(text, t => TreeInvariants.FindBreach(t) is not null);
        Assert.Fail($"{origin}: {TreeInvariants.FindBreach(small)}\nThe smallest text that fails:\n{System.Text.Json.JsonSerializer.Serialize(small)}");
    }
}
