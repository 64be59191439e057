using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Loading;

/// <summary>What the steps of one loading share.</summary>
internal sealed class LoadContext
{
    public LoadContext(LoadRequest request, TimeZoneInfo? zone)
    {
        Request = request;
        Zone = zone;
        Missing = new MissingMarkers(request.Dataset.Missing);
        Tally = new LoadTally(request.Dataset);
        Merge = new RowMerge([.. request.Scope.All<ActionSymbol>()]);
        Checks = new EntityChecks(request.Scope);
        Maker = new EntityMaker(Checks);
    }

    public LoadRequest Request { get; }

    public TimeZoneInfo? Zone { get; }

    public MissingMarkers Missing { get; }

    public LoadTally Tally { get; }

    public RowMerge Merge { get; }

    public EntityChecks Checks { get; }

    public EntityMaker Maker { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    public RowExpressions CreateExpressions(ColumnTable columns) => new(Request.Scope, columns, Missing, Zone);

    /// <summary>
    /// The value of a field once all rows are merged. A range or alternatives for a field that is not coarse is no value: unknown, and counted.
    /// </summary>
    public Value Finish(PlannedField field, Value merged, RowPlace place)
    {
        var value = RowMerge.Finish(merged);
        if (field.Field.IsCoarse || value.Kind is not (ValueKind.Range or ValueKind.Alternatives))
        {
            return value;
        }

        Tally.Unreadable.Add(field, new UnreadableText(Merge.Format(value, field.Field.Type), $"more than one value, and `{field.Field.Name}` is not `coarse`"), place);
        return Value.Unknown;
    }
}
