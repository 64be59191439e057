using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Language.Tests.Interpretation;

/// <summary>
/// Partly known values over a small world, with the values that each may have: the oracle that operations are compared with.
/// The world of numbers runs from -<see cref="Rim"/> to <see cref="Rim"/>; an open end reaches its rim, and ends of ranges keep well inside.
/// </summary>
internal static class Possibilities
{
    public const int Rim = 6;

    private const int Inside = 2;

    /// <summary>Every exact number, range and unknown with ends in the inner world.</summary>
    public static IEnumerable<Value> Numbers()
    {
        yield return Value.Unknown;
        for (var low = -Inside; low <= Inside; low++)
        {
            yield return Value.Range(low, Value.OpenHigh);
            yield return Value.Range(Value.OpenLow, low);
            for (var high = low; high <= Inside; high++)
            {
                yield return Value.Range(low, high);
            }
        }
    }

    /// <summary>Every set of members of an enum that an unknown, an exact value or alternatives can stand for.</summary>
    public static IEnumerable<Value> Members(int count)
    {
        yield return Value.Unknown;
        for (var set = 1; set < 1 << count; set++)
        {
            yield return Value.OneOf(Enumerable.Range(0, count).Where(m => (set & (1 << m)) != 0));
        }
    }

    public static IEnumerable<long> NumbersOf(Value value) => value.Kind == ValueKind.Unknown
        ? Span(-Rim, Rim)
        : Span(Math.Max(value.Low, -Rim), Math.Min(value.High, Rim));

    public static IEnumerable<long> MembersOf(Value value, int count) => value.Kind switch
    {
        ValueKind.Unknown => Span(0, count - 1),
        ValueKind.Alternatives => value.Members.Select(m => (long)m),
        _ => [value.Low],
    };

    /// <summary>True if true for every choice, false if false for every one, else unknown.</summary>
    public static Truth ForEvery<T>(IEnumerable<T> choices, Func<T, bool> test)
    {
        var answers = choices.Select(test).Distinct().ToList();
        return answers.Count != 1 ? Truth.Unknown : answers[0] ? Truth.True : Truth.False;
    }

    private static IEnumerable<long> Span(long low, long high)
    {
        for (var number = low; number <= high; number++)
        {
            yield return number;
        }
    }
}
