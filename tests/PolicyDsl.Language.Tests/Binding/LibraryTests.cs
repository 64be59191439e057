using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

public sealed class LibraryTests
{
    [Fact]
    public void The_standard_library_compiles_without_a_finding()
    {
        var compilation = TestCompilation.Compile("using idpc\n");

        Assert.Equal("", TestCompilation.Describe(compilation.Diagnostics));
    }
}
