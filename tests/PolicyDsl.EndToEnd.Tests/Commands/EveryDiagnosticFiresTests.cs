using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Testing;

namespace PolicyDsl.EndToEnd.Tests.Commands;

/// <summary>
/// Every diagnostic of the catalogue can be met: by the sample of its page (run by the page tests of its project), or, where one text
/// does not give it, by a scene here or by a test that is named here.
/// </summary>
public sealed class EveryDiagnosticFiresTests
{
    private const string Arrests = "policy p\nusing idpc\nrule r { when offence in personal_use then arrest }\notherwise advise\n";

    private const string Passes = "test \"possession\" { given incident { offence: possession } expect arrest }\n";

    private const string Data = """
        using idpc.vocabulary
        dataset d {
            from "d.csv"
            incident { id = `id`, offence = match `offence` { "possession" => possession }, drug = match `drug` { "heroin" => heroin } }
            person { ethnicity = match `group` { "w" => white, "b" => black } }
        }
        """;

    /// <summary>Ids that another test meets, with its name.</summary>
    private static readonly Dictionary<string, string> MetElsewhere = new(StringComparer.Ordinal)
    {
        ["PD1014"] = "a second policy among the roots: Binding tests",
        ["PD1034"] = "comes with ten others: Binding tests",
        ["PD3003"] = "needs a clause that no proof settles: ClausesOnDataTests",
        ["PD2003"] = "needs more rules than a page can show: LogicCheckTests",
        ["PD3008"] = "comes of a proof: ProofVerdictTests",
        ["PD3009"] = "comes of a proof: ProofVerdictTests",
        ["PD3010"] = "comes of a proof: ProofVerdictTests",
        ["PD5003"] = "needs a policy that costs more than the budget: MutationSentencesTests",
        ["PD4029"] = "needs bytes that no page can show: DataPagesTests",
    };

    public static TheoryData<string, string> Scenes => new()
    {
        { "PD3004", "check p.policy --data d.policy" },
        { "PD3005", "check p.policy --data d.policy" },
        { "PD3006", "check p.policy --fail-on-open" },
        { "PD5002", "test tested.policy --mutate" },
    };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_finding_that_needs_data_or_an_option_is_met(string id, string arguments)
    {
        var rows = "id,offence,drug,group\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"{i},possession,heroin,w\n"));
        using var folder = new TestFolder().Add("p.policy", Arrests).Add("tested.policy", Arrests + Passes).Add("d.policy", Data).Add("d.csv", rows);

        var run = folder.Run([.. arguments.Split(' '), "--format", "compact"]);

        Assert.Contains($" {id}: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_id_of_the_catalogue_is_met_somewhere()
    {
        var scenes = Scenes.Select(s => (string)s[0]).ToHashSet();
        var unmet = DiagnosticCatalogue.All.Select(d => d.Id).Where(id => !scenes.Contains(id) && !MetElsewhere.ContainsKey(id) && !HasSample(id));

        Assert.Empty(unmet);
    }

    private static bool HasSample(string id) =>
        File.ReadLines(Repository.GetPath("docs", "diagnostics", $"{id}.md")).Any(l => l.StartsWith("```policy-error", StringComparison.Ordinal) || l.StartsWith("```policy-on-data", StringComparison.Ordinal));
}
