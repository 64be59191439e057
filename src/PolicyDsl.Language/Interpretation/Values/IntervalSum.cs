using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// The sum of numbers that are known to lie between two ends, in stored units; what was added can be taken away again. Ends that are open
/// are counted, the others added up without overflow, so the order makes no difference. An unknown is a number open at both ends.
/// </summary>
public struct IntervalSum
{
    private Int128 low;
    private Int128 high;
    private long openLow;
    private long openHigh;

    public void Add(long least, long most)
    {
        if (least == Value.OpenLow)
        {
            openLow++;
        }
        else
        {
            low += least;
        }

        if (most == Value.OpenHigh)
        {
            openHigh++;
        }
        else
        {
            high += most;
        }
    }

    public void Remove(long least, long most)
    {
        if (least == Value.OpenLow)
        {
            openLow--;
        }
        else
        {
            low -= least;
        }

        if (most == Value.OpenHigh)
        {
            openHigh--;
        }
        else
        {
            high -= most;
        }
    }

    /// <summary>The sum; unknown where a type cannot hold it. Nothing adds up to 0.</summary>
    public readonly Value ToValue(TypeSymbol type) => ValueOperations.SumToValue(openLow > 0 ? null : low, openHigh > 0 ? null : high, type);
}
