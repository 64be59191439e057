using PolicyDsl.Evaluation.Loading;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Tests.Oracle;

/// <summary>Sets aside the rows for which a <c>keep rows</c> is not true, and counts them for the first that they fail.</summary>
internal sealed class RowFilter(DatasetSymbol dataset, RowExpressions expressions, LoadTally tally)
{
    public bool Keeps(DataRow row)
    {
        for (var i = 0; i < dataset.Keep.Length; i++)
        {
            var (truth, unreadable) = expressions.Test(dataset.Keep[i].Condition, row);
            foreach (var text in unreadable)
            {
                tally.Unreadable.Add(ColumnTable.NamesIn(dataset.Keep[i].Condition).FirstOrDefault() ?? "keep rows", "keep rows", text, new RowPlace(row.FileName, row.Line));
            }

            if (truth != Truth.True)
            {
                tally.SetAside(i, truth == Truth.Unknown);
                return false;
            }
        }

        return true;
    }
}
