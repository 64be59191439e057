using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class SemanticModelTests
{
    [Theory]
    [InlineData("policy a using idpc define small$$ = quantity < 1 g", "define small")]
    [InlineData("policy a using idpc rule r { when mi$$nor then advise }", "field person.minor")]
    [InlineData("policy a using idpc rule r { when true then $$advise }", "action advise")]
    [InlineData("policy a using idpc rule r { when true then advise$$ }", "action advise")]
    [InlineData("policy a using idpc rule r { when offence is poss$$ession then advise }", "member offence.possession")]
    [InlineData("policy $$a using idpc otherwise advise", "policy a")]
    [InlineData("policy a using idpc rule r { when true then advise } rule s { when true then warn overrides $$r }", "rule r")]
    [InlineData("using idpc.vocabulary extend entity incident { beat$$ : text }", "field incident.beat")]
    [InlineData("using idpc.vocabulary principle p rank 2 { clause c$$ every rule states because }", "clause p.c")]
    [InlineData("policy a using$$ idpc otherwise advise", null)]
    public void A_position_has_the_symbol_of_its_name(string marked, string? expected)
    {
        var source = MarkedSource.Parse(marked);
        var compilation = TestCompilation.CompileWithoutErrors(source.Text);

        var symbol = compilation.GetSemanticModel(compilation.Trees[^1]).FindSymbol(source.Caret ?? -1);

        Assert.Equal(expected, symbol?.ToString());
    }

    [Fact]
    public void References_are_found_in_all_sources_in_order()
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            "policy b amends a\nusing \"a.policy\"\nrule two { when true then warn overrides one }\n",
            ("a.policy", "policy a\nusing idpc\nrule one { when true then advise }\nrule three { when true then arrest overrides one }\n"));
        var model = compilation.GetSemanticModel(compilation.Trees[^1]);
        var one = model.EffectiveRules.Single(r => r.Name == "one");

        Assert.Equal(["a.policy", "main.policy"], model.FindReferences(one).Select(l => l.Source.Path));
        Assert.Equal(3, model.FindReferences(one, includeDeclaration: true).Length);
    }

    [Fact]
    public void An_expression_has_its_type()
    {
        var compilation = TestCompilation.CompileWithoutErrors("policy a using idpc define limit = 2 * quantity");
        var tree = compilation.Trees[^1];

        var value = tree.Root.Items.OfType<DefineSyntax>().Single().Value;

        Assert.Equal(BasicType.Mass, compilation.GetSemanticModel(tree).GetType(value));
    }

    [Fact]
    public void A_concept_is_found_by_its_id()
    {
        Assert.Equal("Balloon effect", Compilation.FindConcept("balloon-effect")?.Title);
        Assert.Null(Compilation.FindConcept("nothing-of-this-name"));
        Assert.Equal(Compilation.Concepts.Length, Compilation.Concepts.Select(c => c.Id).Distinct().Count());
    }
}
