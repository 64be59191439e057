using System.Text;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class AmendmentTests
{
    private const string Base = """
        policy strict "Strict"
        using idpc
        owner "Northside"
        version "1"
        partners probation
        applies when offence in drug_offences
        define small = quantity is at most personal_limit of drug
        rule users {
            when offence in personal_use and small
            then warn
        }
        rule sellers {
            when offence is supply
            then summons
            overrides users
        }
        rule wanted {
            when warrant_outstanding
            then arrest
            overrides sellers, users
        }
        otherwise advise
        departs from partnership.diversion_names_a_partner because "Soon." until 2099-01-01
        table personal_limit of drug gives mass { heroin or cocaine => 1 g, cannabis_herb => 25 g, otherwise => unknown }
        test "of the base" { expect advise }
        """;

    private static readonly (string Path, string Text)[] Files = [("strict.policy", Base)];

    [Fact]
    public void A_variant_is_its_base_with_the_changes()
    {
        var compilation = TestCompilation.CompileWithoutErrors("""
            policy milder amends strict "Milder"
            using "strict.policy"
            version "2"
            partners schools
            replace rule users {
                when offence in personal_use
                then divert
            }
            remove rule wanted
            rule naloxone_too { when drug in opioids offer naloxone }
            replace otherwise warn
            change personal_limit of cocaine to 5 g
            change personal_limit of ketamine to unknown
            """, Files);

        Snapshot.Verify(Describe(compilation));
    }

    [Fact]
    public void Variants_chain()
    {
        var compilation = TestCompilation.CompileWithoutErrors(
            """
            policy mildest amends milder
            using "milder.policy"
            replace rule sellers { when offence is supply then warn }
            change personal_limit of heroin to 3 g
            """,
            [.. Files, ("milder.policy", """
            policy milder amends strict
            using "strict.policy"
            remove rule users
            change personal_limit of heroin to 2 g
            departs from partnership.diversion_names_a_partner because "Still." until 2098-01-01
            """)]);

        Snapshot.Verify(Describe(compilation));
    }

    [Fact]
    public void An_empty_variant_decides_as_its_base_does()
    {
        var own = TestCompilation.CompileWithoutErrors(Base).Policy;
        var variant = TestCompilation.CompileWithoutErrors("policy same amends strict\nusing \"strict.policy\"\n", Files).Policy;

        Assert.Equal(
            own?.Rules.Select(r => (r.Name, r.Action?.Name, string.Join(',', r.Overrides.Select(o => o.Name)))),
            variant?.Rules.Select(r => (r.Name, r.Action?.Name, string.Join(',', r.Overrides.Select(o => o.Name)))));
        Assert.Equal(own?.Partners.Select(p => p.Name), variant?.Partners.Select(p => p.Name));
        Assert.Empty(variant?.Tests ?? []);
    }

    [Fact]
    public void Changes_of_what_is_not_there_are_marked() => TestCompilation.Verify("""
        policy milder amends strict
        using "strict.policy"
        replace rule {|PD1113:user|} { when true then advise }
        replace define {|PD1113:sellers|} = true
        remove crackdown {|PD1113:market|}
        rule {|PD1114:sellers|} { when offence is supply then summons }
        {|PD1114:otherwise advise|}
        change {|PD1003:limit|} of heroin to 2 g
        change personal_limit of {|PD1301:herion|} to 2 g
        """, Files);

    [Fact]
    public void The_kind_that_is_meant_is_named() => Assert.Equal(
        "There is a rule of that name: write `rule sellers`.",
        Assert.Single(TestCompilation.Compile("policy m amends strict\nusing \"strict.policy\"\nremove define sellers\n", Files).Diagnostics).Hint);

    [Fact]
    public void A_removed_rule_leaves_a_note_wherever_it_is_named()
    {
        var compilation = TestCompilation.Compile("policy m amends strict\nusing \"strict.policy\"\nremove rule users\n", Files);

        Assert.Equal(["PD1116", "PD1116"], compilation.Diagnostics.Select(d => d.Id));
        Assert.All(compilation.Diagnostics, d => Assert.Equal(Severity.Info, d.Severity));
        Assert.False(compilation.HasErrors);
    }

    [Fact]
    public void A_variant_cannot_name_what_it_removes() => TestCompilation.Verify("""
        policy m amends strict
        using "strict.policy"
        remove rule wanted
        rule mine { when true then advise overrides {|PD1003:wanted|} }
        """, Files);

    private static string Describe(Compilation compilation)
    {
        var policy = compilation.Policy ?? throw new InvalidOperationException();
        var text = new StringBuilder();
        text.Append($"{policy.Name} amends {string.Join(", ", policy.Amends)}; {policy.Owner}; {policy.Version}\n");
        text.Append($"partners {string.Join(", ", policy.Partners.Select(p => p.Name))}; otherwise {policy.Otherwise?.Name}; scope {policy.AppliesWhen?.Location.Text}\n");
        foreach (var rule in policy.Rules)
        {
            text.Append($"rule {rule.Name} ({rule.Location?.Source.Path}): {rule.When?.Location.Text} => {rule.Action?.Name} > {string.Join(", ", rule.Overrides.Select(o => o.Name))}\n");
        }

        text.Append($"departures {string.Join("; ", policy.Departures.Select(d => $"{d.Clause.QualifiedName} {d.Reason} {d.Until:yyyy-MM-dd}"))}\n");
        foreach (var arm in ((TableSymbol?)compilation.Scope.Find("personal_limit"))?.Arms ?? [])
        {
            text.Append($"  {string.Join(" or ", arm.Patterns.Cast<ConstantPattern>().Select(p => p.Value.Low))} {arm.Kind} => {(arm.Value as BoundLiteral)?.Value.Low}\n");
        }

        return text.Append(TestCompilation.Describe(compilation.Diagnostics)).ToString();
    }
}
