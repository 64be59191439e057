using System.Text;
using PolicyDsl.Language.Tests.Parsing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>Any text compiles to something, and a megabyte of policy is no trouble: work that grows with the square of it would not end here.</summary>
public sealed class BinderBoundsTests
{
    private static readonly string[] Snippets =
        ["{", "}", "(", ")", ",", "\"", "`", "rule", "define", "extend", "when", "of", "=", "amends", "all", "12", "unknown", "0.5 g", "crackdown", "incident", "..", "policy", "using", "test", "expect"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Binding_never_throws_on_mutated_texts(int seed)
    {
        var random = new Random(seed);
        var texts = Samples.ReadAll().Where(t => t.Length < 20_000).ToArray();
        for (var round = 0; round < 150; round++)
        {
            var text = Mutate(random, texts[random.Next(texts.Length)]);
            var compilation = TestCompilation.Compile(text, ("focused-deterrence.policy", texts[random.Next(texts.Length)]), ("nibrs-offences.csv", "code,offence\n35A,possession\n"));
            foreach (var rule in compilation.Policy?.Rules ?? [])
            {
                Assert.True(rule.Overrides.Count >= 0);
            }
        }
    }

    [Fact]
    public void Twenty_thousand_rules_in_a_row_bind()
    {
        var text = new StringBuilder("policy a\nusing idpc\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"rule r{i} {{ when quantity is at most {i} g then {(i % 2 == 0 ? "warn" : "advise")}{(i > 0 ? $" overrides r{i - 1}" : "")} }}\n");
        }

        var compilation = TestCompilation.Compile(text.ToString());

        Assert.Empty(compilation.Diagnostics);
        Assert.Equal(19_999, compilation.Policy?.Rules[^1].Overrides.Count);
    }

    [Fact]
    public void Twenty_thousand_rules_that_override_all_bind()
    {
        var text = new StringBuilder("policy a\nusing idpc\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"rule r{i} {{ when offence is supply then warn{(i % 2 == 0 ? " overrides all" : "")} }}\n");
        }

        Assert.Equal(10_000, TestCompilation.Compile(text.ToString()).Policy?.Rules[0].Overrides.Count);
    }

    [Fact]
    public void A_long_chain_of_defines_binds_whatever_its_order()
    {
        var text = new StringBuilder("policy a\nusing idpc\n");
        for (var i = 20_000; i > 0; i--)
        {
            text.Append($"define d{i} = d{i - 1} + 1\n");
        }

        Assert.Empty(TestCompilation.Compile(text + "define d0 = 1\n").Diagnostics);
    }

    [Fact]
    public void A_circle_of_many_defines_is_an_error_and_not_a_crash()
    {
        var text = new StringBuilder("policy a\nusing idpc\n");
        for (var i = 0; i < 5_000; i++)
        {
            text.Append($"define d{i} = d{(i + 1) % 5_000} + 1\n");
        }

        Assert.Contains(TestCompilation.Compile(text.ToString()).Diagnostics, d => d.Id == "PD1027");
    }

    [Fact]
    public void Thousands_of_unknown_names_are_all_reported()
    {
        var text = new StringBuilder("policy a\nusing idpc\n");
        for (var i = 0; i < 20_000; i++)
        {
            text.Append($"rule r{i} {{ when true then advize overrides q{i} }}\n");
        }

        Assert.Equal(40_000, TestCompilation.Compile(text.ToString()).Diagnostics.Length);
    }

    [Fact]
    public void Large_enums_bind()
    {
        var members = string.Join(", ", Enumerable.Range(0, 60_000).Select(i => $"m{i}"));

        Assert.Empty(TestCompilation.Compile($"enum e {{ {members} }}\nset s of e {{ {members} }}\n").Diagnostics);
    }

    private static string Mutate(Random random, string text)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, " " + Snippets[random.Next(Snippets.Length)] + " "),
                2 => text.Insert(at, text.Substring(random.Next(text.Length - length), length)),
                _ => text[..at] + Snippets[random.Next(Snippets.Length)] + text[(at + length)..],
            };
        }

        return text;
    }
}
