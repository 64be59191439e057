using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Reads what was recorded of incidents: the baseline.</summary>
public sealed class RecordedAction
{
    public const string FieldName = "recorded";

    private static readonly ConditionalWeakTable<GlobalScope, RecordedAction> Known = [];

    private readonly ImmutableArray<ActionSymbol> actions;

    private RecordedAction(GlobalScope scope)
    {
        actions = [.. scope.All<ActionSymbol>()];
        Field = scope.Incident?.FindField(FieldName);
    }

    /// <summary>The field that holds what was recorded, or null where the vocabulary has none.</summary>
    public FieldSymbol? Field { get; }

    /// <summary>The reader for a scope; one for each.</summary>
    public static RecordedAction Of(GlobalScope scope) => Known.GetValue(scope, s => new RecordedAction(s));

    /// <summary>The action recorded; null where it is not exactly known.</summary>
    public ActionSymbol? Find(EntityInstance incident) => Field is { } field ? Find(incident[field]) : null;

    /// <summary>The action that a value of the field stands for; null where it is not exactly known.</summary>
    public ActionSymbol? Find(Value recorded) =>
        recorded is { Kind: ValueKind.Exact, Low: >= 0 and var ordinal } && ordinal < actions.Length ? actions[(int)ordinal] : null;
}
