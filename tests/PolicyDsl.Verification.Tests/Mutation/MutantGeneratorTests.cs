using PolicyDsl.Verification.Mutation;

namespace PolicyDsl.Verification.Tests.Mutation;

public sealed class MutantGeneratorTests
{
    public static TheoryData<string, MutantKind, string[]> Conditions => new()
    {
        { "person.age is at least 18", MutantKind.Comparison, ["`is at least 18` becomes `is more than 18`", "`is at least 18` becomes `is less than 18`"] },
        { "person.age < 18", MutantKind.Comparison, ["`person.age < 18` becomes `person.age <= 18`", "`person.age < 18` becomes `person.age >= 18`"] },
        { "offence is supply", MutantKind.Comparison, ["`offence is supply` becomes `offence is not supply`"] },
        { "offence != supply", MutantKind.Comparison, ["`offence != supply` becomes `offence = supply`"] },
        { "person.age is at least 18", MutantKind.Threshold, ["`is at least 18` becomes `is at least 17`"] },
        { "person.age is more than 18", MutantKind.Threshold, ["`is more than 18` becomes `is more than 19`"] },
        { "18 <= person.age", MutantKind.Threshold, ["`18 <= person.age` becomes `17 <= person.age`"] },
        { "quantity is at most 2.50 g", MutantKind.Threshold, ["`is at most 2.50 g` becomes `is at most 2.49 g`", "`is at most 2.50 g` becomes `is at most 2.51 g`"] },
        { "quantity is more than 0 g", MutantKind.Threshold, ["`is more than 0 g` becomes `is more than 1 g`"] },
        {
            "quantity in 1..2 g or quantity > 7 g", MutantKind.Threshold,
            ["`1..2 g` becomes `0..2 g`", "`1..2 g` becomes `2..2 g`", "`1..2 g` becomes `1..1 g`", "`1..2 g` becomes `1..3 g`", "`1..2 g` becomes `1..7 g`",
             "`quantity > 7 g` becomes `quantity > 6 g`", "`quantity > 7 g` becomes `quantity > 8 g`", "`quantity > 7 g` becomes `quantity > 2 g`"]
        },
        { "at < 2024-03-01T08:30", MutantKind.Threshold, ["`at < 2024-03-01T08:30` becomes `at < 2024-03-01T08:29`", "`at < 2024-03-01T08:30` becomes `at < 2024-03-01T08:31`"] },
        { "offence in violent", MutantKind.Membership, ["`offence in violent` becomes `offence not in violent`"] },
        { "offence not in violent", MutantKind.Membership, ["`offence not in violent` becomes `offence in violent`"] },
        {
            "weapon in [firearm, knife]", MutantKind.Membership,
            ["`weapon in [firearm, knife]` becomes `weapon not in [firearm, knife]`", "`weapon in [firearm, knife]` becomes `weapon in [knife]`", "`weapon in [firearm, knife]` becomes `weapon in [firearm]`"]
        },
        { "uses_minors and dangerous", MutantKind.Connective, ["`uses_minors and dangerous` becomes `uses_minors or dangerous`"] },
        { "uses_minors or dangerous", MutantKind.Connective, ["`uses_minors or dangerous` becomes `uses_minors and dangerous`"] },
        { "uses_minors and dangerous", MutantKind.Part, ["`uses_minors` is left out", "`and dangerous` is left out"] },
        { "uses_minors", MutantKind.Negation, ["`uses_minors` becomes `not uses_minors`"] },
        { "not uses_minors", MutantKind.Negation, ["`not uses_minors` becomes `uses_minors`"] },
        { "drugs has heroin", MutantKind.Negation, ["`drugs has heroin` becomes `not drugs has heroin`"] },
        { "dangerous unless uses_minors", MutantKind.Exception, ["`unless uses_minors` is left out"] },
        { "certainly dangerous", MutantKind.Certainty, ["`certainly dangerous` becomes `dangerous`", "`certainly dangerous` becomes `possibly dangerous`"] },
        { "possibly dangerous", MutantKind.Certainty, ["`possibly dangerous` becomes `dangerous`", "`possibly dangerous` becomes `certainly dangerous`"] },
        { "quantity is known", MutantKind.Knowledge, ["`quantity is known` becomes `quantity is unknown`"] },
        { "quantity is unknown", MutantKind.Knowledge, ["`quantity is unknown` becomes `quantity is known`"] },
        { "dangerous default false", MutantKind.Knowledge, ["`default false` is left out", "`default false` becomes `default true`"] },
        {
            "count(incidents of person where offence is supply within past 365 days) > 2", MutantKind.Window,
            ["`within past 365 days` becomes `within past 182 days`", "`within past 365 days` becomes `within past 730 days`"]
        },
        { "any(incidents of person within past 1 year)", MutantKind.Window, ["`within past 1 year` becomes `within past 6 months`", "`within past 1 year` becomes `within past 2 years`"] },
        { "any(incidents of person where offence is supply)", MutantKind.Part, ["`where offence is supply` is left out"] },
        { "count(distinct case over incidents of person) > 2", MutantKind.Part, ["`distinct case over` is left out"] },
        { "person has at least 3 incidents", MutantKind.Threshold, ["`has at least 3` becomes `has at least 4`", "`has at least 3` becomes `has at least 2`"] },
        { "person has at least 3 incidents", MutantKind.Comparison, ["`has at least 3` becomes `has at most 2`"] },
        { "person has no incidents", MutantKind.Comparison, ["`has no incidents` becomes `has at least 1 incidents`"] },
    };

    public static TheoryData<string, MutantKind, string[]> Clauses => new()
    {
        { "then warn", MutantKind.Disposition, ["`then warn` becomes `then seize`", "`then warn` becomes `then divert`"] },
        { "then divert to treatment, otherwise warn", MutantKind.Otherwise, ["`otherwise warn` becomes `otherwise seize`", "`otherwise warn` becomes `otherwise divert`"] },
        { "then divert to treatment, otherwise warn", MutantKind.Offer, ["`to treatment` is left out"] },
        { "offer naloxone, medical_aid", MutantKind.Offer, ["`offer naloxone` is left out", "`offer medical_aid` is left out"] },
        { "then warn", MutantKind.Rule, ["rule `r` never fires"] },
        {
            "then arrest overrides a, b", MutantKind.Order,
            ["`overrides a` is left out", "`overrides a` becomes `yields to a`", "`overrides b` is left out", "`overrides b` becomes `yields to b`"]
        },
        { "then arrest yields to a", MutantKind.Order, ["`yields to a` is left out", "`yields to a` becomes `overrides a`"] },
        { "then arrest overrides all", MutantKind.Order, ["`overrides all` is left out"] },
        { "then arrest overrides all except a", MutantKind.Order, ["`overrides all except a` is left out", "`except a` is left out"] },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_has_the_mutants_that_a_slip_of_the_pen_would_make(string condition, MutantKind kind, string[] expected)
    {
        AssertMutants($"rule r {{ when {condition} then warn }}", kind, [.. expected.Select(e => $"{e} in rule `r`")]);
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void What_a_rule_does_and_its_place_in_the_order_have_mutants(string clauses, MutantKind kind, string[] expected)
    {
        var others = "rule a { when weapon is knife then warn }\nrule b { when weapon is firearm then warn }\n";
        AssertMutants($"{others}rule r {{ when dangerous {clauses} }}", kind, [.. expected.Select(e => kind == MutantKind.Rule ? e : $"{e} in rule `r`")], "rule `r`");
    }

    [Fact]
    public void The_scope_and_otherwise_have_mutants()
    {
        var lines = "applies when offence in drug_offences\nrule r { when dangerous then arrest }\notherwise advise";
        AssertMutants(lines, MutantKind.Scope, ["`applies when` is left out"]);
        AssertMutants(lines, MutantKind.Otherwise, ["`otherwise advise` becomes `otherwise no_action` in `otherwise`", "`otherwise advise` becomes `otherwise seize` in `otherwise`"]);
    }

    [Fact]
    public void Tables_sets_defines_and_formulas_of_the_author_have_mutants_where_the_policy_reads_them()
    {
        var files = ("own.policy", """
            set mine of offence { supply, robbery }
            set unread of offence { supply, robbery }
            extend entity incident { late = hour of at is at least 22, early = hour of at is less than 6 }
            """);
        var lines = """
            using "own.policy"
            table limit of drug gives mass { heroin or cocaine => 1 g, otherwise => unknown }
            table idle of drug gives mass { heroin => 1 g, otherwise => unknown }
            define much = quantity > limit of drug
            define idle_define = quantity > 3 g
            rule r { when much and late and offence in mine then arrest }
            """;
        AssertMutants(
            lines,
            MutantKind.Table,
            [
                "`heroin or cocaine => 1 g` becomes `heroin or cocaine => 0 g` in table `limit`", "`heroin or cocaine => 1 g` becomes `heroin or cocaine => 2 g` in table `limit`",
                "`heroin or cocaine => 1 g` is left out in table `limit`", "`heroin or cocaine => 1 g` becomes `cocaine => 1 g` in table `limit`",
                "`heroin or cocaine => 1 g` becomes `heroin => 1 g` in table `limit`",
                "`otherwise => unknown` becomes `otherwise => 1 g` in table `limit`", "`otherwise => unknown` is left out in table `limit`",
            ],
            null,
            files);
        AssertMutants(
            lines, MutantKind.Membership, ["`supply` is left out in set `mine`", "`robbery` is left out in set `mine`", "`offence in mine` becomes `offence not in mine` in rule `r`"], null, files);
        AssertMutants(
            lines,
            MutantKind.Comparison,
            [
                "`is at least 22` becomes `is more than 22` in field `incident.late`", "`is at least 22` becomes `is less than 22` in field `incident.late`",
                "`quantity > limit of drug` becomes `quantity >= limit of drug` in define `much`", "`quantity > limit of drug` becomes `quantity <= limit of drug` in define `much`",
            ],
            null,
            files);
    }

    [Fact]
    public void A_policy_that_amends_another_has_the_mutants_of_what_is_left_of_both()
    {
        var mutants = Mutants.Generate(Mutants.Compile("""
            policy q amends p
            using "p.policy"
            replace rule a { when weapon is knife then warn }
            change limit of heroin to 3 g
            """, ("p.policy", """
            policy p
            using idpc
            table limit of drug gives mass { heroin => 1 g, otherwise => unknown }
            rule a { when weapon is firearm then arrest }
            rule b { when quantity > limit of drug then seize }
            """)).Compilation).Select(m => m.Sentence).ToList();

        Assert.Contains("`weapon is knife` becomes `weapon is not knife` in rule `a`", mutants);
        Assert.DoesNotContain("`weapon is firearm` becomes `weapon is not firearm` in rule `a`", mutants);
        Assert.Contains("rule `b` never fires", mutants);
        Assert.Contains("`change limit of heroin to 3 g` becomes `change limit of heroin to 4 g` in table `limit`", mutants);
    }

    [Fact]
    public void Every_mutant_changes_its_source_and_nothing_but_what_it_says()
    {
        foreach (var mutant in Mutants.Of("rule r { when offence is supply and (dangerous or uses_minors) unless person.age < 18 then arrest }\notherwise warn"))
        {
            Assert.NotEqual(mutant.Location.Source.Text, mutant.Apply());
            Assert.All(mutant.Edits, e => Assert.Same(mutant.Location.Source, e.Location.Source));
        }
    }

    [Fact]
    public void A_long_part_is_named_by_its_beginning()
    {
        var mutants = Mutants.Of("rule r { when offence in [supply, production, trafficking, robbery] and weapon in [firearm, knife] then arrest }");

        Assert.Contains(mutants, m => m.Sentence == "`and` becomes `or` before `weapon in [firearm, knife]` in rule `r`");
    }

    [Fact]
    public void A_sample_is_the_same_each_time_and_grows_with_its_size()
    {
        var all = Mutants.Of("rule r { when offence is supply and (dangerous or uses_minors) unless person.age < 18 then arrest }\notherwise warn");

        var five = MutantSample.Take(all, 5);
        Assert.Equal(5, five.Length);
        Assert.Equal<Mutant>(five.AsEnumerable(), MutantSample.Take(all, 5));
        Assert.Subset(MutantSample.Take(all, 9).ToHashSet(), five.ToHashSet());
        Assert.Equal<Mutant>(all.AsEnumerable(), MutantSample.Take(all, all.Length));
    }

    private static void AssertMutants(string lines, MutantKind kind, string[] expected, string? place = null, params (string Path, string Text)[] files)
    {
        var found = Mutants.Of(lines, files).Where(m => m.Kind == kind && (place is null || m.Place.ToString() == place)).Select(m => m.Sentence);

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
