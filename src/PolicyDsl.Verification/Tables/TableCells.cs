namespace PolicyDsl.Verification.Tables;

/// <summary>Conditions in the column of what they are about: without its name.</summary>
internal static class TableCells
{
    public static string Write(string condition, string column) => condition switch
    {
        _ when condition == column => "yes",
        _ when condition.StartsWith(column + " ", StringComparison.Ordinal) => condition[(column.Length + 1)..],
        _ when condition == $"not {column}" || condition.Replace(" not ", " ", StringComparison.Ordinal) == column => "no",
        _ when condition == $"possibly {column}" => "possibly",
        _ when condition == $"possibly not {column}" => "possibly not",
        _ => condition,
    };
}
