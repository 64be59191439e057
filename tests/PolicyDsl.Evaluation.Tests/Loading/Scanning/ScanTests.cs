using System.Text;
using PolicyDsl.Evaluation.Loading;

namespace PolicyDsl.Evaluation.Tests.Loading.Scanning;

public class ScanTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n\r\n3,4\r\n\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("\n\na,b\n\n\n1,2\r\r\n \t\n3,4\n\r\n\r")]
    [InlineData("a,b")]
    [InlineData("a,b\n")]
    [InlineData("a\n\n\"\"\n1\n  \n\n")]
    [InlineData("a,b,c\n1,2\n1,\"2\",3,4\n1,2,3\n1,2")]
    [InlineData("a,b\n1,\"x\n\r\ny\"\n\"say \"\"no\"\"\",\"\"\"\"\n\"\",\"\"\n5,6")]
    [InlineData("a,b\n6\" pipe,x\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,\"open\r\n2,\"y\"\r\n3,\"z\r\nz\"\r\n")]
    [InlineData("a,b\n\"x\ny\",\"open\n2,y\n")]
    [InlineData("a,b\n1,\"a\"b\n2,y\n")]
    [InlineData("a,b\n1,n\0ul\n2,y\n\0")]
    [InlineData("sep=;\na;b\n\n1;2\n")]
    [InlineData("\uFEFFa,b\n1,2\n\uFEFF3,4\"\n\uFEFF5,6\n7,8\"\n")]
    public void Chunks_give_the_rows_that_reading_row_by_row_gives(string text)
    {
        foreach (var chunkBytes in ScanComparison.ChunkSizes)
        {
            foreach (var threads in (int[])[1, 2, 7])
            {
                using var folder = new DataFolder();
                var request = folder.Write("data.csv", text, new UTF8Encoding(false)).Request("data.csv");
                Assert.Null(ScanComparison.FindDifference(new FileLocator(folder.Root).Locate(["data.csv"])[0], request, chunkBytes, threads));
            }
        }
    }
}
