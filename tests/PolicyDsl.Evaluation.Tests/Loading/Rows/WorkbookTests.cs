namespace PolicyDsl.Evaluation.Tests.Loading;

public sealed class WorkbookTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cells_become_text_that_does_not_depend_on_the_place()
    {
        var rows = Workbook.Row(1, Workbook.Text("id"), Workbook.Text("when"), Workbook.Text("at"), Workbook.Text("grams"), Workbook.Text("arrest"))
            + Workbook.Row(2, Workbook.Number("20186000994"), Workbook.Number("43466", 1), Workbook.Number("43466", 2), Workbook.Number("0.1"), Workbook.Typed("b", "1"))
            + Workbook.Row(3)
            + Workbook.Row(4, Workbook.Text("x"), "", Workbook.Number("43466.75", 2), Workbook.Number("1000000"), Workbook.Typed("b", "0"));
        var read = DataFolder.ReadAll(_folder.Write("a.xlsx", Workbook.Create(("Data", rows))).Request("a.xlsx"));
        Assert.Equal(["id", "when", "at", "grams", "arrest"], read.Columns);
        Assert.Equal("2: 20186000994|2019-01-01|2019-01-01T00:00:00|0.1|true\n4: x|null|2019-01-01T18:00:00|1000000|false", read.Shown);
        Assert.Equal(1, read.File.BlankLines);
        Assert.Null(read.File.Encoding);
    }

    [Fact]
    public void A_sheet_is_taken_by_name_or_the_first_one()
    {
        var one = Workbook.Row(1, Workbook.Text("a")) + Workbook.Row(2, Workbook.Number("1"));
        var two = Workbook.Row(1, Workbook.Text("b")) + Workbook.Row(2, Workbook.Number("2"));
        _folder.Write("a.xlsx", Workbook.Create(("First", one), ("Second", two), ("Empty", "")));
        Assert.Equal(["a"], DataFolder.ReadAll(_folder.Request("a.xlsx")).Columns);
        Assert.Equal(["b"], DataFolder.ReadAll(_folder.Request("a.xlsx") with { Sheet = "Second" }).Columns);
        Assert.Equal("`a.xlsx` has no sheet `Third`; it has `First`, `Second`, `Empty`", DataFolder.ErrorOf(_folder.Request("a.xlsx") with { Sheet = "Third" }));
        Assert.Equal("the sheet of `a.xlsx` is empty", DataFolder.ErrorOf(_folder.Request("a.xlsx") with { Sheet = "Empty" }));
    }

    [Fact]
    public void A_cell_to_the_right_of_the_header_rejects_its_row()
    {
        var rows = Workbook.Row(1, Workbook.Text("a"), Workbook.Text("b")) + Workbook.Row(2, Workbook.Number("1"), Workbook.Text("x,y"), Workbook.Number("3")) + Workbook.Row(3, Workbook.Number("4"));
        Assert.Equal(
            "2: rejected, too many columns: 3 instead of 2 <1,\"x,y\",3>\n3: 4|null",
            DataFolder.ReadAll(_folder.Write("a.xlsx", Workbook.Create(("Data", rows))).Request("a.xlsx")).Shown);
    }

    [Fact]
    public void Without_a_header_the_first_row_is_data()
    {
        var rows = Workbook.Row(1, Workbook.Number("1"), Workbook.Number("2")) + Workbook.Row(2, Workbook.Number("3"), Workbook.Number("4"));
        var read = DataFolder.ReadAll(_folder.Write("a.xlsx", Workbook.Create(("Data", rows))).Request("a.xlsx") with { HasHeader = false });
        Assert.Equal(["#1", "#2"], read.Columns);
        Assert.Equal("1: 1|2\n2: 3|4", read.Shown);
    }

    [Fact]
    public void What_is_no_workbook_gets_a_message()
    {
        var whole = Workbook.Create(("Data", Workbook.Row(1, Workbook.Text("a"))));
        Assert.Equal("the workbook `text.xlsx` is damaged or is none", DataFolder.ErrorOf(_folder.Write("text.xlsx", "a,b\n1,2\n").Request("text.xlsx")));
        Assert.Equal("the workbook `cut.xlsx` is damaged or is none", DataFolder.ErrorOf(_folder.Write("cut.xlsx", whole[..(whole.Length / 2)]).Request("cut.xlsx")));
        Assert.Equal("the workbook `text.xls` is damaged or is none", DataFolder.ErrorOf(_folder.Write("text.xls", "a,b\n1,2\n").Request("text.xls")));
        Assert.Equal("the file `empty.xlsx` is empty", DataFolder.ErrorOf(_folder.Write("empty.xlsx", "").Request("empty.xlsx")));
    }

    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused()
    {
        Assert.Equal(
            "the workbook `bomb.xlsx` unpacks to more than can be read; save the sheet as .csv",
            DataFolder.ErrorOf(_folder.Write("bomb.xlsx", Workbook.CreateBomb(300)).Request("bomb.xlsx")));
    }
}
