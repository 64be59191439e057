using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Parsing;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class RecoveryTests
{
    public static TheoryData<string> Names => Samples.Names;

    /// <summary>Leaves out each token of a sample in turn. What is missing must cost few messages and no other declaration.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void One_missing_token_costs_few_messages_and_one_declaration(string name)
    {
        var failures = new List<string>();
        foreach (var (item, token, text, before) in LeaveOutEach(Samples.Read(name)))
        {
            var tree = SyntaxTree.Parse(text);
            var place = $"{tree.Source.GetLinePosition(token.Span.Start).Line + 1}: without `{token.Text}`";
            if (tree.Diagnostics.Length > 3)
            {
                failures.Add($"{place} of {item}: {string.Join(" | ", tree.Diagnostics.Select(d => d.Message))}");
            }

            var lost = before.Except(Describe(tree)).ToArray();
            if (lost.Length > 2)
            {
                failures.Add($"{place} loses {string.Join(", ", lost)}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(40)) + $"\n{failures.Count} in all");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_missing_brace_gives_one_or_two_messages_and_keeps_the_other_declarations(string name)
    {
        foreach (var (item, token, text, before) in LeaveOutEach(Samples.Read(name)).Where(c => c.Token.Kind is TokenKind.OpenBrace or TokenKind.CloseBrace))
        {
            var tree = SyntaxTree.Parse(text);

            Assert.True(tree.Diagnostics.Length is 1 or 2, $"{token.Span} of {item}: {string.Join(" | ", tree.Diagnostics.Select(d => d.Message))}");
            // A service that is not closed takes in a partner declared on the next line, for that is also how its own partner is named.
            var absorbed = item.StartsWith("ServiceSyntax", StringComparison.Ordinal) ? 1 : 0;
            Assert.True(Describe(tree).Count() >= before.Length - absorbed, $"{token.Span} of {item}");
        }
    }

    /// <summary>Each token left out once; of a long sample every so many, because each makes a text of its own.</summary>
    private static IEnumerable<(string Item, SyntaxToken Token, string Text, string[] Before)> LeaveOutEach(string text)
    {
        var tree = SyntaxTree.Parse(text);
        var before = Describe(tree).ToArray();
        var step = 1 + (text.Length / 3_000);
        var tokens = tree.Root.Items.SelectMany(item => item.DescendantTokens().Select(token => (Item: item, Token: token)));
        foreach (var (item, token) in tokens.Where((t, i) => i % step == 0 || (step < 5 && t.Token.Kind is TokenKind.OpenBrace or TokenKind.CloseBrace)))
        {
            yield return ($"{item.GetType().Name} {item.FirstToken.Text}", token, text.Remove(token.Span.Start, token.Span.Length), before);
        }
    }

    /// <summary>Each item by its kind, name and number of parts.</summary>
    private static IEnumerable<string> Describe(SyntaxTree tree) =>
        tree.Root.Items.Select((item, i) => $"{item.GetType().Name} {string.Join(' ', item.DescendantTokens().Take(2))} {item.Children.Length}");

    [Theory]
    [InlineData("rule a {\n when x\n then warn\nrule b { when y then warn }\notherwise advise\n", "rule a", 2)]
    [InlineData("dataset d {\n incident {\n  a = `x`\n person { id = `y` }\n}\nrule b { when y then warn }\n", "incident", 1)]
    [InlineData("test \"t\" {\n given incident { a: b, c: { d: e }\n expect warn\n}\nrule b { when y then warn }\n", "the incident", 1)]
    [InlineData("define x = match y { \"a\" => b\nrule b { when y then warn }\n", "the match", 1)]
    [InlineData("entity e {\n a : text\nset s of t { u }\nrule b { when y then warn }\n", "entity `e`", 2)]
    public void An_open_brace_is_named_with_its_line(string text, string what, int line)
    {
        var tree = SyntaxTree.Parse(text);

        var missing = Assert.Single(tree.Diagnostics);
        Assert.Equal(SyntaxErrors.MissingCloseBrace, missing.Descriptor);
        Assert.Contains(what.Split(' ')[^1].Trim('`'), missing.Message, StringComparison.Ordinal);
        Assert.Single(missing.Related);
        Assert.True(line > 0);
        Assert.Contains(tree.Root.Items.OfType<RuleSyntax>(), r => r.Name.Text == "b" && r.Clauses.Count == 2);
    }

    [Fact]
    public void Fields_may_be_called_like_keywords()
    {
        const string Text = """
            entity incident {
                key key : text
                policy : text
                rule : text = table
                set : set of drug coarse
                required : boolean required
                has : boolean
                invariant : boolean
                contains = priority
            }
            enum word { rule, policy plain, plain plain, test, otherwise_not, service plain }
            rule a {
                when policy is unknown
                     and rule is set
                     and priority is at least 3
                     and table contains "x"
                     or service has with
                     and a.when is b.then
                then warn
            }
            dataset d {
                unit { unit = `x` }
                service from "x.csv" { rule = `y`, policy = `z` }
                action not followed because "x"
            }
            test "x" { given incident { rule: policy, test: { when_: 3 } } expect warn }
            """;

        Assert.Empty(SyntaxTree.Parse(Text).Diagnostics.Select(d => d.Message));
    }
}
