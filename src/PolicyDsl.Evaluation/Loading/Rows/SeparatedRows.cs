namespace PolicyDsl.Evaluation.Loading;

/// <summary>A file of separated text: the header, and rows that have as many cells as it.</summary>
internal sealed class SeparatedRows(LocatedFile file, RowSourceRequest request) : FileRows(file, request)
{
    public override IReadOnlyList<string> ReadColumns(CancellationToken cancellationToken)
    {
        using var input = TextInput.Open(File, Request, progress: null, cancellationToken);
        using var reader = CreateReader(input, new LineEnds());
        return ReadHeader(reader);
    }

    public override IEnumerable<DataRow> Read(FileReport report, ReadProgress? progress, CancellationToken cancellationToken)
    {
        using var input = TextInput.Open(File, Request, progress, cancellationToken);
        using var reader = CreateReader(input, report.LineEnds);
        report.Encoding = input.Encoding;
        report.Separator = reader.Separator;
        var columns = ReadHeader(reader).Count;
        NoteRepair(input, reader);
        if (!Request.HasHeader)
        {
            yield return ToRow(reader, columns);
        }

        while (reader.Read())
        {
            NoteRepair(input, reader);
            if (IsBlank(reader, columns))
            {
                report.BlankLines++;
                continue;
            }

            yield return ToRow(reader, columns);
        }

        report.BlankLines += reader.BlankLines;
        report.Sha256 = input.FinishHash();
    }

    public SeparatedReader CreateReader(TextInput input, LineEnds lineEnds) => CreateReader(new ReplayBuffer(input.Utf8, Request.BufferBytes), lineEnds);

    public SeparatedReader CreateReader(ReplayBuffer text, LineEnds lineEnds) => new(text, ChooseSeparator(), Request, lineEnds);

    /// <summary>The names of the columns, from the first row.</summary>
    public IReadOnlyList<string> ReadHeader(SeparatedReader reader)
    {
        if (!reader.Read())
        {
            throw new DataException($"the file `{File.Name}` has no rows, not even a header", File.Name);
        }

        if (reader.Problem is { } problem)
        {
            throw new DataException($"the first row of `{File.Name}` cannot be read: {problem}", File.Name);
        }

        if (reader.Raw.Contains((byte)0))
        {
            throw new DataException($"the first row of `{File.Name}` holds a zero byte, so this may be no text file", File.Name);
        }

        return NameColumns(GetCells(reader));
    }

    private DataRow ToRow(SeparatedReader reader, int columns) =>
        FindProblem(reader, columns) is { } problem
            ? DataRow.Reject(File.Name, reader.Line, problem, reader.RawText)
            : DataRow.Accept(File.Name, reader.Line, GetCells(reader), Request.KeepsRawText ? reader.RawText : "");

    /// <summary>Why the row cannot be used, or null.</summary>
    public static string? FindProblem(SeparatedReader reader, int columns)
    {
        if (reader.Problem is { } problem)
        {
            return problem;
        }

        return FindProblem(reader.Raw, reader.FieldCount, columns, reader.EndsText);
    }

    /// <summary>Why a row whose quotes are in order cannot be used, or null.</summary>
    public static string? FindProblem(ReadOnlySpan<byte> raw, int cells, int columns, bool endsText)
    {
        if (raw.Contains((byte)0))
        {
            return "the row holds a zero byte, so the file may be damaged";
        }

        return cells < columns && endsText
            ? FormattableString.Invariant($"the file ends inside this row: {cells} of {columns} columns")
            : CountProblem(cells, columns);
    }

    public static bool IsBlank(SeparatedReader reader, int columns) => reader.Problem is null && IsBlank(reader.Raw, reader.FieldCount, columns);

    /// <summary>A line of blanks alone is no row where rows have several cells; the parser only skips lines without any character.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> raw, int cells, int columns) => columns > 1 && cells == 1 && raw.IndexOfAnyExcept(" \t"u8) < 0;

    private static string[] GetCells(SeparatedReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = reader.GetField(i);
        }

        return cells;
    }

    /// <summary>Notes the line of the first byte that was no UTF-8, if it stands in this row.</summary>
    public static void NoteRepair(TextInput input, SeparatedReader reader)
    {
        if (input.Encoding.FallbackLine is null && input.Repair?.FirstRepair is { } place && place < reader.End)
        {
            var before = (int)Math.Clamp(place - reader.Start, 0, reader.Raw.Length);
            input.Encoding.FallbackLine = reader.Line + LineBreaks.Count(reader.Raw[..before]);
        }
    }

    private char? ChooseSeparator()
    {
        if (Request.Separator is not { } text)
        {
            return File.Name.Contains(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : null;
        }

        return text switch
        {
            "tab" or "\\t" => '\t',
            [var one] when char.IsAscii(one) && one is not ('"' or '\r' or '\n' or '\0') => one,
            _ => throw new DataException($"the separator `{text}` cannot be used; write one character such as ; or |, or tab", File.Name),
        };
    }
}
