using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Differences;

/// <summary>What about a decision changes.</summary>
public enum ChangeKind
{
    /// <summary>The disposition, or whether there is one.</summary>
    Disposition,

    /// <summary>A service that is offered under one policy only.</summary>
    Offer,

    /// <summary>The same disposition, but with another deadline, partner or service after <c>to</c>, or with rules in conflict.</summary>
    Detail,
}

/// <summary>One way in which decisions change, with all kinds of incident in which they do.</summary>
/// <param name="Kind">What changes.</param>
/// <param name="Subject">The service, <c>deadline</c>, <c>partner x</c> …; empty for dispositions.</param>
/// <param name="From">Under the policy before.</param>
/// <param name="To">Under the policy after.</param>
/// <param name="Direction">Harsher and milder for dispositions only.</param>
/// <param name="Kinds">In how many kinds of incident.</param>
public sealed record Change(ChangeKind Kind, string Subject, string From, string To, ChangeDirection Direction, BigInteger Kinds)
{
    /// <summary>Boxes, those that were looked for, in order of size.</summary>
    public ImmutableArray<ChangeBox> Boxes { get; init; } = [];

    /// <summary>In how many kinds of incident none of the boxes lies.</summary>
    public BigInteger KindsNotShown { get; init; }

    internal Diagram Where { get; init; }

    /// <summary><c>arrest → divert</c>, <c>offer naloxone: no → yes</c>.</summary>
    public override string ToString() => Subject.Length == 0 ? $"{From} → {To}" : $"{Subject}: {From} → {To}";
}

/// <summary>Kinds of incident that a few conditions describe, in all of which decisions change in the same way.</summary>
/// <param name="Conditions">In the words of the policies; none where the change is for all incidents.</param>
/// <param name="Kinds">How many kinds of incident it holds; boxes may overlap.</param>
/// <param name="Before">The rules that decide in the box under the policy before; null stands for <c>otherwise</c>.</param>
/// <param name="After">The same under the policy after.</param>
public sealed record ChangeBox(ImmutableArray<string> Conditions, BigInteger Kinds, ImmutableArray<RuleSymbol?> Before, ImmutableArray<RuleSymbol?> After)
{
    /// <summary>An incident of the box that both interpreters confirm; null where none could be built, so that the change is possible only.</summary>
    public ChangeExample? Example { get; init; }

    /// <summary>Without an example: the terms that stood in the way.</summary>
    public ImmutableArray<string> IndependentTerms { get; init; } = [];

    internal Diagram Where { get; init; }
}

/// <summary>An incident on which the decisions of two policies differ, by their interpreters.</summary>
/// <param name="Before">As the policy before decides it.</param>
/// <param name="After">The same incident, as the policy after decides it.</param>
/// <param name="Text">The incident, those before it, and what holds besides, in one line: what is not plain about them.</param>
public sealed record ChangeExample(Witness Before, Witness After, string Text);
