using System.Text;

namespace PolicyDsl.Evaluation.Loading.Columnar;

/// <summary>Hashes of ids: equal for equal ids, and hardly ever for others.</summary>
internal static class IdHash
{
    public static ulong Of(BatchRows rows, int row) =>
        TextTable.HashOf(rows.TryGetId(row, out var id) ? id : Encoding.UTF8.GetBytes(rows.GetPlace(row).Describe(rows.SeveralFiles)));
}
