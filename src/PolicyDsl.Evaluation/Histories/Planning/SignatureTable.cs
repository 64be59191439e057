using System.Collections.Immutable;
using PolicyDsl.Evaluation.Columns;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Evaluation.Histories;

/// <summary>
/// What conditions that compare two incidents read of each: incidents that are alike in it have one signature, and questions are asked once for each two
/// signatures. An incident is made twice of each, to stand for the earlier and for the one decided, so that no two incidents are one object.
/// Held in memory for as long as histories are computed, a few hundred bytes for each different signature.
/// </summary>
/// <param name="schema">The schema.</param>
/// <param name="slots">The fields, references before what they lead to.</param>
/// <param name="isEachItsOwn">Whether no two incidents may be taken as one.</param>
internal sealed class SignatureTable(IncidentSchema schema, ImmutableArray<int> slots, bool isEachItsOwn)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Signature, int> codes = [];
    private readonly List<(EntityInstance Earlier, EntityInstance Decided)> incidents = [];

    public ImmutableArray<int> Slots => slots;

    /// <summary>Not while batches are read.</summary>
    public EntityInstance Earlier(int signature) => incidents[signature].Earlier;

    /// <summary>Not while batches are read.</summary>
    public EntityInstance Decided(int signature) => incidents[signature].Decided;

    public void Read(IncidentBatch batch, Span<int> signatures)
    {
        for (var row = 0; row < signatures.Length; row++)
        {
            var values = new Value[slots.Length + 2];
            for (var i = 0; i < slots.Length; i++)
            {
                values[i] = batch.GetValue(slots[i], row);
            }

            if (isEachItsOwn)
            {
                (values[^2], values[^1]) = (Value.Of(batch.Index), Value.Of((long)row));
            }

            signatures[row] = GetOrAdd(new Signature(values), batch, row);
        }
    }

    private int GetOrAdd(Signature signature, IncidentBatch batch, int row)
    {
        lock (gate)
        {
            if (!codes.TryGetValue(signature, out var code))
            {
                codes.Add(signature, code = incidents.Count);
                incidents.Add((Make(signature, batch, row), Make(signature, batch, row)));
            }

            return code;
        }
    }

    private EntityInstance Make(Signature signature, IncidentBatch batch, int row)
    {
        if (isEachItsOwn)
        {
            return IncidentReader.Read(batch, row);
        }

        var entity = schema.Scope.Incident ?? throw new InvalidOperationException("There is no entity `incident`.");
        var incident = new EntityInstance(entity);
        for (var i = 0; i < slots.Length; i++)
        {
            IncidentReader.Set(incident, schema.Paths[slots[i]].Fields, signature.Values[i]);
        }

        return incident;
    }

    private readonly record struct Signature(Value[] Values)
    {
        public bool Equals(Signature other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
