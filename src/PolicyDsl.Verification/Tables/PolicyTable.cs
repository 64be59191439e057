using System.Collections.Immutable;
using System.Numerics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Differences;

namespace PolicyDsl.Verification.Tables;

/// <summary>A policy as a decision table: every possible incident is in a row, or in what the rest counts.</summary>
/// <param name="Columns">What the rows have conditions on, in an author's words.</param>
/// <param name="Rows">From the mildest disposition to the harshest, then no decision, then outside the scope; rows of one outcome may overlap, others never do.</param>
/// <param name="Rest">For each outcome of which not all is shown, how many kinds of incident are not.</param>
/// <param name="Offers">Rows for the services, each with where it is offered.</param>
/// <param name="OffersRest">For each service of which not all is shown, how many kinds of incident are not.</param>
/// <param name="Kinds">How many kinds of incident there are.</param>
public sealed record PolicyTable(
    ImmutableArray<string> Columns,
    ImmutableArray<TableRow> Rows,
    ImmutableArray<TableRest> Rest,
    ImmutableArray<TableRow> Offers,
    ImmutableArray<TableRest> OffersRest,
    BigInteger Kinds);

/// <summary>Kinds of incident that meet the conditions of all cells.</summary>
/// <param name="Outcome">The outcome or the service, by name.</param>
/// <param name="Cells">One for each column; null where any will do.</param>
/// <param name="Kinds">How many kinds of incident it holds.</param>
public sealed record TableRow(string Outcome, ImmutableArray<string?> Cells, BigInteger Kinds)
{
    /// <summary>The services that all of its incidents are offered.</summary>
    public ImmutableArray<ServiceSymbol> Offers { get; init; } = [];

    /// <summary>The services that some of its incidents are offered and others not.</summary>
    public ImmutableArray<ServiceSymbol> OffersToSome { get; init; } = [];

    /// <summary>The rules that decide some of its incidents; null stands for <c>otherwise</c>. For a service, those that offer it.</summary>
    public ImmutableArray<RuleSymbol?> Rules { get; init; } = [];

    internal Diagram Where { get; init; }
}

/// <summary>What no row shows of an outcome or a service.</summary>
/// <param name="Outcome">The outcome or the service, by name.</param>
/// <param name="Kinds">How many kinds of incident.</param>
/// <param name="HasKnown">Whether there is an incident among them of which everything asked is known.</param>
public sealed record TableRest(string Outcome, BigInteger Kinds, bool HasKnown);
