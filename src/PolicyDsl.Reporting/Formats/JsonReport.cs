using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;
using PolicyDsl.Reporting.Diagnostics;

namespace PolicyDsl.Reporting.Formats;

/// <summary>
/// The frame of every JSON result: schema version, verb, provenance, then what the verb adds. Names and order are fixed, there is no
/// clock in it, and it ends in one line feed, so that it can be committed and compared.
/// </summary>
public static class JsonReport
{
    public const int SchemaVersion = 1;

    public static void Write(TextWriter output, string verb, Provenance provenance, Action<Utf8JsonWriter> writeBody)
    {
        WriteObject(output, writer =>
        {
            writer.WriteNumber("schemaVersion", SchemaVersion);
            writer.WriteString("verb", verb);
            WriteProvenance(writer, provenance);
            writeBody(writer);
        });
    }

    /// <summary>One object, indented by two, with the properties that <paramref name="writeProperties"/> gives.</summary>
    public static void WriteObject(TextWriter output, Action<Utf8JsonWriter> writeProperties)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, CreateOptions(isIndented: true)))
        {
            writer.WriteStartObject();
            writeProperties(writer);
            writer.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    public static JsonWriterOptions CreateOptions(bool isIndented) => new()
    {
        Indented = isIndented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteProvenance(Utf8JsonWriter writer, Provenance provenance)
    {
        writer.WriteStartObject("provenance");
        writer.WriteString("tool", "policydsl");
        writer.WriteString("toolVersion", provenance.ToolVersion);
        WriteFiles(writer, "policies", provenance.Policies);
        WriteFiles(writer, "data", provenance.Data);
        if (provenance.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }

        if (provenance.AsOf is { } day)
        {
            writer.WriteString("asOf", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
    }

    public static void WriteDiagnostics(Utf8JsonWriter writer, IEnumerable<Diagnostic> diagnostics)
    {
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            writer.WriteStartObject();
            writer.WriteString("id", diagnostic.Id);
            writer.WriteString("slug", diagnostic.Descriptor.Slug);
            writer.WriteString("severity", DiagnosticOrder.GetWord(diagnostic.Severity));
            writer.WriteString("message", diagnostic.Message);
            WriteOptional(writer, "hint", diagnostic.Hint);
            WriteLocation(writer, "location", diagnostic.Location);
            WriteRelated(writer, diagnostic.Related);
            WriteFixes(writer, diagnostic.Fixes);
            WriteOptional(writer, "suppression", diagnostic.Suppression);
            WriteStrings(writer, "concepts", diagnostic.Concepts);
            writer.WriteString("page", DiagnosticOrder.GetPage(diagnostic.Descriptor));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>A place, with lines and columns (UTF-16) counted from one; nothing where there is none.</summary>
    public static void WriteLocation(Utf8JsonWriter writer, string name, Location? location)
    {
        if (location is null)
        {
            return;
        }

        var (start, end) = (location.Start, location.End);
        writer.WriteStartObject(name);
        writer.WriteString("path", location.Source.Path);
        writer.WriteNumber("line", start.Line + 1);
        writer.WriteNumber("column", start.Column + 1);
        writer.WriteNumber("endLine", end.Line + 1);
        writer.WriteNumber("endColumn", end.Column + 1);
        writer.WriteEndObject();
    }

    private static void WriteRelated(Utf8JsonWriter writer, ImmutableArray<RelatedLocation> related)
    {
        writer.WriteStartArray("related");
        foreach (var place in related)
        {
            writer.WriteStartObject();
            writer.WriteString("message", place.Message);
            WriteLocation(writer, "location", place.Location);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>An array of objects.</summary>
    public static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> writeProperties)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeProperties(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFixes(Utf8JsonWriter writer, ImmutableArray<CodeFix> fixes)
    {
        writer.WriteStartArray("fixes");
        foreach (var fix in fixes)
        {
            writer.WriteStartObject();
            writer.WriteString("title", fix.Title);
            writer.WriteBoolean("isSafe", fix.IsSafe);
            writer.WriteStartArray("edits");
            foreach (var edit in fix.Edits)
            {
                writer.WriteStartObject();
                WriteLocation(writer, "location", edit.Location);
                writer.WriteString("newText", edit.NewText);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFiles(Utf8JsonWriter writer, string name, ImmutableArray<FileHash> files)
    {
        writer.WriteStartArray(name);
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", file.Path);
            writer.WriteString("sha256", file.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
