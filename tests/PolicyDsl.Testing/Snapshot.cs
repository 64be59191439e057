using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace PolicyDsl.Testing;

/// <summary>
/// Compares a text with the baseline beside the test: <c>Class.Test.verified.txt</c>. On a mismatch the text is left as
/// <c>.received.txt</c> and the message shows the difference. With POLICYDSL_ACCEPT=1 in the environment the baseline is written instead.
/// </summary>
public static class Snapshot
{
    private const int ShownContext = 3;

    private static bool Accepts => Environment.GetEnvironmentVariable("POLICYDSL_ACCEPT") == "1";

    /// <param name="text">What the test made.</param>
    /// <param name="parameter">Tells the cases of a theory apart.</param>
    public static void Verify(string text, string parameter = "", [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var name = Path.ChangeExtension(file, null) + "." + test + (parameter.Length > 0 ? "." + parameter : "");
        VerifyFile(text, name + ".verified.txt", name + ".received.txt");
    }

    /// <summary>The same with a baseline of any name, as for expected output that lies beside an example.</summary>
    public static void VerifyFile(string text, string verifiedPath, string receivedPath)
    {
        var actual = Normalize(text);
        var expected = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (actual == expected)
        {
            File.Delete(receivedPath);
            return;
        }

        if (Accepts)
        {
            File.WriteAllText(verifiedPath, actual);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, actual);
        throw new XunitException(
            $"{Path.GetFileName(verifiedPath)} {(expected is null ? "does not exist" : "differs")}. Run with POLICYDSL_ACCEPT=1 to accept.\n"
            + ShowDifference(expected ?? "", actual));
    }

    private static string Normalize(string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        return normal.EndsWith('\n') ? normal : normal + "\n";
    }

    private static string ShowDifference(string expected, string actual)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines;
        var isNear = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = Math.Max(0, i - ShownContext); lines[i].Type != ChangeType.Unchanged && j < Math.Min(lines.Count, i + ShownContext + 1); j++)
            {
                isNear[j] = true;
            }
        }

        var builder = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            var mark = lines[i].Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => "  " };
            builder.Append(isNear[i] ? mark + lines[i].Text + "\n" : i > 0 && isNear[i - 1] ? "  ...\n" : "");
        }

        return builder.ToString();
    }
}
