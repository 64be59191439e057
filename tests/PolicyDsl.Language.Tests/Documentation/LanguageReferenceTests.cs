using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Documentation;

public sealed class LanguageReferenceTests
{
    private const string Around = "policy sample \"Sample\"\nusing idpc\n";

    public static TheoryData<string, int> Samples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in new[] { "language.md", "data.md", "principles.md", "tour.md", "verification.md" }.Where(p => File.Exists(Repository.GetPath("docs", p))))
            {
                foreach (var (kind, _, line) in MarkdownSamples.Read(Repository.GetPath("docs", page)))
                {
                    if (kind is "policy" or "policy-part" or "condition")
                    {
                        data.Add(page, line);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_of_the_documents_compiles_and_its_tests_pass(string page, int line)
    {
        var (kind, text, _) = MarkdownSamples.Read(Repository.GetPath("docs", page)).Single(s => s.Line == line);
        var source = kind switch
        {
            "policy" => text,
            "policy-part" => Around + text,
            _ => Around + string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((c, i) => $"rule r{i} {{ when {c} then warn }}\n")) + "otherwise advise\n",
        };

        var compilation = TestCompilation.CompileWithoutErrors(source);

        if (compilation.Policy is { } policy)
        {
            var run = new TestRunner(policy, compilation.Scope).Run();
            Assert.Empty(run.Results.Where(r => !r.Passed).Select(r => $"{r.Test.Name}: {r.Message}"));
        }
    }
}
