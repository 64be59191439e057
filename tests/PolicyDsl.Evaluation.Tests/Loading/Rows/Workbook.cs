using System.IO.Compression;
using System.Text;

namespace PolicyDsl.Evaluation.Tests.Loading;

/// <summary>Writes the smallest workbook that a reader accepts, cell by cell as XML. Style 1 is a date, style 2 a date with its time.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <param name="sheets">Name and the XML of the rows.</param>
    public static byte[] Create(params (string Name, string Rows)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Add(archive, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"))}</sheets></workbook>");
            Add(archive, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id=\"s\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(archive, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            for (var i = 0; i < sheets.Length; i++)
            {
                Add(archive, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[i].Rows}</sheetData></worksheet>");
            }
        }

        return bytes.ToArray();
    }

    /// <summary>An archive that unpacks to so many megabytes of nothing.</summary>
    public static byte[] CreateBomb(int megabytes)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            var blank = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++)
            {
                stream.Write(blank);
            }
        }

        return bytes.ToArray();
    }

    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells.Select((cell, i) => cell.Length == 0 ? "" : cell.Replace("<c", $"<c r=\"{(char)('A' + i)}{number}\"", StringComparison.Ordinal)))}</row>";

    public static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Number(string number, int style = 0) => $"<c s=\"{style}\"><v>{number}</v></c>";

    public static string Typed(string type, string value) => $"<c t=\"{type}\"><v>{value}</v></c>";

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
