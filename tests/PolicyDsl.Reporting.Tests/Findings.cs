using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Reporting.Tests;

/// <summary>Findings made by hand, one for each thing that a format has to cope with.</summary>
internal static class Findings
{
    public static readonly SourceText Source = new(
        "policy example \"Example\"\nusing idpc\n\nrule a {\n\twhen weigth is more than 2 g\n    then arrest\n}\nrule b { when offence is supply\n  then summons }\n",
        "policies/ex%ample, 1.policy");

    public static readonly Provenance Provenance = new("1.2.3")
    {
        Policies = [FileHash.Of(Source)],
        Data = [new FileHash("data/x.csv", "abc")],
        AsOf = new DateOnly(2026, 1, 31),
    };

    public static Diagnostic Error => At(SyntaxErrors.UnexpectedCharacter, "weigth") with
    {
        Message = "There is no field `weigth` of the incident.",
        Hint = "Did you mean `weight`?",
    };

    public static Diagnostic Warning => At(LogicFindings.Conflict, "a") with
    {
        Severity = Severity.Warning,
        Message = "Rules `a` and `b` may meet: one says `arrest`, the other `summons`, and neither is above the other.",
        Related = [new RelatedLocation(Locate("b"), "the other rule")],
        Concepts = ["balloon-effect"],
        Fixes = [new CodeFix("Put `a` above `b`", [new TextEdit(new Location(Source, new TextSpan(Source.Text.IndexOf("then arrest", StringComparison.Ordinal), 0)), "overrides b\n    ")], IsSafe: false)],
    };

    public static Diagnostic Suppressed => At(LintFindings.UnusedDefine, "rule b { when offence is supply\n  then summons") with
    {
        Message = "Nothing uses the define `x`.",
        Suppression = "The rule that uses it comes next month.",
        IsSuppressedInSource = true,
    };

    public static Diagnostic WithoutPlace => Diagnostic.Create(LintFindings.NoTests, null, "example");

    public static ImmutableArray<Diagnostic> All => [Error, Warning, Suppressed, WithoutPlace];

    public static string Write(Action<TextWriter> write)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }

    public static Location Locate(string text)
    {
        var at = text.Length == 1 ? Source.Text.IndexOf($"rule {text}", StringComparison.Ordinal) + "rule ".Length : Source.Text.IndexOf(text, StringComparison.Ordinal);
        return new Location(Source, new TextSpan(at, text.Length));
    }

    private static Diagnostic At(DiagnosticDescriptor descriptor, string text) =>
        new(descriptor, descriptor.DefaultSeverity, Locate(text), descriptor.Message);
}
