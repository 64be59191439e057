using System.Text;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Tests.Loading;

public class SeparatedTextTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "LF")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n", "CRLF")]
    [InlineData("a,b\r1,2\r3,4\r", "CR")]
    [InlineData("a,b\r\n1,2\n3,4", "mixed (CRLF 1, LF 1)")]
    [InlineData("a,b\n1,2\r3,4\r\n", "mixed (CRLF 1, LF 1, CR 1)")]
    public void Every_line_end_is_read_and_named(string text, string lineEnds)
    {
        var read = DataFolder.ReadText(text);
        Assert.Equal("2: 1|2\n3: 3|4", read.Shown);
        Assert.Equal(lineEnds, read.File.LineEnds.ToString());
    }

    [Fact]
    public void Quoted_cells_hold_separators_quotes_and_line_breaks()
    {
        var read = DataFolder.ReadText("a,b\r\n1,\"x\ny\"\r\n2,\"say \"\"no\"\", they said\"\r\n3,\"\"\r\n");
        Assert.Equal("2: 1|x\\ny\n4: 2|say \"no\", they said\n5: 3|", read.Shown);
        Assert.Equal("CRLF", read.File.LineEnds.ToString());
    }

    [Fact]
    public void A_quote_inside_an_unquoted_cell_is_text()
    {
        Assert.Equal("2: 6\" pipe|x", DataFolder.ReadText("a,b\n6\" pipe,x\n").Shown);
    }

    [Fact]
    public void Rows_of_the_wrong_width_are_rejected_as_they_came()
    {
        var read = DataFolder.ReadText("a,b,c\n1,2\n1,\"2\",3,4\n1,2,3\n");
        Assert.Equal("2: rejected, too few columns: 2 of 3 <1,2>\n3: rejected, too many columns: 4 instead of 3 <1,\"2\",3,4>\n4: 1|2|3", read.Shown);
        Assert.Equal(1, read.Report.Rows);
        Assert.Equal(2, read.Report.Rejected);
    }

    [Fact]
    public void A_last_row_that_is_cut_off_is_rejected()
    {
        Assert.Equal("2: 1|2|3\n3: rejected, the file ends inside this row: 2 of 3 columns <4,5>", DataFolder.ReadText("a,b,c\n1,2,3\n4,5").Shown);
    }

    [Fact]
    public void Blank_lines_are_counted_and_are_no_rows()
    {
        var read = DataFolder.ReadText("\na,b\n\n1,2\n  \t\n\n3,4\n\n\n");
        Assert.Equal("4: 1|2\n7: 3|4", read.Shown);
        Assert.Equal(6, read.File.BlankLines);
        Assert.Equal(0, read.Report.Rejected);
    }

    [Fact]
    public void An_empty_quoted_cell_is_a_row_of_a_file_with_one_column()
    {
        Assert.Equal("3: \n4: 1", DataFolder.ReadText("a\n\n\"\"\n1\n").Shown);
    }

    [Fact]
    public void A_quote_that_never_closes_costs_one_line()
    {
        var read = DataFolder.ReadText("a,b\n1,x\n2,\"open\n3,y\n4,z\n");
        Assert.Equal("2: 1|x\n3: rejected, the quote opened in line 3 never closes <2,\"open>\n4: 3|y\n5: 4|z", read.Shown);
    }

    [Fact]
    public void A_quote_that_never_closes_does_not_take_the_quoted_cells_after_it()
    {
        var read = DataFolder.ReadText("a,b\r\n1,\"open\r\n2,\"y\"\r\n3,\"z\r\nz\"\r\n");
        Assert.Equal("2: rejected, the quote opened in line 2 never closes <1,\"open>\n3: 2|y\n4: 3|z\\r\\nz", read.Shown);
        Assert.Equal("CRLF", read.File.LineEnds.ToString());
    }

    [Fact]
    public void The_line_named_is_the_one_where_the_quote_opened()
    {
        var read = DataFolder.ReadText("a,b\n\"x\ny\",\"open\n2,y\n");
        Assert.Equal("2: rejected, the quote opened in line 3 never closes <\"x\\ny\",\"open>\n4: 2|y", read.Shown);
    }

    [Fact]
    public void Text_behind_a_closing_quote_is_rejected()
    {
        Assert.Equal(
            "2: rejected, text follows the closing quote of column 2 <1,\"a\"b>\n3: 2|y",
            DataFolder.ReadText("a,b\n1,\"a\"b\n2,y\n").Shown);
    }

    [Fact]
    public void An_open_quote_is_followed_only_so_far_and_the_rest_is_read()
    {
        var text = "a,b\n1,\"open\n" + string.Concat(Enumerable.Range(2, 500).Select(i => $"{i},x\n"));
        var read = DataFolder.ReadText(text, request => request with { MaxRowBytes = 1000, BufferBytes = 256 });
        Assert.Equal("the quote opened in line 2 does not close within 1000 bytes", read.Rows[0].Rejection);
        Assert.Equal("1,\"open", read.Rows[0].RawText);
        Assert.Equal(500, read.Report.Rows);
        Assert.Equal(3, read.Rows[1].Line);
        Assert.Equal(502, read.Rows[^1].Line);
    }

    [Fact]
    public void A_row_that_is_too_long_is_passed_over()
    {
        var read = DataFolder.ReadText($"a,b\n\n1,{new string('x', 50_000)}\n2,y\n", request => request with { MaxRowBytes = 1000, BufferBytes = 256 });
        Assert.Equal("the row is longer than 1000 bytes", read.Rows[0].Rejection);
        Assert.Equal(1000, read.Rows[0].RawText.Length);
        Assert.Equal(3, read.Rows[0].Line);
        Assert.EndsWith("\n4: 2|y", read.Shown, StringComparison.Ordinal);
        Assert.Equal(4, read.Rows[1].Line);
        Assert.Equal(1, read.File.BlankLines);
    }

    [Fact]
    public void A_file_of_broken_quotes_is_read_in_linear_time()
    {
        // Each line opens a quote that the next line closes in the middle of its row, so that without a bound each restart reads up to the limit.
        var lines = 200_000;
        var text = "a,b,c\n" + string.Concat(Enumerable.Repeat("b\",c,\"x\n", lines));
        var read = DataFolder.ReadText(text, request => request with { MaxRowBytes = 100_000 });
        Assert.Equal(lines, read.Report.Rejected + read.Report.Rows);
    }

    [Fact]
    public void A_zero_byte_rejects_its_row()
    {
        var read = DataFolder.ReadText("a,b\n1,n\0ul\n2,y\n");
        Assert.Equal("the row holds a zero byte, so the file may be damaged", read.Rows[0].Rejection);
        Assert.Equal("1,n\0ul", read.Rows[0].RawText);
        Assert.Null(read.Rows[1].Rejection);
    }

    [Theory]
    [InlineData("a;b\n1,5;2\n2,5;3\n", "data.csv", ';')]
    [InlineData("a\tb\n1;5\t2\n2;5\t3\n", "data.txt", '\t')]
    [InlineData("a|b\n1,5|2\n2,5|3\n", "data.txt", '|')]
    [InlineData("a,b\n1;5,2\n2;5,3\n", "data.csv", ',')]
    public void The_separator_is_found(string text, string name, char separator)
    {
        var read = DataFolder.ReadText(text, name: name);
        Assert.Equal(separator, read.File.Separator);
        Assert.Equal(["a", "b"], read.Columns);
        Assert.Equal(2, read.Report.Rows);
    }

    [Fact]
    public void A_tsv_file_has_tabs_and_a_declared_separator_wins()
    {
        Assert.Equal(["a,b", "c"], DataFolder.ReadText("a,b\tc\n1\t2\n", name: "data.tsv").Columns);
        Assert.Equal(["a,b", "c"], DataFolder.ReadText("a,b;c\n1;2\n", request => request with { Separator = ";" }).Columns);
        Assert.Equal(["a,b", "c"], DataFolder.ReadText("a,b\tc\n1\t2\n", request => request with { Separator = "tab" }).Columns);
    }

    [Fact]
    public void A_separator_line_of_a_spreadsheet_is_no_row()
    {
        var read = DataFolder.ReadText("sep=;\na;b\n1;2\n");
        Assert.Equal("3: 1|2", read.Shown);
        Assert.Equal(0, read.File.BlankLines);
    }

    [Fact]
    public void Without_a_header_columns_are_numbered_and_the_first_row_is_data()
    {
        var read = DataFolder.ReadText("1,2\n3,4\n", request => request with { HasHeader = false });
        Assert.Equal(["#1", "#2"], read.Columns);
        Assert.Equal("1: 1|2\n2: 3|4", read.Shown);
    }

    [Fact]
    public void An_empty_name_is_replaced_by_its_place_and_blanks_around_names_go()
    {
        Assert.Equal(["#1", "b", "#3"], DataFolder.ReadText(", b ,\"\"\n1,2,3\n").Columns);
    }

    [Fact]
    public void Two_columns_of_one_name_are_an_error_that_names_both()
    {
        using var folder = new DataFolder();
        Assert.Equal(
            "columns 1 and 3 of `data.csv` are both called `a`; give one of them another name in the file",
            DataFolder.ErrorOf(folder.Write("data.csv", "a,b,a\n1,2,3\n").Request("data.csv")));
    }

    [Fact]
    public void A_broken_header_is_an_error()
    {
        using var folder = new DataFolder();
        Assert.Equal(
            "the first row of `data.csv` cannot be read: the quote opened in line 1 never closes",
            DataFolder.ErrorOf(folder.Write("data.csv", "a,\"b\n1,2\n").Request("data.csv")));
    }

    [Fact]
    public void Cells_keep_their_blanks_and_missing_markers_see_through_them()
    {
        var row = DataFolder.ReadText("a,b,c\n  ,NA, NA\n").Rows[0];
        var markers = new MissingMarkers("NA");
        Assert.Equal(["  ", "NA", " NA"], row.Cells.ToArray().ToList());
        Assert.Equal([true, true, false], row.Cells.ToArray().Select(markers.IsMissing));
        Assert.False(MissingMarkers.EmptyOnly.IsMissing("NA"));
    }

    [Fact]
    public void Repeated_values_share_one_string_and_rows_may_be_kept()
    {
        var read = DataFolder.ReadText("a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{(i % 2 == 0 ? "Controlled drugs" : "Stolen goods")}\n")));
        Assert.Equal("4998", read.Rows[4998][0]);
        Assert.Same(read.Rows[0][1], read.Rows[4998][1]);
    }

    [Fact]
    public void Reading_can_be_cancelled_and_tells_its_progress()
    {
        using var folder = new DataFolder();
        var text = new StringBuilder("a,b\n").Insert(4, "1,some text to fill the file\n", 100_000).ToString();
        var source = RowSources.Open(folder.Write("data.csv", text).Request("data.csv"));
        var told = new List<long>();
        Assert.Equal(100_000, source.Read(new SourceReport(), new Told(told)).Count());
        Assert.Equal(source.TotalBytes, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.True(told.Count > 2);

        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => source.Read(new SourceReport(), null, stop.Token).Select((_, i) =>
        {
            if (i == 10)
            {
                stop.Cancel();
            }

            return i;
        }).Last());
    }

    private sealed class Told(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
