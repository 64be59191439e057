using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Columns;

/// <summary>
/// The different values of one column, by code. Code 0 is unknown; others come in the order in which they were met, which depends on
/// how threads ran, so no result may depend on the order of codes. Grows and never shrinks; for many threads at once.
/// </summary>
public sealed class CodeDictionary
{
    public const int UnknownCode = 0;

    private readonly Lock gate = new();
    private readonly Dictionary<Value, int> codes = new() { [Value.Unknown] = UnknownCode };
    private volatile Value[] values = new Value[16];
    private volatile int count = 1;

    /// <summary>How many codes there are; every code below it has its value.</summary>
    public int Count => count;

    public Value this[int code] => values[code];

    public int GetOrAdd(Value value)
    {
        lock (gate)
        {
            if (codes.TryGetValue(value, out var known))
            {
                return known;
            }

            var code = count;
            var grown = values;
            if (code == grown.Length)
            {
                Array.Resize(ref grown, grown.Length * 2);
            }

            grown[code] = value;
            values = grown;
            codes.Add(value, code);
            count = code + 1;
            return code;
        }
    }
}
