using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Counterfactuals;

/// <summary>What would have led elsewhere, and what protected fields have to do with it.</summary>
/// <param name="Decision">What the policy decides of the incident as it is.</param>
/// <param name="Others">One for each other outcome that some incident has, from the mildest action to the harshest, then no decision, then outside.</param>
/// <param name="Flips">One for each protected field, by name.</param>
public sealed record CounterfactualResult(Decision Decision, ImmutableArray<OtherOutcome> Others, ImmutableArray<ProtectedField> Flips);

/// <summary>The smallest changes of fields that lead to another outcome.</summary>
/// <param name="Outcome">What the changed incident comes to.</param>
/// <param name="Ways">Different sets of changed fields, none within another; the smallest first. Empty where none was found.</param>
/// <param name="NotFollowed">
/// Terms computed from several fields, or counted over earlier incidents, that change with the fields in ways that were not searched through: there may be further
/// or smaller changes. Empty where none is smaller for certain, and where without <paramref name="Ways"/> there is none.
/// </param>
public sealed record OtherOutcome(Outcome Outcome, ImmutableArray<Counterfactual> Ways, ImmutableArray<string> NotFollowed);

/// <summary>A changed incident of which the policy decides otherwise, by its interpreter.</summary>
/// <param name="Changes">The fields that differ, by name; never a protected one.</param>
/// <param name="Incident">A changed copy with the same earlier incidents.</param>
/// <param name="Decision">What the policy decides of it.</param>
public sealed record Counterfactual(ImmutableArray<FieldChange> Changes, EntityInstance Incident, Decision Decision)
{
    /// <summary>Whether somebody could have made each of the changes, or it is only a matter of knowing.</summary>
    public bool IsAdvice => Changes.All(c => IsLearned(c) || c.Path[^1].ChangedBy != FieldChanger.Nobody);

    /// <summary>Whether the field need not be otherwise, only better known: what it is after is one of what it may have been.</summary>
    public static bool IsLearned(FieldChange change) => change.Before.Kind switch
    {
        ValueKind.Unknown => true,
        ValueKind.Range => change.After.Kind == ValueKind.Exact && change.After.Low >= change.Before.Low && change.After.Low <= change.Before.High,
        ValueKind.Alternatives => change.After.Kind == ValueKind.Exact && change.Before.Members.Contains((int)change.After.Low),
        _ => false,
    };
}

/// <summary>Whether a decision depends on a protected field, all else being equal.</summary>
/// <param name="Path">From the incident.</param>
/// <param name="Type">Of the field.</param>
/// <param name="Before">What it is.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Tried">How many other values were tried, unknown not counted.</param>
/// <param name="TriedUnknown">Whether it was tried that it is unknown.</param>
/// <param name="Flips">The values for which something else is decided or offered, in order of declaration.</param>
public sealed record ProtectedField(
    ImmutableArray<FieldSymbol> Path, TypeSymbol Type, Value Before, ProtectedVerdict Verdict, int Tried, bool TriedUnknown, ImmutableArray<ProtectedFlip> Flips)
{
    /// <summary>As an author would write it.</summary>
    public string Name => string.Join('.', Path.Select(f => f.Name));
}

public enum ProtectedVerdict
{
    /// <summary>Nothing that decides reads it: no value of it changes anything.</summary>
    NotRead,

    /// <summary>Every value that the policy can tell apart was tried, and all is decided as it was.</summary>
    Stays,

    /// <summary>Some values change what is decided or offered.</summary>
    Flips,

    /// <summary>The values tried change nothing; others were not tried.</summary>
    StaysAsFarAsTried,

    /// <summary>Whose field it is is unknown.</summary>
    Missing,
}

/// <summary>What is decided with another value of a protected field.</summary>
public sealed record ProtectedFlip(Value Value, Decision Decision)
{
    public Outcome Outcome => Outcome.Of(Decision);
}
