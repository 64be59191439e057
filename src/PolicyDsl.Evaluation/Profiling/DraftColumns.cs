namespace PolicyDsl.Evaluation.Profiling;

/// <summary>Which column serves which field, where several could. Remembers which were written about, so that the others can be listed.</summary>
internal sealed class DraftColumns
{
    private static readonly string[] WhenItHappened = ["occurred", "occurrence", "offense", "offence", "incident", "event", "start", "first", "begin", "from", "committed"];
    private static readonly string[] WhenElse = ["arrest", "report", "reported", "update", "updated", "submission", "last", "end", "birth", "cleared", "created", "modified", "to", "clearance"];
    private static readonly string[] Patrolled = ["district", "beat", "ward", "precinct", "county", "borough", "neighborhood", "neighbourhood", "division", "sector", "lsoa", "agency"];

    private readonly IReadOnlyList<ColumnProfile> _columns;
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);

    public DraftColumns(IReadOnlyList<ColumnProfile> columns)
    {
        _columns = [.. columns.Where(column => DraftText.IsNameable(column.Name))];
        RecordId = Best(ColumnMeaning.RecordId, column => ScoreOf(column.Name, ["incident", "record", "crime", "case"], ["row", "rownames"]));
        CaseId = Best(ColumnMeaning.CaseId, column => ScoreOf(column.Name, ["incident", "case", "event"], []));
        PersonId = Best(ColumnMeaning.PersonId, column => ScoreOf(column.Name, ["offender", "suspect"], ["seq"]));
        At = Best(ColumnMeaning.Date, ScoreOfDate);
        Area = Best(ColumnMeaning.Area, column => ScoreOf(column.Name, Patrolled, ["street", "address", "location"]) - (column.Distinct < 2 ? 10 : 0) - (column.MissingShare > 0.5 ? 5 : 0));
    }

    public ColumnProfile? RecordId { get; }

    public ColumnProfile? CaseId { get; }

    public ColumnProfile? PersonId { get; }

    public ColumnProfile? At { get; }

    public ColumnProfile? Area { get; }

    /// <summary>
    /// The columns of one meaning, the one to map first: those that a table knows, and of them that which says most; then those of words, and of them that which has
    /// the fewest to map.
    /// </summary>
    public IEnumerable<ColumnProfile> Of(ColumnMeaning meaning) => _columns
        .Where(column => column.Meaning == meaning)
        .OrderByDescending(column => column.Table is null ? 0 : Math.Round(column.Table.Share, 1))
        .ThenBy(column => column.Type is ColumnType.Text or ColumnType.List or ColumnType.Boolean || column.Table is not null ? 0 : 1)
        .ThenBy(column => column.Table is null ? column.Distinct : -column.Distinct);

    public void Mention(ColumnProfile column) => _mentioned.Add(column.Name);

    public bool IsMentioned(ColumnProfile column) =>
        _mentioned.Contains(column.Name) || column == RecordId || column == CaseId || column == PersonId || column == At || column == Area;

    private ColumnProfile? Best(ColumnMeaning meaning, Func<ColumnProfile, double> score) =>
        _columns.Where(column => column.Meaning == meaning).OrderByDescending(score).FirstOrDefault();

    private static double ScoreOfDate(ColumnProfile column) =>
        ScoreOf(column.Name, WhenItHappened, WhenElse) + (column.Type == ColumnType.Instant ? 0.5 : column.Type == ColumnType.Date ? 0.2 : 0) - (4 * column.MissingShare);

    private static double ScoreOf(string name, string[] good, string[] bad)
    {
        var words = ColumnName.Tokens(name);
        return (2 * good.Count(words.Contains)) - (3 * bad.Count(words.Contains));
    }
}
