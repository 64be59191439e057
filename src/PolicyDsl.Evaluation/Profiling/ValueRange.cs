using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Profiling;

/// <summary>The least and the greatest of the values added: by number or date, by the type of the column. Values that do not fit are passed over, and a column of texts has no range.</summary>
internal sealed class ValueRange(TypeInference type)
{
    private readonly bool _isNumber = type.Type is ColumnType.Integer or ColumnType.Decimal;
    private readonly string? _format = type.Dates.Count > 0 ? type.Dates[0].Format : null;
    private decimal _least;
    private decimal _most;

    public string? Min { get; private set; }

    public string? Max { get; private set; }

    /// <summary>The least number, or null where the values are no numbers.</summary>
    public decimal? Least => _isNumber && Min is not null ? _least : null;

    public decimal? Most => _isNumber && Max is not null ? _most : null;

    public void Add(string? value)
    {
        if (value is null || (!_isNumber && _format is null) || !TryKey(value, out var key))
        {
            return;
        }

        if (Min is null || key < _least)
        {
            (Min, _least) = (value, key);
        }

        if (Max is null || key > _most)
        {
            (Max, _most) = (value, key);
        }
    }

    private bool TryKey(string value, out decimal key)
    {
        if (_isNumber)
        {
            return TypeInference.TryNumber(value, out key);
        }

        var isDate = DateFormats.TryParse(value, _format ?? "", out var date);
        key = date.Ticks;
        return isDate;
    }
}
