using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Interpretation;

/// <summary>
/// What one evaluation remembers, so that a define or derived field is computed once for each entity however often it is
/// named: without it, defines that name others twice would cost time exponential in their depth.
/// </summary>
internal sealed class EvaluationSession(Tracer? tracer)
{
    private readonly Dictionary<(Symbol Symbol, EntityInstance? Subject), Remembered> memory = [];

    public Tracer? Tracer { get; } = tracer;

    /// <summary>Columns read since the count was last set back, and those of them that held something.</summary>
    public int ColumnsRead { get; set; }

    public int ColumnsPresent { get; set; }

    /// <summary>Texts that could not be read while something else may yet read them; null where nothing else may.</summary>
    public List<(BoundExpression Expression, string Text)>? Held { get; set; }

    public Value Remember(Symbol symbol, EntityInstance? subject, Func<Value> compute)
    {
        if (memory.TryGetValue((symbol, subject), out var known))
        {
            Tracer?.Add(known.Parts);
            return known.Value;
        }

        // Cycles are errors of their own; should one get here, it ends as unknown.
        memory[(symbol, subject)] = new Remembered(Value.Unknown, []);
        var start = Tracer?.Count ?? 0;
        var value = compute();
        memory[(symbol, subject)] = new Remembered(value, Tracer?.NodesFrom(start) ?? []);
        return value;
    }

    private readonly record struct Remembered(Value Value, ImmutableArray<TraceNode> Parts);
}

/// <summary>What an expression is about while it is evaluated.</summary>
/// <param name="Subject">An entity; in the guard of a table, its argument.</param>
/// <param name="This">The incident decided, inside a history.</param>
internal readonly record struct EvaluationFrame(EvaluationSession Session, Value Subject, EntityInstance? This)
{
    public EvaluationFrame About(EntityInstance entity) => new(Session, Value.Of(entity), null);
}
