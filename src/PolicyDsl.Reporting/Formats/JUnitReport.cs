using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;

namespace PolicyDsl.Reporting.Formats;

public sealed record JUnitSuite(string Name, ImmutableArray<JUnitCase> Cases);

/// <param name="Outcome">Null for a case that passed.</param>
public sealed record JUnitCase(string Name, string ClassName, JUnitOutcome? Outcome);

/// <summary>Why a case did not pass: skipped or failed.</summary>
public sealed record JUnitOutcome(bool IsSkipped, string Message, string Text);

/// <summary>JUnit XML as test views read it, without times, so that equal results give equal files.</summary>
public static class JUnitReport
{
    public static void Write(TextWriter output, ImmutableArray<JUnitSuite> suites)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, CheckCharacters = false };
        output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var writer = XmlWriter.Create(output, settings))
        {
            writer.WriteStartElement("testsuites");
            WriteCounts(writer, [.. suites.SelectMany(s => s.Cases)]);
            foreach (var suite in suites)
            {
                writer.WriteStartElement("testsuite");
                writer.WriteAttributeString("name", Clean(suite.Name));
                WriteCounts(writer, suite.Cases);
                foreach (var test in suite.Cases)
                {
                    WriteCase(writer, test);
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void WriteCounts(XmlWriter writer, ImmutableArray<JUnitCase> cases)
    {
        writer.WriteAttributeString("tests", cases.Length.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", cases.Count(c => c.Outcome is { IsSkipped: false }).ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("skipped", cases.Count(c => c.Outcome is { IsSkipped: true }).ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteCase(XmlWriter writer, JUnitCase test)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", Clean(test.Name));
        writer.WriteAttributeString("classname", Clean(test.ClassName));
        if (test.Outcome is { } outcome)
        {
            writer.WriteStartElement(outcome.IsSkipped ? "skipped" : "failure");
            writer.WriteAttributeString("message", Clean(outcome.Message));
            if (outcome.Text.Length > 0)
            {
                writer.WriteString(Clean(outcome.Text));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    /// <summary>XML has no place for most control characters and for lone surrogates; they become a replacement character.</summary>
    private static string Clean(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(rune.Value is 9 or 10 or 13 or (>= 32 and not (0xFFFE or 0xFFFF)) ? rune.ToString() : "\uFFFD");
        }

        return builder.ToString();
    }
}
