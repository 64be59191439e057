namespace PolicyDsl.Evaluation.Tests.Loading;

public class JsonLinesTests
{
    [Fact]
    public void Columns_are_all_keys_in_the_order_of_first_appearance()
    {
        var read = DataFolder.ReadText("{\"b\": 1, \"a\": \"x\"}\r\n\n{\"a\": null, \"c\": true}\n{\"b\": 1.50e2}", name: "data.ndjson");
        Assert.Equal(["b", "a", "c"], read.Columns);
        Assert.Equal("1: 1|x|null\n3: null|null|true\n4: 1.50e2|null|null", read.Shown);
        Assert.Equal(1, read.File.BlankLines);
        Assert.Equal("mixed (CRLF 1, LF 2)", read.File.LineEnds.ToString());
    }

    [Fact]
    public void Values_inside_values_are_their_json_text()
    {
        Assert.Equal(
            "1: [1, \"é\"]|{\"k\":[]}|a\\nb",
            DataFolder.ReadText("{\"a\":[1, \"é\"],\"b\":{\"k\":[]},\"c\":\"a\\nb\"}\n", name: "data.jsonl").Shown);
    }

    [Fact]
    public void A_line_that_is_no_object_is_rejected_as_it_came()
    {
        var read = DataFolder.ReadText("{\"a\":1}\n[1]\n{\"a\":\n{\"a\":1,\"a\":2}\n{\"a\":1} x\n7\n{\"a\":2}\n", name: "data.ndjson");
        Assert.Equal(
            """
            1: 1
            2: rejected, not a JSON object; each line must be one object in braces <[1]>
            3: rejected, not valid JSON <{"a":>
            4: rejected, the key `a` comes twice <{"a":1,"a":2}>
            5: rejected, not valid JSON <{"a":1} x>
            6: rejected, not a JSON object; each line must be one object in braces <7>
            7: 2
            """.ReplaceLineEndings("\n"),
            read.Shown);
    }

    [Fact]
    public void A_line_that_is_too_long_is_rejected()
    {
        var read = DataFolder.ReadText(
            $"{{\"a\":1}}\n{{\"a\":\"{new string('x', 5000)}\"}}\n{{\"a\":2}}\n", request => request with { MaxRowBytes = 1000, BufferBytes = 256 }, "data.ndjson");
        Assert.Equal("the line is too long", read.Rows[1].Rejection);
        Assert.Equal(1000, read.Rows[1].RawText.Length);
        Assert.Equal("2", read.Rows[2][0]);
    }

    [Fact]
    public void Files_with_different_keys_are_put_together()
    {
        using var folder = new DataFolder();
        folder.Write("a.ndjson", "{\"x\":1}\n").WriteGzip("b.ndjson.gz", "{\"y\":2,\"x\":3}\n");
        var read = DataFolder.ReadAll(folder.Request("a.ndjson", "b.ndjson.gz"));
        Assert.Equal(["x", "y"], read.Columns);
        Assert.Equal("1: 1|null\n1: 3|2", read.Shown);
    }

    [Fact]
    public void A_file_without_any_object_is_an_error()
    {
        using var folder = new DataFolder();
        Assert.Equal(
            "`data.ndjson` has no line that is a JSON object with a key; write one object a line",
            DataFolder.ErrorOf(folder.Write("data.ndjson", "[\n1\n]\n").Request("data.ndjson")));
        Assert.Equal(
            "`data.json` is JSON; write one object a line, in a file that ends in .ndjson",
            DataFolder.ErrorOf(folder.Write("data.json", "[]").Request("data.json")));
    }
}
