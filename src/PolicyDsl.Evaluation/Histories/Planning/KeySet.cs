using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>Histories over the same keys: their incidents are put together and sorted once.</summary>
internal sealed class KeySet
{
    public required KeyReader Reader { get; init; }

    /// <summary>Numbers of conditions in the plan; a byte each per incident.</summary>
    public required ImmutableArray<int> Conditions { get; init; }

    /// <summary>Summands, and values whose different ones are counted.</summary>
    public required ImmutableArray<SubjectReader> Subjects { get; init; }

    /// <summary>What conditions that compare two incidents read; null where there are none.</summary>
    public required SignatureTable? Signatures { get; init; }

    public required ImmutableArray<KeyedHistory> Members { get; init; }

    public required RecordLayout Layout { get; init; }

    /// <summary>What is read as it is stored; -1 for what is not.</summary>
    public IEnumerable<int> Slots => [.. Reader.Slots, .. Subjects.Select(s => s.Slot), .. Signatures?.Slots ?? []];
}

/// <summary>A history of a key set.</summary>
/// <param name="History">The history.</param>
/// <param name="Condition">Its condition among those of the key set, or -1 where every incident meets it.</param>
/// <param name="Subject">Its summand or distinct value among those of the key set, or -1.</param>
/// <param name="Pair">What has to be asked about every two incidents, or null.</param>
internal sealed record KeyedHistory(BoundHistory History, int Condition, int Subject, PairQuestion? Pair)
{
    public bool IsWide => History.Kind is HistoryKind.Sum or HistoryKind.DaysSinceLast;

    /// <summary>Whether it takes no more than counting what lies in a window.</summary>
    public bool IsPlainCount => Pair is null && History is { IsDistinct: false, Kind: HistoryKind.Count or HistoryKind.Any, Window: not { Count: <= 0 } };
}

/// <summary>A condition, or a subject, that reads both incidents.</summary>
/// <param name="Condition">The part of the condition that does, or null.</param>
/// <param name="Subject">The subject, or null for a history that has none.</param>
/// <param name="Scope">The scope of the compilation.</param>
internal sealed record PairQuestion(BoundExpression? Condition, BoundExpression? Subject, GlobalScope Scope);
