using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Cli.Sources;

/// <summary>Tells policies from libraries.</summary>
internal static class PolicyFiles
{
    public static bool IsPolicy(SourceText source) => SyntaxTree.Parse(source).Root.Items.OfType<PolicySyntax>().Any();
}
