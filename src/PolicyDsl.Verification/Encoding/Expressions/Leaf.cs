using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>What a value expression comes to under some guard: a constant, or a term, numbers perhaps behind monotone steps.</summary>
public abstract record Leaf(TypeSymbol Type)
{
    /// <summary>Equal for equal leaves, also of two policies.</summary>
    public abstract string Key { get; }

    /// <summary>As an author would write it.</summary>
    public abstract string Name { get; }

    public abstract Value Read(Reading reading);
}

public sealed record ConstantLeaf(Value Value, TypeSymbol Type) : Leaf(Type)
{
    public override string Key => ExpressionKey.Of(Value);

    public override string Name => new ValueFormatter(ImmutableArray<ActionSymbol>.Empty).Format(Value, Type);

    public override Value Read(Reading reading) => Value;
}

public sealed record TermLeaf(Term Term, ImmutableArray<MonotoneStep> Steps, TypeSymbol Type) : Leaf(Type)
{
    public override string Key => Steps.IsEmpty ? Term.Key : $"{string.Concat(Steps.Reverse().Select(s => s.Key + "("))}{Term.Key}{new string(')', Steps.Length)}";

    public override string Name => Steps.Aggregate(Term.Name, (name, step) => step.Tell(name));

    public override Value Read(Reading reading) => Apply(Term.Source.Read(reading));

    public Value Apply(Value value) => Steps.Aggregate(value, (current, step) => step.Apply(current));

    public bool Equals(TermLeaf? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A reference to an entity by its path from the incident; the empty path is the incident.</summary>
public sealed record ReferenceLeaf(ImmutableArray<FieldSymbol> Path, TypeSymbol Type) : Leaf(Type)
{
    public override string Key => $"entity {FieldSource.PathText(Path)}";

    public override string Name => Path.IsEmpty ? "the incident" : FieldSource.PathText(Path);

    public override Value Read(Reading reading) => reading.FindEntity(Path.AsSpan()) is { } entity ? Value.Of(entity) : Value.Unknown;

    public bool Equals(ReferenceLeaf? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A step that never turns the order of numbers about more than all at once: adding, scaling or negating by constants, taking the date.</summary>
/// <param name="Key">Equal for equal steps.</param>
/// <param name="Rises">False where the step turns the order about.</param>
/// <param name="IsInjective">Different numbers stay different.</param>
/// <param name="Apply">The interpreter's own operation.</param>
/// <param name="Tell">How an author would write it about an operand.</param>
public sealed record MonotoneStep(string Key, bool Rises, bool IsInjective, Func<Value, Value> Apply, Func<string, string> Tell);
