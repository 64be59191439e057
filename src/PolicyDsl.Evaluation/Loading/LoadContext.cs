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

    /// <summary>With an error among the diagnostics where the time zone is not known.</summary>
    public static LoadContext Create(LoadRequest request)
    {
        if (request.Dataset.TimeZone is not { } name)
        {
            return new LoadContext(request, zone: null);
        }

        var isFound = DateFormats.TryFindZone(name, out var zone);
        var context = new LoadContext(request, isFound ? zone : null);
        if (!isFound)
        {
            context.Diagnostics.Add(Diagnostic.Create(DataErrors.UnknownTimeZone, request.Dataset.Location, name) with { Hint = "Write a name of the IANA list, such as Europe/London." });
        }

        return context;
    }

    public RowExpressions CreateExpressions(ColumnTable columns) => new(Request.Scope, columns, Missing, Zone);

    /// <summary>
    /// The value of a field once all rows are merged. A range or alternatives for a field that is not coarse is no value: unknown, and counted.
    /// </summary>
    public Value Finish(PlannedField field, Value merged, RowPlace place)
    {
        var value = Finish(field, merged, out var notCoarse);
        if (notCoarse is { } text)
        {
            Tally.Unreadable.Add(field, text, place);
        }

        return value;
    }

    /// <summary>The same, with what is to be counted.</summary>
    public Value Finish(PlannedField field, Value merged, out UnreadableText? notCoarse)
    {
        var value = RowMerge.Finish(merged);
        if (field.Field.IsCoarse || value.Kind is not (ValueKind.Range or ValueKind.Alternatives))
        {
            notCoarse = null;
            return value;
        }

        notCoarse = new UnreadableText(Merge.Format(value, field.Field.Type), $"more than one value, and `{field.Field.Name}` is not `coarse`");
        return Value.Unknown;
    }
}
