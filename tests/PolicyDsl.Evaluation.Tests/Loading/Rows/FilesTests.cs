using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class FilesTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pattern_takes_its_files_in_ordinal_order()
    {
        _folder.Write("2024/b.csv", "x\n2\n").Write("2024/B.csv", "x\n1\n").Write("2024/a10.csv", "x\n3\n").Write("2024/a9.csv", "x\n4\n").Write("2025/a.csv", "x\n5\n").Write("2024/a.txt", "x\n6\n");
        Assert.Equal(["2024/B.csv", "2024/a10.csv", "2024/a9.csv", "2024/b.csv"], RowSources.Open(_folder.Request("2024/*.csv")).FileNames);
        Assert.Equal(["2024/a10.csv", "2024/a9.csv", "2025/a.csv"], RowSources.Open(_folder.Request("202?/a*.csv")).FileNames);
        Assert.Equal("1345", string.Concat(DataFolder.ReadAll(_folder.Request("2024/B.csv", "202?/a*.csv")).Rows.Select(row => row[0])));
    }

    [Fact]
    public void Files_may_have_their_columns_in_another_order()
    {
        _folder.Write("a.csv", "x,y\n1,2\n").Write("b.csv", "y,x\n4,3\nbroken\n");
        var read = DataFolder.ReadAll(_folder.Request("*.csv"));
        Assert.Equal("2: 1|2\n2: 3|4\n3: rejected, too few columns: 1 of 2 <broken>", read.Shown);
        Assert.Equal(["a.csv", "b.csv", "b.csv"], read.Rows.Select(row => row.FileName));
        Assert.Equal([1, 1], read.Report.Files.Select(file => (int)file.Rows));
        Assert.Equal(1, read.Report.Files[1].Rejected);
    }

    [Theory]
    [InlineData("x,y\n", "x,z\n", "`b.csv` has no column `y`, which `a.csv` has; files of one data set must have the same columns")]
    [InlineData("x\n", "x,z\n", "`a.csv` has no column `z`, which `b.csv` has; files of one data set must have the same columns")]
    public void A_column_that_one_file_lacks_is_an_error(string first, string second, string message)
    {
        Assert.Equal(message, DataFolder.ErrorOf(_folder.Write("a.csv", first).Write("b.csv", second).Request("*.csv")));
    }

    [Theory]
    [InlineData("nowhere.csv", "the file `nowhere.csv` does not exist in `ROOT`")]
    [InlineData("no*.csv", "no file matches `no*.csv` in `ROOT`")]
    [InlineData("inner", "`inner` is a folder; write a pattern such as `inner/*.csv`")]
    [InlineData("empty.csv", "the file `empty.csv` is empty")]
    [InlineData("blank.csv", "the file `blank.csv` has no rows, not even a header")]
    [InlineData("data.parquet", "`data.parquet` is of no kind that can be read; it must end in .csv, .tsv, .txt or .ndjson (also packed as .gz), .xlsx or .xls")]
    [InlineData("../outside.csv", "`../outside.csv` lies outside the folder `ROOT`; only files in or below it may be read")]
    [InlineData("inner/../../outside.csv", "`inner/../../outside.csv` lies outside the folder `ROOT`; only files in or below it may be read")]
    [InlineData("../*.csv", "`../*.csv` lies outside the folder `ROOT`; only files in or below it may be read")]
    [InlineData("/etc/passwd", "`/etc/passwd` lies outside the folder `ROOT`; only files in or below it may be read")]
    [InlineData("", "the name of a data file is empty or not a name")]
    public void A_file_that_cannot_be_read_gets_a_message(string name, string message)
    {
        _folder.Write("empty.csv", "").Write("blank.csv", "\n\r\n").Write("inner/a.csv", "x\n1\n").Write("../outside.csv", "x\n1\n").Write("data.parquet", "x");
        Assert.Equal(message.Replace("ROOT", _folder.Root, StringComparison.Ordinal), DataFolder.ErrorOf(_folder.Request(name)));
    }

    [Fact]
    public void A_path_inside_the_folder_may_go_up_and_down()
    {
        _folder.Write("a.csv", "x\n1\n").Write("inner/b.csv", "x\n2\n");
        Assert.Equal(["a.csv"], RowSources.Open(_folder.Request("inner/../a.csv")).FileNames);
        Assert.Equal(["a.csv"], RowSources.Open(_folder.Request(_folder.PathOf("a.csv"))).FileNames);
        Assert.Equal("`a.csv` is named twice", DataFolder.ErrorOf(_folder.Request("a.csv", "*.csv")));
    }

    [Fact]
    public void A_link_is_followed_inside_the_folder_and_refused_where_it_leaves_it()
    {
        _folder.Write("data/a.csv", "x\n1\n").Write("../outside.csv", "x\n2\n").Write("../other/c.csv", "x\n2\n");
        File.CreateSymbolicLink(_folder.PathOf("inside.csv"), "data/a.csv");
        File.CreateSymbolicLink(_folder.PathOf("leaving.csv"), "../outside.csv");
        Directory.CreateSymbolicLink(_folder.PathOf("door"), "../other");
        File.CreateSymbolicLink(_folder.PathOf("loop.csv"), "loop.csv");
        Assert.Equal("2: 1", DataFolder.ReadAll(_folder.Request("inside.csv")).Shown);
        Assert.Contains("`leaving.csv` is a link that leads outside", DataFolder.ErrorOf(_folder.Request("leaving.csv")), StringComparison.Ordinal);
        Assert.Contains("`leaving.csv` is a link that leads outside", DataFolder.ErrorOf(_folder.Request("l*g.csv")), StringComparison.Ordinal);
        Assert.Contains("`door/c.csv` is a link that leads outside", DataFolder.ErrorOf(_folder.Request("door/c.csv")), StringComparison.Ordinal);
        Assert.Equal("`loop.csv` goes through too many links", DataFolder.ErrorOf(_folder.Request("loop.csv")));
    }

    [Fact]
    public void A_packed_file_reads_like_an_unpacked_one()
    {
        Assert.Equal("2: 1|2", DataFolder.ReadAll(_folder.WriteGzip("a.csv.gz", "x,y\n1,2\n").Request("a.csv.gz")).Shown);
        Assert.Equal("2: 1|2", DataFolder.ReadAll(_folder.WriteGzip("a.tsv.gz", "x\ty\n1\t2\n").Request("a.tsv.gz")).Shown);
        Assert.Equal("2: 1|2", DataFolder.ReadAll(_folder.WriteGzip("packed.csv", "x,y\n1,2\n").Request("packed.csv")).Shown);
        byte[] joined = [.. DataFolder.Gzip("x,y\n1,2\n"), .. DataFolder.Gzip("3,4\n"), .. DataFolder.Gzip("5,6\n")];
        Assert.Equal("2: 1|2\n3: 3|4\n4: 5|6", DataFolder.ReadAll(_folder.Write("joined.csv.gz", joined).Request("joined.csv.gz")).Shown);
    }

    [Fact]
    public void A_packed_file_that_is_cut_or_damaged_is_an_error_wherever_the_fault_is()
    {
        var text = "x,y\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 20011},{i}\n"));
        var whole = DataFolder.Gzip(text);
        foreach (var length in new[] { 3, 12, 100, whole.Length / 2, whole.Length - 8, whole.Length - 4, whole.Length - 1 })
        {
            Assert.StartsWith("the gzip archive `cut.csv.gz` is cut off", DataFolder.ErrorOf(_folder.Write("cut.csv.gz", whole[..length]).Request("cut.csv.gz")), StringComparison.Ordinal);
        }

        Assert.Equal(20_000, DataFolder.ReadAll(_folder.Write("cut.csv.gz", whole).Request("cut.csv.gz")).Rows.Count);
        var damaged = whole.ToArray();
        damaged[damaged.Length / 2] ^= 0xFF;
        Assert.StartsWith("the gzip archive `bad.csv.gz` is", DataFolder.ErrorOf(_folder.Write("bad.csv.gz", damaged).Request("bad.csv.gz")), StringComparison.Ordinal);
        Assert.Equal(
            "`plain.csv.gz` is not a gzip archive, though its name ends in .gz",
            DataFolder.ErrorOf(_folder.Write("plain.csv.gz", "x\n1\n").Request("plain.csv.gz")));
    }

    [Fact]
    public void Members_of_an_archive_are_seen_across_small_reads()
    {
        byte[] joined = [.. DataFolder.Gzip("x,y\n1,2\n"), .. DataFolder.Gzip(new string('a', 300)), .. DataFolder.Gzip("5,6\n")];
        for (var size = 1; size < 40; size++)
        {
            var members = new GzipMembers();
            foreach (var chunk in joined.Chunk(size))
            {
                members.Add(chunk);
            }

            Assert.True(members.IsComplete(8 + 300 + 4));
            Assert.False(members.IsComplete(8 + 300));
        }
    }
}
