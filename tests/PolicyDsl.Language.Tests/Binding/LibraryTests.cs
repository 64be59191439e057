using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class LibraryTests
{
    private static readonly Compilation Library = TestCompilation.Compile("using idpc\n");

    [Fact]
    public void The_standard_library_compiles_without_a_finding() =>
        Assert.Equal("", TestCompilation.Describe(Library.Diagnostics));

    [Fact]
    public void Every_clause_has_a_form_a_source_and_a_force() =>
        Assert.All(Library.Principles.SelectMany(p => p.Clauses), c =>
        {
            Assert.NotNull(c.Form);
            Assert.NotNull(c.SourceText);
            Assert.NotEqual(Symbols.LegalForce.Unstated, c.Force);
        });

    [Fact]
    public void Every_concept_that_a_clause_names_has_its_page() =>
        Assert.Empty(Library.Principles.SelectMany(p => p.Clauses).SelectMany(c => c.Concepts).Where(id => Compilation.FindConcept(id) is null).Distinct());

    [Fact]
    public void Every_assumption_says_how_far_it_was_checked() =>
        Assert.All(Library.Assumptions.SelectMany(a => a.Items), i => Assert.NotNull(i.Verification));
}
