using System.Text;
using PolicyDsl.Language.Formatting;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Tests.Parsing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Formatting;

public sealed class FormatterTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_keeps_its_tokens_and_comments_and_is_formatted_once(string name) => Check(Samples.Read(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_layout_of_a_sample_keeps_its_tokens_and_comments(string name)
    {
        var text = Samples.Read(name);
        if (text.Length > 10_000)
        {
            return;
        }

        for (var seed = 0; seed < 30; seed++)
        {
            Check(Scatter(text, new Random(seed)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_changed_sample_is_formatted_or_left_alone()
    {
        var samples = Samples.ReadAll().Where(s => s.Length < 10_000).ToArray();
        var random = new Random(7);
        var formatted = 0;
        for (var i = 0; i < 1500; i++)
        {
            var text = RandomTexts.Mutate(samples[random.Next(samples.Length)], random);
            if (SyntaxTree.Parse(text).Diagnostics.IsEmpty)
            {
                Check(text, $"text {i}");
                formatted++;
            }
            else
            {
                Assert.Equal(text, Formatter.Format(SyntaxTree.Parse(text)));
            }
        }

        Assert.True(formatted > 50, "too few of the texts were valid");
    }

    [Fact]
    public void Sloppy_text_becomes_tidy()
    {
        const string Text = """
            policy   p   "P"


            using idpc
            rule a "A"{when offence is supply and(violent_history is at least 3 or weapon is firearm or uses_minors)and quantity is more than 2g unless minor and dependent then arrest, otherwise warn
              because "x"     overrides b,c
            // why
            also offer naloxone  }
            rule b { when x then warn } // stays on one line
            rule c { when x or
                  y or z
                unless w
                then divert to treatment,employment within 2 days
                with health_service, harm_reduction_service, ambulance_service, probation, residents_council, social_services, youth_service }
            otherwise    advise
            define limit = if minor
             then 1 g
             else match drug {heroin=>1 g,cocaine =>2 g,

              otherwise=>unknown}
            define long = count(distinct case over incidents of person, area where offence in violent and weapon in [firearm,knife] within past 365 days)
            entity e {a:text,b:set of drug coarse
              c = a.b+-3*(2 -d)
              /// Documented.
              longer_name :integer   by officer // with a comment


              // the end
            }
            test "t" { given incident { offence:possession,person:{age:31},at:2024-01-01T12:00, quantity: 1..2 g, drug: one of a,b } expect advise
             for each { drug,quantity=>expect;heroin,1 g=>divert;
               cannabis_herb,  2 g => advise } }
            assumptions x { cost of arrest = 900..1_500..2_400 GBP source "s"
              effect of divert on later incidents of person = -58%..-39%..-10% for 730 days,fading over 28 days, displacing 0%..10%..30% }
            // last
            """;

        Snapshot.Verify(Formatter.Format(SyntaxTree.Parse(Text)));
        Check(Text);
    }

    [Fact]
    public void Columns_that_the_author_aligned_stay_aligned()
    {
        const string Text = """
            owner     "Northside"
            version   "1"
            in force  2025-01-01
            advances a
            applies when x

            dataset d {
                incident {
                    at       = `a`
                    case     = `b`
                    offence  = `c`
                    warrant_outstanding = `d`
                    a = `e`
                }
            }
            test "t" {
                for each { drug, quantity => expect;
                    heroin,   1 g   => divert;
                    cocaine,  10 g  => divert;
                    cannabis_herb, 2 g => advise }
            }
            """;

        Snapshot.Verify(Formatter.Format(SyntaxTree.Parse(Text)));
    }

    [Theory]
    [InlineData("rule a {\n    when x\n    then warn\n}\n")]
    [InlineData("rule a { when x then warn }\n")]
    [InlineData("action advise { severity 1 }\naction warn   { severity 2 }\n")]
    [InlineData("rule a {\n    when x\n     unless y\n    then warn\n}\n")]
    [InlineData("// only a comment\n")]
    [InlineData("")]
    [InlineData("using idpc // why\n\n// end\n")]
    [InlineData("rule a {\r\n    when x\r\n    then warn\r\n}\r\n")]
    public void Tidy_text_stays_as_it_is(string text) => Assert.Equal(text, Formatter.Format(SyntaxTree.Parse(text)));

    [Fact]
    public void Text_with_errors_stays_as_it_is()
    {
        const string Text = "rule  a{when  then warn }\n\n\n\nrule b  { when x }";

        Assert.Equal(Text, Formatter.Format(SyntaxTree.Parse(Text)));
    }

    [Fact]
    public void Lines_are_no_longer_than_they_must_be()
    {
        foreach (var sample in Samples.ReadAll())
        {
            var lines = Formatter.Format(SyntaxTree.Parse(sample), new FormatOptions(Width: 100)).Split('\n');
            var tooLong = lines.Where(l => l.Length > 100 && l.Count(c => c == ',') > 1 && !l.Contains('"', StringComparison.Ordinal) && !l.Contains('/', StringComparison.Ordinal));

            Assert.Empty(tooLong);
        }
    }

    private static void Check(string text, string origin = "")
    {
        if (FindBreach(text) is null)
        {
            return;
        }

        var small = TextShrinker.Shrink(text, t => FindBreach(t) is not null);
        Assert.Fail($"{origin}: {FindBreach(small)}\nThe smallest text that fails:\n{small}\n{System.Text.Json.JsonSerializer.Serialize(small)}");
    }

    private static string? FindBreach(string text)
    {
        var tree = SyntaxTree.Parse(text);
        if (!tree.Diagnostics.IsEmpty)
        {
            return null;
        }

        var laidOut = SyntaxTree.Parse(Formatter.Layout(tree, new FormatOptions()));
        if (!Formatter.HaveSameTokens(tree, laidOut))
        {
            return "the tokens differ: " + laidOut.Source.Text;
        }

        if (!GetComments(tree).SequenceEqual(GetComments(laidOut)))
        {
            return "the comments differ: " + laidOut.Source.Text;
        }

        var formatted = Formatter.Format(tree);
        var again = Formatter.Format(SyntaxTree.Parse(formatted));
        return formatted == again ? null : $"formatted once:\n{formatted}\ntwice:\n{again}";
    }

    /// <summary>Comments with the token that they belong to.</summary>
    private static IEnumerable<string> GetComments(SyntaxTree tree) => tree.Root.DescendantTokens().SelectMany(t =>
        t.LeadingTrivia.Where(LineBreaks.IsComment).Select(c => c.Text.TrimEnd() + " before " + t.Text)
            .Concat(t.TrailingTrivia.Where(LineBreaks.IsComment).Select(c => c.Text.TrimEnd() + " after " + t.Text)));

    /// <summary>The tokens of a text with other white space and more comments.</summary>
    private static string Scatter(string text, Random random)
    {
        var tree = SyntaxTree.Parse(text);
        var builder = new StringBuilder();
        var breaks = random.Next(2, 40);
        foreach (var token in tree.Root.DescendantTokens())
        {
            var isUnit = tree.GetParent(token) is QuantitySyntax quantity && quantity.Unit == token;
            var isLine = LineBreaks.StartsLine(token);
            builder.Append(isUnit ? "  " : random.Next(breaks) switch
            {
                0 => "\n",
                1 => "   ",
                2 when random.Next(4) == 0 => " // end " + random.Next(100) + "\n",
                3 when random.Next(4) == 0 => "\n\n\n// line " + random.Next(100) + "\n\n    /// doc\n",
                _ => isLine ? "\n" : " ",
            }).Append(token.Text);
        }

        return builder.ToString();
    }
}
