using System.Text;

namespace PolicyDsl.Evaluation.Tests.Loading;

public class EncodingTests
{
    private const string Table = "name,où\nJosé,Ångström\nŁukasz,日本\n";

    public static TheoryData<string, string> Marked => new()
    {
        { "utf-8", "utf-8 with a byte order mark" },
        { "utf-16", "utf-16 with a byte order mark" },
        { "utf-16BE", "utf-16BE with a byte order mark" },
        { "utf-32", "utf-32 with a byte order mark" },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_byte_order_mark_tells_the_encoding_and_is_no_text(string encoding, string shown)
    {
        using var folder = new DataFolder();
        var read = DataFolder.ReadAll(folder.Write("data.csv", Table, Encoding.GetEncoding(encoding)).Request("data.csv"));
        Assert.Equal(["name", "où"], read.Columns);
        Assert.Equal("2: José|Ångström\n3: Łukasz|日本", read.Shown);
        Assert.Equal(shown, $"{read.File.Encoding}");
    }

    [Fact]
    public void A_mark_wins_over_what_is_declared()
    {
        using var folder = new DataFolder();
        var read = DataFolder.ReadAll(folder.Write("data.csv", Table, Encoding.UTF8).Request("data.csv") with { Encoding = "windows-1252" });
        Assert.Equal("utf-8 with a byte order mark", $"{read.File.Encoding}");
        Assert.Equal("José", read.Rows[0][0]);
    }

    [Fact]
    public void Utf16_without_a_mark_is_seen_by_its_zero_bytes()
    {
        using var folder = new DataFolder();
        var read = DataFolder.ReadAll(folder.Write("data.csv", Encoding.Unicode.GetBytes("a,b\nJosé,2\n")).Request("data.csv"));
        Assert.Equal("2: José|2", read.Shown);
        Assert.Equal("utf-16", $"{read.File.Encoding}");
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_windows_1252_and_counted()
    {
        using var folder = new DataFolder();
        var bytes = Encoding.Latin1.GetBytes("a,b\n1,plain\n2,\"x\nCaf\u00E9 \u0080\"\n3,\u00FC\n");
        var read = DataFolder.ReadAll(folder.Write("data.csv", bytes).Request("data.csv"));
        Assert.Equal("2: 1|plain\n3: 2|x\\nCafé €\n5: 3|ü", read.Shown);
        Assert.Equal("windows-1252 (3 bytes are not valid UTF-8, the first in line 4)", $"{read.File.Encoding}");
    }

    [Fact]
    public void A_file_that_mixes_both_is_read_as_its_writers_meant_it()
    {
        using var folder = new DataFolder();
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a\nJosé\n"), .. Encoding.Latin1.GetBytes("José\n"), .. Encoding.UTF8.GetBytes("José\n")];
        var read = DataFolder.ReadAll(folder.Write("data.csv", bytes).Request("data.csv"));
        Assert.Equal("2: José\n3: José\n4: José", read.Shown);
        Assert.Equal("utf-8 and windows-1252 mixed (1 byte is not valid UTF-8, the first in line 3)", $"{read.File.Encoding}");
    }

    [Fact]
    public void A_declared_encoding_is_used()
    {
        using var folder = new DataFolder();
        var read = DataFolder.ReadAll(folder.Write("data.csv", Encoding.Latin1.GetBytes("a\nCaf\u00E9\n")).Request("data.csv") with { Encoding = "windows-1252" });
        Assert.Equal("2: Café", read.Shown);
        Assert.Equal("windows-1252, as declared", $"{read.File.Encoding}");
        Assert.Equal(
            "the encoding `klingon` of `data.csv` is not known; write utf-8, utf-16 or windows-1252",
            DataFolder.ErrorOf(folder.Request("data.csv") with { Encoding = "klingon" }));
    }

    [Fact]
    public void The_buffer_size_changes_nothing_where_characters_are_cut()
    {
        using var folder = new DataFolder();
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("日本é😀,x\n", 200))), .. Encoding.Latin1.GetBytes("\u00E9\u00E9,y\n"), 0xE6, 0x97];
        folder.Write("data.csv", bytes);
        var whole = DataFolder.ReadAll(folder.Request("data.csv"));
        Assert.EndsWith("file ends inside this row: 1 of 2 columns <æ—>", whole.Shown, StringComparison.Ordinal);
        for (var size = 256; size < 270; size++)
        {
            Assert.Equal(whole.Shown, DataFolder.ReadAll(folder.Request("data.csv") with { BufferBytes = size }).Shown);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 9 }, "`data.csv` is a zip archive or a workbook; give a workbook a name that ends in .xlsx, and unpack an archive")]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 9 }, "`data.csv` is a PDF document; data must be a table in text form")]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4 }, "`data.csv` is not a text file")]
    public void What_is_no_text_is_refused(byte[] bytes, string message)
    {
        using var folder = new DataFolder();
        Assert.Equal(message, DataFolder.ErrorOf(folder.Write("data.csv", bytes).Request("data.csv")));
    }
}
