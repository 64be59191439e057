using System.Globalization;
using System.Text;

namespace PolicyDsl.Evaluation.Tests.Loading.Scanning;

/// <summary>Separated text with everything that goes wrong in real files, from a seed.</summary>
internal sealed class DirtyText(int seed)
{
    private static readonly string[] Faults =
    [
        "\"", "\"\"", "x\"y", "\"a\"b", ",\"open", "\n", "\n\n", "\r", "\r\n", " \t", "\0", "é", "\u0093q\u0094", "😀", "\uFEFF", ",", ",,,", ";", "\t", "",
    ];

    private readonly Random random = new(seed);

    /// <summary>Rows of one width in the main, some of them broken.</summary>
    /// <param name="faultOneIn">How rare faults are; 0 for none.</param>
    public string Create(char separator, int rows, int faultOneIn)
    {
        var columns = random.Next(1, 7);
        var ends = random.Next(5) switch { 0 => "\r\n", 1 => "\r", 2 => "mixed", _ => "\n" };
        var quotedOneIn = random.Next(4) switch { 0 => 0, 1 => 1, 2 => 3, _ => 20 };
        var text = new StringBuilder(string.Join(separator, Enumerable.Range(1, columns).Select(i => $"c{i.ToString(CultureInfo.InvariantCulture)}")));
        for (var row = 0; row < rows; row++)
        {
            AddLineEnd(text, ends);
            for (var column = 0; column < columns; column++)
            {
                text.Append(column == 0 ? "" : separator.ToString()).Append(Cell(separator, quotedOneIn));
                AddFault(text, faultOneIn);
            }
        }

        if (random.Next(3) > 0)
        {
            AddLineEnd(text, ends);
        }

        return random.Next(4) == 0 ? text.ToString(0, random.Next(text.Length)) : text.ToString();
    }

    private void AddLineEnd(StringBuilder text, string ends)
    {
        text.Append(ends != "mixed" ? ends : random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" });
        if (random.Next(40) == 0)
        {
            text.Append(ends == "mixed" ? "\n" : ends, 0, 1);
        }
    }

    private void AddFault(StringBuilder text, int faultOneIn)
    {
        if (faultOneIn > 0 && random.Next(faultOneIn) == 0)
        {
            text.Append(Faults[random.Next(Faults.Length)]);
        }
    }

    private string Cell(char separator, int quotedOneIn)
    {
        if (quotedOneIn == 0 || random.Next(quotedOneIn) > 0)
        {
            return random.Next(12) switch
            {
                0 => "",
                1 => new string('z', random.Next(1, 90)),
                2 => "é",
                _ => random.Next(100_000).ToString(CultureInfo.InvariantCulture),
            };
        }

        return random.Next(8) switch
        {
            0 => "\"\"",
            1 => $"\"{new string('q', random.Next(70))}\r\n\"\"{separator}\"\"\"",
            2 => "\"\"\"\"",
            3 => "\"a\nb\rc\"",
            4 => $"\"{separator}\"",
            _ => $"\"{random.Next(1000).ToString(CultureInfo.InvariantCulture)}\"",
        };
    }
}
