using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>What a data set declares of the keys of histories.</summary>
public static class DatasetKeys
{
    /// <summary>The first instant that the data covers (seconds since 1970); null where it does not say.</summary>
    public static long? CoversFrom(DatasetSymbol dataset) => dataset.Covers is { } covers ? Calendar.StartOf(covers.From) : null;

    /// <summary>Why the data set does not follow a key of the history, or null.</summary>
    public static string? WhyNotFollowed(DatasetSymbol dataset, BoundHistory history)
    {
        foreach (var key in history.Keys)
        {
            foreach (var field in KeyPath.FieldsOf(key))
            {
                if (dataset.NotFollowed.TryGetValue(field.Name, out var reason))
                {
                    return reason;
                }
            }
        }

        return null;
    }

    /// <summary>The keys as they are written, in one text.</summary>
    public static string NamesOf(BoundHistory history) =>
        string.Join(", ", history.Keys.Select(k => string.Join('.', KeyPath.FieldsOf(k).Select(f => f.Name))));
}
