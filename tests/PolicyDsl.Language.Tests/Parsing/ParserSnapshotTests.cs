using PolicyDsl.Language.Syntax;
using PolicyDsl.Testing;

namespace PolicyDsl.Language.Tests.Parsing;

public sealed class ParserSnapshotTests
{
    public static TheoryData<string> Names => [.. Samples.Paths
        .Where(p => p.Contains("Samples", StringComparison.Ordinal))
        .Select(p => Path.GetFileNameWithoutExtension(p))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample(string name)
    {
        var text = Samples.Read($"tests/PolicyDsl.Language.Tests/Samples/{name}.policy");

        Snapshot.Verify(TreeText.Describe(SyntaxTree.Parse(text)), name);
    }

    [Fact]
    public void Expressions()
    {
        string[] expressions =
        [
            "a or b and not c = d default e + f * -g",
            "a - b - c + d",
            "not possibly a.b",
            "if a then b else if c then d else e",
            "x is at least 2 g",
            "x is more than 3 and y is less than -4%",
            "x is not known or y is unknown or z is not other.field",
            "x = 2024-01-31 or y != \"text\" or z is true",
            "age in 10..17 or age in 3.. or age in ..5 or amount in 1..2 g",
            "offence not in [supply, drug.other, -1 g] or offence in violent",
            "drugs has heroin or drugs has any of opioids",
            "person has no incidents where a within past 365 days",
            "place has at least 3 incidents",
            "person has at most 3 incidents where a and b or c",
            "`column` starts with \"a\" ignoring case or `b` matches \"[a-z]+\" or c ends with \"d\"",
            "count(distinct case over incidents of person, area where offence in violent within past 12 months)",
            "sum(a + b over incidents of this.person) > days since last(incidents of person)",
            "any(incidents of person)",
            "most serious of first of nibrs_drug of split(`a`, \";\")",
            "relative_rate(arrest, by person.ethnicity) is at most 1.25",
            "personal_limit of drug * 2 > hour of at",
            "offered naloxone and this.at.when = (one of a, b)",
            "match x { \"A\" or \"B\" => 1, starts with \"C\" where d => 2, 18..24 => 3, ..-1 => 4, true => 5, a.b => 6, unknown => 7, otherwise => unknown, }",
        ];

        Snapshot.Verify(string.Join("\n", expressions.Select(Describe)));
    }

    private static string Describe(string expression)
    {
        var tree = SyntaxTree.Parse("define x = " + expression);
        Assert.Empty(tree.Diagnostics.Select(d => expression + ": " + d.Message));
        return expression + "\n" + TreeText.Describe(Assert.IsType<DefineSyntax>(Assert.Single(tree.Root.Items)).Value);
    }
}
