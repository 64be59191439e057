using System.Globalization;
using System.Text;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Reporting.Text;
using PolicyDsl.Verification.Tables;

namespace PolicyDsl.Reporting.Policies;

/// <summary>Writes the graph of a policy for Graphviz. Names come from sources, so whatever a label holds is quoted.</summary>
internal static class DotWriter
{
    public static void Write(PolicySymbol policy, PolicyGraph graph, TextWriter output)
    {
        output.Write("digraph policy {\n");
        output.Write($"  label={Quote(policy.DisplayName)};\n  labelloc=t;\n  node [shape=box];\n");
        foreach (var (place, node) in graph.Nodes.Index())
        {
            output.Write($"  {NameOf(place)} [label={Quote(node.Text)}{(node.IsOutcome ? ", shape=oval" : "")}];\n");
        }

        foreach (var (place, node) in graph.Nodes.Index())
        {
            foreach (var edge in node.Edges)
            {
                output.Write($"  {NameOf(place)} -> {NameOf(edge.Target)} [label={Quote(string.Join("; ", edge.Answers))}];\n");
            }
        }

        output.Write("}\n");
    }

    private static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"n{place}");

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in DisplayText.Clean(text))
        {
            quoted.Append(character is '"' or '\\' ? "\\" : "").Append(character);
        }

        return quoted.Append('"').ToString();
    }
}
