using PolicyDsl.Language.Tests.Parsing;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Binding;

/// <summary>The blocks of the language page, each with as much around it as an excerpt needs.</summary>
public sealed class SamplesBindTests
{
    private const string Codes = "code,offence\n35A,possession\n35B,supply\n";

    private static readonly (string Path, string Text)[] Files =
        [("focused-deterrence.policy", Read("focused-deterrence")), ("nibrs-offences.csv", Codes), ("small.policy", Small)];

    [Theory]
    [InlineData("focused-deterrence", "")]
    [InlineData("softer-on-sellers", "")]
    [InlineData("measures-and-data", "using idpc.principles\n")]
    [InlineData("principles", "using idpc.vocabulary\n")]
    [InlineData("vocabulary", Rest)]
    [InlineData("operations-and-outcomes", "policy example\nusing \"small.policy\"\n")]
    public void Each_block_of_the_language_page_compiles(string name, string before) =>
        TestCompilation.CompileWithoutErrors(before + Read(name), Files);

    /// <summary>What the excerpt of the vocabulary leaves to the whole one.</summary>
    private const string Rest = """
        enum drug { none plain, heroin }
        enum weapon { none plain, knife, firearm }
        enum sex { male, female }
        enum ethnicity { white, other }
        activity treatment_referral

        """;

    /// <summary>The excerpt of the vocabulary without the service that the operations declare themselves.</summary>
    private static string Small => Rest + "action community_resolution { severity 3 }\n"
        + Read("vocabulary").Replace("service treatment { advances treatment_referral }", "", StringComparison.Ordinal);

    private static string Read(string name) => Samples.Read($"tests/PolicyDsl.Language.Tests/Samples/{name}.policy");
}
