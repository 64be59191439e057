using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Evaluation.Loading.Columnar;
using PolicyDsl.Language;
using PolicyDsl.Outcomes.Comparison;
using PolicyDsl.Testing;

namespace PolicyDsl.Outcomes.Tests;

/// <summary>Small data and policies that a test writes down, loaded and compared.</summary>
internal sealed class OutcomesFixture : IDisposable
{
    public const string Dataset = """
        using idpc.vocabulary
        dataset d {
            from "data.csv"
            incident {
                id = `id`
                offence = match `offence` { "supply" => supply, "possession" => possession, "robbery" => robbery, "drugs" => (one of possession, supply), "theft" => theft }
                drug = match `drug` { "heroin" => heroin, "cocaine" => cocaine }
                recorded = match `action` { "arrest" => arrest, "summons" => summons, "none" => no_action }
            }
            person { id = `id`, ethnicity = match `group` { "w" => white, "b" => black, "a" => asian }, sex = match `sex` { "m" => male, "f" => female } }
        }
        """;

    private readonly DataWorkspace folder = new();

    public OutcomesFixture Data(string csv)
    {
        folder.Write("data.csv", csv.ReplaceLineEndings("\n"));
        return this;
    }

    public Compilation Compile(string policy, string dataset = Dataset)
    {
        folder.Write("data.policy", dataset);
        return folder.Compile("policy " + policy + "\n" + dataset, policy.Split(' ', 2)[0].Split('\n')[0] + ".policy");
    }

    public IncidentData Load(Compilation compilation)
    {
        var result = ColumnLoader.Load(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = folder.Root });
        Assert.True(result.Data is not null, TestCompilation.Describe(result.Report.Diagnostics));
        return result.Data;
    }

    /// <summary>The data as they stand in their file.</summary>
    public IColumnSource Open(Compilation compilation) =>
        ColumnLoader.Open(new LoadRequest { Dataset = compilation.Datasets[0], Scope = compilation.Scope, Root = folder.Root });

    public ComparisonResult CompareOn(string dataset, string? assumptions, params string[] policies) => PolicyComparison.Compare(new ComparisonRequest
    {
        Policies = [.. policies.Select(p => Compile(p, dataset)).Select(c => new ComparedPolicy(c.Policy ?? throw new InvalidOperationException("no policy"), c.Scope, Load(c)))],
        Assumptions = assumptions,
    });

    public ComparisonResult Compare(params string[] policies) => CompareOn(Dataset, null, policies);

    public void Dispose() => folder.Dispose();
}
