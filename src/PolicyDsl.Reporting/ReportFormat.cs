using System.Collections.Immutable;

namespace PolicyDsl.Reporting;

/// <summary>How a result is written.</summary>
public enum ReportFormat
{
    /// <summary>For a person at a terminal: source lines with carets, tables.</summary>
    Pretty,

    /// <summary>One finding a line, as build tools and editors read it.</summary>
    Compact,

    /// <summary>Versioned, in a fixed order and without a clock, so that it can be committed.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>Workflow commands that put notes beside the lines of a change.</summary>
    GitHub,

    /// <summary>JUnit XML, for test views.</summary>
    JUnit,

    Markdown,

    /// <summary>A policy as a decision table.</summary>
    Table,

    /// <summary>A policy as a diagram, in the language of Graphviz.</summary>
    Dot,

    /// <summary>A policy in sentences.</summary>
    Prose,
}

/// <summary>What a format is called on the command line, and which formats there are.</summary>
public static class ReportFormats
{
    public static readonly ImmutableArray<string> Names = ["pretty", "compact", "json", "sarif", "github", "junit", "markdown", "table", "dot", "prose"];

    public static ReportFormat? Find(string name) => name.ToLowerInvariant() switch
    {
        "pretty" => ReportFormat.Pretty,
        "compact" => ReportFormat.Compact,
        "json" => ReportFormat.Json,
        "sarif" => ReportFormat.Sarif,
        "github" => ReportFormat.GitHub,
        "junit" => ReportFormat.JUnit,
        "markdown" => ReportFormat.Markdown,
        "table" => ReportFormat.Table,
        "dot" => ReportFormat.Dot,
        "prose" => ReportFormat.Prose,
        _ => null,
    };

    public static string GetName(ReportFormat format) => Names[(int)format];
}

/// <summary>How to write a report besides its format. Colour is decoration: nothing is said by it alone.</summary>
/// <param name="UseColor">Whether to write colour escapes.</param>
/// <param name="IsVerbose">Whether to add what is left out for brevity, as the findings that are suppressed.</param>
public sealed record RenderOptions(bool UseColor = false, bool IsVerbose = false);
