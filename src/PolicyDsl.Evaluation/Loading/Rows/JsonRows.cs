using System.Text;
using System.Text.Json;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>
/// A file with one JSON object a line. The columns are all keys, in the order in which they first appear, which takes a reading of its own.
/// Text is its value, other values are their JSON text, and null is a missing cell.
/// </summary>
internal sealed class JsonRows(LocatedFile file, RowSourceRequest request) : FileRows(file, request)
{
    private Dictionary<string, int>? _places;

    public override bool ColumnsMayBeAbsent => true;

    public override IReadOnlyList<string> ReadColumns(CancellationToken cancellationToken)
    {
        using var input = TextInput.Open(File, Request, progress: null, cancellationToken);
        var lines = new LineReader(input.Utf8, Request);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (lines.Read(new LineEnds()))
        {
            if (Parse(lines, places, mayAdd: true, out _) is null && places.Count > MaxColumns)
            {
                throw new DataException(FormattableString.Invariant($"the objects of `{File.Name}` have more than {MaxColumns} different keys"), File.Name);
            }
        }

        if (places.Count == 0)
        {
            throw new DataException($"`{File.Name}` has no line that is a JSON object with a key; write one object a line", File.Name);
        }

        _places = places;
        return [.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    public override IEnumerable<DataRow> Read(FileReport report, ReadProgress? progress, CancellationToken cancellationToken)
    {
        using var input = TextInput.Open(File, Request, progress, cancellationToken);
        report.Encoding = input.Encoding;
        var places = _places ?? throw new InvalidOperationException("the columns are read first");
        var lines = new LineReader(input.Utf8, Request);
        while (lines.Read(report.LineEnds))
        {
            if (input.Encoding.FallbackLine is null && input.Repair?.FirstRepair is { } place && place < lines.End)
            {
                input.Encoding.FallbackLine = lines.Number;
            }

            if (lines.IsBlank)
            {
                report.BlankLines++;
                continue;
            }

            yield return Parse(lines, places, mayAdd: false, out var cells) is { } problem
                ? DataRow.Reject(File.Name, lines.Number, problem, Encoding.UTF8.GetString(lines.Text))
                : DataRow.Accept(File.Name, lines.Number, cells, Request.KeepsRawText ? Encoding.UTF8.GetString(lines.Text) : "");
        }

        report.Sha256 = input.FinishHash();
    }

    /// <summary>Reads one object into cells, or says why it is none. Keys of a broken line are not added.</summary>
    private static string? Parse(LineReader line, Dictionary<string, int> places, bool mayAdd, out string?[] cells)
    {
        cells = [];
        if (line.IsTooLong)
        {
            return "the line is too long";
        }

        var values = new List<(string Key, string? Value)>();
        try
        {
            var json = new Utf8JsonReader(line.Text);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return "not a JSON object; each line must be one object in braces";
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                values.Add((json.GetString() ?? "", ReadValue(ref json, line.Text)));
            }

            json.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return "not valid JSON";
        }

        return mayAdd ? AddKeys(values, places) : Place(values, places, out cells);
    }

    private static string? ReadValue(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        json.Read();
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return json.GetString();
            default:
                var start = (int)json.TokenStartIndex;
                json.Skip();
                return Encoding.UTF8.GetString(line[start..(int)json.BytesConsumed]);
        }
    }

    private static string? AddKeys(List<(string Key, string? Value)> values, Dictionary<string, int> places)
    {
        foreach (var (key, _) in values)
        {
            places.TryAdd(key, places.Count);
        }

        return null;
    }

    private static string? Place(List<(string Key, string? Value)> values, Dictionary<string, int> places, out string?[] cells)
    {
        cells = new string?[places.Count];
        var seen = new HashSet<int>();
        foreach (var (key, value) in values)
        {
            if (!places.TryGetValue(key, out var place) || !seen.Add(place))
            {
                return $"the key `{key}` comes twice";
            }

            cells[place] = value;
        }

        return null;
    }
}
