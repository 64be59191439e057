using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class LibraryExtensionTests
{
    [Fact]
    public void A_service_of_the_library_may_be_given_a_capacity_and_a_partner()
    {
        var compilation = TestCompilation.CompileWithoutErrors("policy p\nusing idpc\nservice treatment { capacity 40 per week, partner health_service }\nrule r { when minor then divert to treatment }\notherwise advise\n");

        var treatment = Assert.IsType<ServiceSymbol>(compilation.Scope.Find("treatment"));
        Assert.Equal(40, treatment.Capacity);
        Assert.Equal("health_service", treatment.Partner?.Name);
        Assert.Equal("treatment_referral", treatment.Advances?.Name);
    }

    [Fact]
    public void A_service_of_ones_own_is_declared_once()
    {
        var compilation = TestCompilation.Compile("using idpc\nservice debt_advice\nservice debt_advice { capacity 2 per day }\n");

        Assert.Contains(compilation.Diagnostics, d => d.Id == "PD1005");
    }

    [Fact]
    public void An_extension_of_a_set_may_repeat_what_the_set_has_but_not_itself()
    {
        Assert.Empty(TestCompilation.Compile("using idpc\nextend set opioids { nitazene }\n").Diagnostics);
        Assert.Equal("PD1007", Assert.Single(TestCompilation.Compile("using idpc\nextend set opioids { nitazene, nitazene }\n").Diagnostics).Id);
    }
}
