using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Reporting.Formats;

/// <summary>
/// Findings as a SARIF 2.1.0 log with one run. The rules are those that were found, by id. A finding keeps its fingerprint when other
/// lines move: it is made from id, path, the text of its line, and which of the equal ones of that file it is.
/// </summary>
public static class SarifReport
{
    public static void Write(TextWriter output, IReadOnlyList<Diagnostic> diagnostics, Provenance provenance)
    {
        JsonReport.WriteObject(output, writer =>
        {
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            var rules = diagnostics.Select(d => d.Descriptor).Distinct().OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
            WriteTool(writer, rules, provenance);
            WriteArtifacts(writer, provenance);
            WriteResults(writer, diagnostics, rules);
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
    }

    private static void WriteTool(Utf8JsonWriter writer, List<DiagnosticDescriptor> rules, Provenance provenance)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "policydsl");
        writer.WriteString("semanticVersion", provenance.ToolVersion);
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            WriteRule(writer, rule);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, DiagnosticDescriptor rule)
    {
        var page = HelpPages.Find(rule.Id);
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteString("name", rule.Slug);
        WriteText(writer, "shortDescription", rule.Title);
        WriteText(writer, "fullDescription", page?.Summary ?? rule.Title);
        writer.WriteStartObject("help");
        writer.WriteString("text", page?.Summary ?? rule.Title);
        if (page is not null)
        {
            writer.WriteString("markdown", page.Markdown);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", GetLevel(rule.DefaultSeverity));
        writer.WriteEndObject();

        // A help address must be absolute in SARIF, and the pages travel with the project: so their path is a property.
        writer.WriteStartObject("properties");
        writer.WriteString("page", DiagnosticOrder.GetPage(rule));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteArtifacts(Utf8JsonWriter writer, Provenance provenance)
    {
        writer.WriteStartArray("artifacts");
        foreach (var file in provenance.Policies.Concat(provenance.Data))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("location");
            writer.WriteString("uri", ToUri(file.Path));
            writer.WriteEndObject();
            writer.WriteStartObject("hashes");
            writer.WriteString("sha-256", file.Sha256);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteResults(Utf8JsonWriter writer, IReadOnlyList<Diagnostic> diagnostics, List<DiagnosticDescriptor> rules)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        writer.WriteStartArray("results");
        foreach (var diagnostic in diagnostics)
        {
            var key = MakeKey(diagnostic);
            var occurrence = seen[key] = seen.GetValueOrDefault(key) + 1;
            writer.WriteStartObject();
            writer.WriteString("ruleId", diagnostic.Id);
            writer.WriteNumber("ruleIndex", rules.IndexOf(diagnostic.Descriptor));
            writer.WriteString("level", GetLevel(diagnostic.Severity));
            WriteText(writer, "message", diagnostic.Hint is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Hint}");
            WriteLocations(writer, diagnostic);
            writer.WriteStartObject("partialFingerprints");
            writer.WriteString("policyLine/v1", Fingerprint(key, occurrence));
            writer.WriteEndObject();
            WriteSuppression(writer, diagnostic);
            WriteFixes(writer, diagnostic);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLocations(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartArray("locations");
        if (diagnostic.Location is { } location)
        {
            writer.WriteStartObject();
            WritePhysical(writer, location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (diagnostic.Related.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("relatedLocations");
        for (var i = 0; i < diagnostic.Related.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", i + 1);
            WritePhysical(writer, diagnostic.Related[i].Location);
            WriteText(writer, "message", diagnostic.Related[i].Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePhysical(Utf8JsonWriter writer, Location location)
    {
        writer.WriteStartObject("physicalLocation");
        WriteArtifactLocation(writer, location);
        WriteRegion(writer, "region", location);
        writer.WriteEndObject();
    }

    private static void WriteArtifactLocation(Utf8JsonWriter writer, Location location)
    {
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", ToUri(location.Source.Path));
        writer.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter writer, string name, Location location)
    {
        var (start, end) = (location.Start, location.End);
        writer.WriteStartObject(name);
        writer.WriteNumber("startLine", start.Line + 1);
        writer.WriteNumber("startColumn", start.Column + 1);
        writer.WriteNumber("endLine", end.Line + 1);
        writer.WriteNumber("endColumn", end.Column + 1);
        writer.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        if (diagnostic.Suppression is null)
        {
            return;
        }

        writer.WriteStartArray("suppressions");
        writer.WriteStartObject();
        writer.WriteString("kind", diagnostic.IsSuppressedInSource ? "inSource" : "external");
        writer.WriteString("justification", diagnostic.Suppression);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteFixes(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        if (diagnostic.Fixes.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("fixes");
        foreach (var fix in diagnostic.Fixes)
        {
            writer.WriteStartObject();
            WriteText(writer, "description", fix.Title);
            writer.WriteStartArray("artifactChanges");
            foreach (var file in fix.Edits.GroupBy(e => e.Location.Source.Path, StringComparer.Ordinal))
            {
                writer.WriteStartObject();
                WriteArtifactLocation(writer, file.First().Location);
                writer.WriteStartArray("replacements");
                foreach (var edit in file)
                {
                    writer.WriteStartObject();
                    WriteRegion(writer, "deletedRegion", edit.Location);
                    WriteText(writer, "insertedContent", edit.NewText);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string MakeKey(Diagnostic diagnostic)
    {
        var location = diagnostic.Location;
        var line = location is null ? diagnostic.Message : ShortenLine(location);
        return $"{diagnostic.Id}\n{location?.Source.Path}\n{line}";
    }

    /// <summary>The line of a finding; of a long one what is around the finding, for thousands of findings may lie on one line.</summary>
    private static string ShortenLine(Location location)
    {
        const int Longest = 2000;
        var start = location.Source.GetPosition(location.Start with { Column = 0 });
        var isLong = location.Start.Column > Longest / 2;
        var from = isLong ? start + location.Start.Column - (Longest / 2) : start;
        var shown = location.Source.Text.AsSpan(from, Math.Min(Longest, location.Source.Length - from));
        var end = shown[(isLong ? Longest / 2 : 0)..].IndexOfAny('\r', '\n');
        return shown[..(end < 0 ? shown.Length : end + (isLong ? Longest / 2 : 0))].Trim().ToString();
    }

    private static string Fingerprint(string key, int occurrence)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.AsSpan(0, 8))}:{occurrence}");
    }

    /// <summary>A path as a relative or file URI, each segment escaped.</summary>
    private static string ToUri(string path)
    {
        var escaped = string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
        return escaped.StartsWith('/') ? "file://" + escaped : escaped;
    }

    private static string GetLevel(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "note",
        _ => "none",
    };
}
