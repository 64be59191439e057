using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class DeclarationTests
{
    [Fact]
    public void A_clash_is_reported_at_both_places_with_the_other_one()
    {
        var compilation = TestCompilation.Verify("""
            enum {|PD1005:season|} { summer, winter }
            activity {|PD1005:season|}
            """);

        Assert.All(compilation.Diagnostics, d => Assert.NotEqual(d.Location, Assert.Single(d.Related).Location));
    }

    [Fact]
    public void A_clash_with_the_standard_library_is_reported_in_the_authors_file_alone() => TestCompilation.Verify("""
        using idpc.vocabulary
        action {|PD1005:arrest|} { severity 3 }
        """);

    [Fact]
    public void A_measure_may_have_the_name_of_a_service() =>
        TestCompilation.CompileWithoutErrors("using idpc\nmeasure naloxone = count(incidents where offered naloxone)\n");

    [Fact]
    public void Members_and_fields_that_clash_are_reported_at_both_places() => TestCompilation.Verify("""
        enum season { {|PD1006:summer|}, winter }
        extend enum season { {|PD1006:summer|} }
        entity place { key id : text, {|PD1006:open|} : boolean, {|PD1006:open|} : integer }
        """);

    [Fact]
    public void What_extensions_add_counts_after_what_was_there()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            using idpc.vocabulary
            extend enum drug { khat }
            extend set stimulants { khat }
            extend entity incident { school_distance_m : integer, near_school = school_distance_m < 100 }
            """);

        var drug = Assert.IsType<EnumSymbol>(compilation.Scope.Find("drug"));
        Assert.Equal(drug.Members.Length - 1, drug.FindMember("khat")?.Ordinal);
        Assert.Equal("khat", Assert.IsType<SetSymbol>(compilation.Scope.Find("stimulants")).Members[^1].Name);
        Assert.Equal(BasicType.Boolean, compilation.Incident?.FindField("near_school")?.Type);
        Assert.False(compilation.Incident?.FindField("near_school")?.IsStored);
    }

    [Fact]
    public void Unknown_names_are_marked_where_they_stand() => TestCompilation.Verify("""
        using idpc.vocabulary
        extend enum {|PD1003:drgu|} { khat }
        set mild of drug { cannabis_herb, {|PD1003:kahnabis|} }
        entity place { size : {|PD1003:number|} }
        service shelter { advances {|PD1003:public_helth|}, partner {|PD1004:leaflets|} }
        """);

    [Theory]
    [InlineData("bool", "Write `boolean`.")]
    [InlineData("string", "Write `text`.")]
    [InlineData("intger", "Did you mean `integer`?")]
    [InlineData("ofence", "Did you mean `offence`?")]
    public void A_type_of_another_name_is_suggested(string written, string hint) =>
        Assert.Equal(hint, Assert.Single(TestCompilation.Compile($"using idpc.vocabulary\nentity place {{ size : {written} }}\n").Diagnostics).Hint);

    [Fact]
    public void A_suggestion_can_be_applied()
    {
        var fix = Assert.Single(Assert.Single(TestCompilation.Compile("policy a\nusing idpc\notherwise advize\n").Diagnostics).Fixes);

        Assert.Equal("advise", Assert.Single(fix.Edits).NewText);
        Assert.False(fix.IsSafe);
    }

    [Fact]
    public void Actions_are_numbered_in_order_of_declaration()
    {
        var compilation = TestCompilation.CompileWithoutErrors("using idpc.vocabulary\naction scold { severity 1 }\n");

        Assert.Equal(Enumerable.Range(0, compilation.Actions.Length), compilation.Actions.Select(a => a.Ordinal));
        Assert.Equal("scold", compilation.Actions[^1].Name);
    }

    [Fact]
    public void Formulas_may_stand_in_any_order()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            policy a
            using idpc
            define c = b and warrant_outstanding
            define b = doubled is at least 4
            define doubled = 2 * count(incidents of person)
            rule r { when c then advise }
            """);

        Assert.Equal(["boolean", "boolean", "integer"], compilation.Policy?.Defines.Select(d => d.Value?.Type.Name ?? ""));
    }

    [Fact]
    public void A_circle_of_formulas_is_reported_at_each_of_them()
    {
        var compilation = TestCompilation.Verify("""
            using idpc.vocabulary
            extend entity incident {
                {|PD1027:one|} = two and uses_minors
                {|PD1027:two|} : boolean = three
                {|PD1027:three|} = one
                four = uses_minors
            }
            """);

        Assert.All(compilation.Diagnostics, d => Assert.Contains(" -> ", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_that_only_looks_like_a_use_of_a_define_is_no_circle() => TestCompilation.CompileWithoutErrors("""
        policy a
        using idpc
        define possession = offence is supply
        define other_name = offence is possession
        rule r { when possession and other_name then advise }
        """);

    [Fact]
    public void Entries_of_a_table_come_from_two_columns_of_a_file()
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            "using idpc.vocabulary\ntable codes of text gives offence from \"c.csv\" { `code` => `offence` }\n",
            ("c.csv", "code,offence\n35A,possession\n99Z,unknown\n"));

        var arms = Assert.IsType<TableSymbol>(compilation.Scope.Find("codes")).Arms;
        Assert.Equal(["35A", "99Z"], arms.Select(a => Assert.IsType<Language.Binding.ConstantPattern>(Assert.Single(a.Patterns)).Value.Text));
        Assert.Equal(Value.Unknown, Assert.IsType<Language.Binding.BoundLiteral>(arms[1].Value).Value);
    }

    [Fact]
    public void A_table_of_the_wrong_file_gets_ten_messages_and_a_count()
    {
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},nonsense\n"));

        var compilation = TestCompilation.Compile(
            "using idpc.vocabulary\ntable codes of text gives offence from \"c.csv\" { `code` => `offence` }\n", ("c.csv", "code,offence\n" + rows));

        Assert.Equal(10, compilation.Diagnostics.Count(d => d.Id == "PD1032"));
        Assert.Contains("20 more", Assert.Single(compilation.Diagnostics, d => d.Id == "PD1034").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_has_its_force_and_its_concepts()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            using idpc.vocabulary
            principle p rank 2 {
                /// Why it is there.
                /// See: balloon-effect, market-violence.
                clause c "Title" source "Somewhere (2019), II.7 (should)"
                    every rule that ends in coercive action states offer at least 2
            }
            """);

        var clause = Assert.Single(Assert.Single(compilation.Principles).Clauses);
        Assert.Equal(LegalForce.Should, clause.Force);
        Assert.Equal(["balloon-effect", "market-violence"], clause.Concepts.AsEnumerable());
        var form = Assert.IsType<StatesForm>(clause.Form);
        Assert.All(form.EndsIn?.Actions ?? [], a => Assert.True(a.IsCoercive));
        Assert.Equal((true, 2m), (form.BoundIsLower, form.BoundNumber));
    }

    [Fact]
    public void An_assumption_keeps_how_far_it_was_checked()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            using idpc.vocabulary
            assumptions local {
                currency GBP
                cost of arrest = 900 .. 1_500 .. 2_400 GBP source "Somewhere [memory-unverified]"
                effect of crackdown on incidents of area = -45% .. -25% .. -5%, fading over 28 days, displacing 0% .. 10% .. 30%
            }
            """);

        var items = Assert.Single(compilation.Assumptions).Items;
        Assert.Equal("memory-unverified", items[0].Verification);
        Assert.Equal((900_000_000L, 2_400_000_000L), (items[0].Estimate.Low, items[0].Estimate.High));
        Assert.Null(items[1].Subject);
        Assert.Equal(new CalendarLength(28, CalendarUnit.Day), items[1].FadingOver);
        Assert.Equal(300_000, items[1].Displacing?.High);
    }

    [Fact]
    public void Suggestions_stop_before_they_cost_too_much()
    {
        var rules = string.Concat(Enumerable.Range(0, 200).Select(i => $"rule r{i} {{ when true then advize }}\n"));

        var compilation = TestCompilation.Compile("policy a\nusing idpc\n" + rules);

        Assert.Equal(200, compilation.Diagnostics.Length);
        Assert.Equal(50, compilation.Diagnostics.Count(d => d.Hint is not null));
    }
}
