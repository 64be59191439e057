using FsCheck;
using FsCheck.Fluent;
using PolicyDsl.Reporting.Text;

namespace PolicyDsl.Reporting.Tests.Text;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_changed_line_stands_between_its_neighbours() => Assert.Equal(
        "--- x\n+++ x\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n",
        Write("a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "a\nb\nc\nd\nE\nf\ng\nh\ni\nj"));

    [Fact]
    public void Equal_texts_differ_in_nothing() => Assert.Equal("--- x\n+++ x\n", Write("a\nb", "a\nb"));

    [Fact]
    public void Applying_a_diff_gives_the_new_text() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements("a", "b", "c", "d").ListOf().ToArbitrary(), Gen.Elements("a", "b", "c", "d").ListOf().ToArbitrary(), (before, after) =>
        {
            var (old, now) = (string.Join('\n', before), string.Join('\n', after));
            return Apply(old, Write(old, now)) == now;
        }));

    private static string Write(string before, string after) => Findings.Write(w => UnifiedDiff.Write("x", before, after, new StyledWriter(w, useColor: false)));

    private static string Apply(string text, string diff)
    {
        var lines = text.Split('\n');
        var result = new List<string>();
        var at = 0;
        foreach (var line in diff.Split('\n').Skip(2).SkipLast(1))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var start = int.Parse(line[4..line.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) - 1;
                result.AddRange(lines[at..start]);
                at = start;
            }
            else if (line[0] == '+')
            {
                result.Add(line[1..]);
            }
            else
            {
                Assert.Equal(lines[at++], line[1..]);
                if (line[0] == ' ')
                {
                    result.Add(line[1..]);
                }
            }
        }

        result.AddRange(lines[at..]);
        return string.Join('\n', result);
    }
}
