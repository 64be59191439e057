namespace PolicyDsl.Language.Interpretation;

/// <summary>The row of a data file that an expression of a <c>dataset</c> reads.</summary>
public interface IRowValues
{
    /// <summary>The zone to whose clocks texts with a UTC offset are moved; null leaves clock times as written.</summary>
    TimeZoneInfo? Zone => null;

    /// <summary>The text of a column; unknown where the cell is empty or holds a text that stands for a missing value.</summary>
    Value GetColumn(string name);

    /// <summary>Whether a text stands for a missing value, for the elements of a list in one cell.</summary>
    bool IsMissing(string text) => text.Length == 0;
}
