using PolicyDsl.Language.Interpretation;

namespace PolicyDsl.Evaluation.Running;

/// <summary>Some values as one key.</summary>
public sealed class FieldKey : IEquatable<FieldKey>
{
    private readonly Value[] values;
    private readonly int hash;

    internal FieldKey(Value[] values)
    {
        this.values = values;
        var combined = default(HashCode);
        foreach (var value in values)
        {
            combined.Add(value);
        }

        hash = combined.ToHashCode();
    }

    /// <summary>A key of some values.</summary>
    public static FieldKey Of(params Value[] values) => new(values);

    public bool Equals(FieldKey? other) => other is not null && hash == other.hash && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as FieldKey);

    public override int GetHashCode() => hash;
}
