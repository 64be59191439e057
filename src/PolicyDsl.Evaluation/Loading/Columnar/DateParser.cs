using System.Runtime.CompilerServices;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>
/// Reads <c>date(column, format)</c> and <c>instant(column, format)</c> for formats of digits and signs without an offset, as in <c>yyyy-MM-dd</c> or
/// <c>M/d/yyyy h:mm:ss tt</c>. What is no date of the calendar, or written in any other way, is left.
/// </summary>
internal readonly struct DateParser : ICellParser
{
    private const long SecondsPerDay = 86_400;

    private readonly Step[] steps;
    private readonly Result result;

    /// <summary>How long a cell is, where each part has its place in it; else 0.</summary>
    private readonly int width;

    /// <summary>Parts of digits, and signs with their byte as the length, by their places.</summary>
    private readonly (Part Part, int Start, int Length)[] pieces = [];
    private readonly (Part Part, int Start, int Length)[] signs = [];

    private DateParser(Step[] steps, Result result)
    {
        (this.steps, this.result) = (steps, result);
        if (Array.TrueForAll(steps, s => s.Part == Part.Sign || s.Detail is 2 or 4 && s.Part != Part.HalfDay))
        {
            var all = new List<(Part Part, int Start, int Length)>();
            foreach (var step in steps)
            {
                all.Add((step.Part, width, step.Detail));
                width += step.Part == Part.Sign ? 1 : step.Detail;
            }

            pieces = [.. all.Where(p => p.Part != Part.Sign)];
            signs = [.. all.Where(p => p.Part == Part.Sign)];
        }
    }

    private enum Result
    {
        Day,
        Moment,
        Instant,
    }

    private enum Part
    {
        Year,
        Month,
        Day,
        Hour,
        Minute,
        Second,
        HalfDayHour,
        HalfDay,
        Sign,
    }

    /// <param name="expression">What is read from each row.</param>
    /// <param name="isCoarse">Whether the field may hold a range.</param>
    public static DateParser? Find(BoundExpression expression, bool isCoarse) => expression switch
    {
        BoundCall { Function: BuiltInFunction.ParseDate, Arguments: [BoundColumn, BoundLiteral { Value.Text: var format }] } => Create(format, Result.Day),
        BoundCall { Function: BuiltInFunction.ParseInstant, Arguments: [BoundColumn, BoundLiteral { Value.Text: var format }] } when DateFormats.HasTime(format) => Create(format, Result.Instant),
        BoundConversion { Operand: BoundCall { Function: BuiltInFunction.ParseDate, Arguments: [BoundColumn, BoundLiteral { Value.Text: var format }] } operand, Type: var type }
            when isCoarse && operand.Type == BasicType.Date && type == BasicType.Instant => Create(format, Result.Moment),
        _ => null,
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryParse(ReadOnlySpan<byte> cell, out long low, out long high)
    {
        (low, high) = (0, 0);
        Span<int> parts = [0, 1, 1, 0, 0, 0, -1, 0, 0];
        var place = 0;
        if (width > 0)
        {
            if (cell.Length != width || !TryReadFixed(cell, parts))
            {
                return false;
            }

            place = width;
        }
        else
        {
            foreach (var step in steps)
            {
                if (!step.TryRead(cell, ref place, parts))
                {
                    return false;
                }
            }
        }

        if (place != cell.Length || !MonthStarts.TryGetDay(parts[(int)Part.Year], parts[(int)Part.Month], parts[(int)Part.Day], out var day) || !TryGetSeconds(parts, out var seconds))
        {
            return false;
        }

        (low, high) = result switch
        {
            Result.Day => (day, day),
            Result.Moment => (day * SecondsPerDay, (day * SecondsPerDay) + SecondsPerDay - 1),
            _ => ((day * SecondsPerDay) + seconds, (day * SecondsPerDay) + seconds),
        };
        return true;
    }

    /// <summary>Reads a cell in which every part has its place, as digits of two or four.</summary>
    private bool TryReadFixed(ReadOnlySpan<byte> cell, Span<int> parts)
    {
        var bad = 0;
        foreach (var piece in pieces)
        {
            var start = piece.Start;
            var (first, second) = (cell[start] - '0', cell[start + 1] - '0');
            bad |= (9 - first) | (9 - second) | first | second;
            var number = (first * 10) + second;
            if (piece.Length == 4)
            {
                var (third, fourth) = (cell[start + 2] - '0', cell[start + 3] - '0');
                bad |= (9 - third) | (9 - fourth) | third | fourth;
                number = (number * 100) + (third * 10) + fourth;
            }

            parts[(int)piece.Part] = number;
        }

        foreach (var sign in signs)
        {
            bad |= cell[sign.Start] == sign.Length ? 0 : -1;
        }

        return bad >= 0;
    }

    private static bool TryGetSeconds(ReadOnlySpan<int> parts, out long seconds)
    {
        var (hour, minute, second, half) = (parts[(int)Part.Hour], parts[(int)Part.Minute], parts[(int)Part.Second], parts[(int)Part.HalfDayHour]);
        seconds = 0;
        if (half >= 0)
        {
            if (half is < 1 or > 12)
            {
                return false;
            }

            hour = (half % 12) + parts[(int)Part.HalfDay];
        }

        seconds = (hour * 3_600L) + (minute * 60) + second;
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    private static DateParser? Create(string format, Result result)
    {
        var made = new List<Step>();
        for (var i = 0; i < format.Length;)
        {
            if (format[i] == '\'' && i + 2 < format.Length && format[i + 1] == 'T' && format[i + 2] == '\'')
            {
                made.Add(new Step(Part.Sign, (byte)'T'));
                i += 3;
                continue;
            }

            var length = format.AsSpan(i).IndexOfAnyExcept(format[i]) is var end and > 0 ? end : format.Length - i;
            if (StepOf(format[i], length) is not { } step)
            {
                return null;
            }

            var count = step.Part == Part.Sign ? length : 1;
            made.AddRange(Enumerable.Repeat(step, count));
            i += length;
        }

        var all = made.ToArray();
        var named = all.Where(s => s.Part != Part.Sign).Select(s => s.Part).ToList();
        var hasHalf = named.Contains(Part.HalfDayHour);
        return named.Count == named.Distinct().Count() && named.Contains(Part.Year) && named.Contains(Part.Month) && named.Contains(Part.Day)
            && hasHalf == named.Contains(Part.HalfDay) && !(hasHalf && named.Contains(Part.Hour)) ? new DateParser(all, result) : null;
    }

    private static Step? StepOf(char letter, int length) => (letter, length) switch
    {
        ('y', 4) => new Step(Part.Year, 4),
        ('M', 1 or 2) => new Step(Part.Month, (byte)length),
        ('d', 1 or 2) => new Step(Part.Day, (byte)length),
        ('H', 1 or 2) => new Step(Part.Hour, (byte)length),
        ('h', 1 or 2) => new Step(Part.HalfDayHour, (byte)length),
        ('m', 1 or 2) => new Step(Part.Minute, (byte)length),
        ('s', 1 or 2) => new Step(Part.Second, (byte)length),
        ('t', 2) => new Step(Part.HalfDay, 2),
        ('-' or '/' or '.' or ':' or ' ' or ',' or 'T', _) => new Step(Part.Sign, (byte)letter),
        _ => null,
    };

    /// <param name="Part">What is read.</param>
    /// <param name="Detail">For digits how many, 1 for one or two; for a sign the sign.</param>
    private readonly record struct Step(Part Part, byte Detail)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead(ReadOnlySpan<byte> cell, ref int place, Span<int> parts) => Part switch
        {
            Part.Sign => place < cell.Length && cell[place++] == Detail,
            Part.HalfDay => TryReadHalf(cell, ref place, parts),
            _ => TryReadDigits(cell, ref place, parts),
        };

        private bool TryReadDigits(ReadOnlySpan<byte> cell, ref int place, Span<int> parts)
        {
            var number = 0;
            var start = place;
            var most = Math.Max((byte)2, Detail);
            while (place < cell.Length && place - start < most && (uint)(cell[place] - '0') <= 9)
            {
                number = (number * 10) + (cell[place++] - '0');
            }

            parts[(int)Part] = number;
            return place - start >= Detail;
        }

        private static bool TryReadHalf(ReadOnlySpan<byte> cell, ref int place, Span<int> parts)
        {
            if (cell.Length - place < 2 || cell[place + 1] != (byte)'M' || cell[place] is not ((byte)'A' or (byte)'P'))
            {
                return false;
            }

            parts[(int)Part.HalfDay] = cell[place] == (byte)'P' ? 12 : 0;
            place += 2;
            return true;
        }
    }
}

/// <summary>Days since 1970-01-01 of dates of the calendar.</summary>
internal static class MonthStarts
{
    private const int FirstYear = 1900;
    private const int Years = 201;

    private static readonly int[] Starts = [.. Enumerable.Range(0, (Years * 12) + 1).Select(m => (new DateOnly(FirstYear + (m / 12), (m % 12) + 1, 1).DayNumber) - new DateOnly(1970, 1, 1).DayNumber)];

    public static bool TryGetDay(int year, int month, int date, out long day)
    {
        day = 0;
        if ((uint)(month - 1) > 11 || date < 1)
        {
            return false;
        }

        var place = ((year - FirstYear) * 12) + month - 1;
        if ((uint)place < Years * 12)
        {
            day = Starts[place] + date - 1;
            return day < Starts[place + 1];
        }

        if (year is < 1 or > 9_999 || date > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        day = new DateOnly(year, month, date).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        return true;
    }
}
