using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Principles;

/// <summary>What is known of a clause after checking; see language.md section 9.</summary>
public enum Verdict
{
    /// <summary>
    /// A structural or flow clause of which no declaration falls short, or a logical or order clause that no incident breaks which satisfies
    /// types, invariants and scope.
    /// </summary>
    Proved,

    /// <summary>Broken, with the declarations or the incident to show for it.</summary>
    Violated,

    /// <summary>A measured clause whose interval lies inside the bound.</summary>
    Holds,

    /// <summary>A measured clause whose interval lies outside the bound.</summary>
    Fails,

    /// <summary>A measured clause whose interval has the bound inside, or that counts too few.</summary>
    TooLittleData,

    /// <summary>Not decided: it needs data and was given none, or a proof that this version does not make. Never a pass.</summary>
    Open,

    /// <summary>
    /// A logical or order clause that would be broken if terms could have any value side by side, while no incident could be built that has
    /// those values: neither proved nor violated. The terms are named.
    /// </summary>
    PossiblyViolated,

    /// <summary>A logical or order clause whose proof is out of its budget. Never a guess.</summary>
    Undecided,
}

/// <summary>One way in which a clause is broken.</summary>
/// <param name="Location">The declaration to blame.</param>
/// <param name="Message">A sentence that names it.</param>
/// <param name="Declaration">The rule, crackdown or policy.</param>
/// <param name="Missing">For structural clauses the clause word to add, for a fix; null otherwise.</param>
public sealed record ClauseBreach(Location? Location, string Message, Symbol? Declaration, string? Missing = null);

/// <summary>The verdict on one clause with its evidence: what passed is shown as well as what failed.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">One sentence that says what the verdict was made from.</param>
public sealed record ClauseVerdict(ClauseSymbol Clause, Verdict Verdict, string Reason)
{
    /// <summary>The rules (and crackdowns) that were looked at, in order of declaration.</summary>
    public ImmutableArray<RuleSymbol> RulesLookedAt { get; init; } = [];

    public ImmutableArray<ClauseBreach> Breaches { get; init; } = [];

    /// <summary>The open departure that covers the clause, or null.</summary>
    public Departure? Departure { get; init; }

    /// <summary>The recorded incident that breaks a logical clause, by id, or null.</summary>
    public string? IncidentId { get; init; }

    /// <summary>For a clause violated in a proof: an incident that breaks it; null otherwise.</summary>
    public ClauseWitness? Witness { get; init; }

    /// <summary>
    /// In how many of all kinds of incident a logical clause is broken, a kind being a cell between the policy's own constants: breadth, not
    /// frequency. Null where it was not counted.
    /// </summary>
    public (BigInteger Violating, BigInteger All)? Kinds { get; init; }

    /// <summary><c>3 of 128 kinds of incident</c>, large numbers rounded; null where kinds were not counted.</summary>
    public string? KindsText => Kinds is { } kinds ? DescribeKinds(kinds.Violating, kinds.All) : null;

    /// <summary>For a clause possibly violated: the terms treated as independent, as an author writes them.</summary>
    public ImmutableArray<string> IndependentTerms { get; init; } = [];

    /// <summary>The data set that settled a measured clause, by name, or null.</summary>
    public string? DataName { get; init; }

    /// <summary>True where the clause is broken and nothing excuses it.</summary>
    public bool IsBroken => Verdict is Verdict.Violated or Verdict.Fails && Departure is null;

    /// <summary>What the source's force makes of a breach: <c>shall</c> and unstated an error, the rest a warning.</summary>
    public Diagnostics.Severity BreachSeverity =>
        Clause.Force is LegalForce.Shall or LegalForce.Unstated ? Diagnostics.Severity.Error : Diagnostics.Severity.Warning;

    /// <summary><c>3 of 128 kinds of incident</c>, large numbers rounded.</summary>
    public static string DescribeKinds(BigInteger some, BigInteger all) => $"{WriteKinds(some)} of {WriteKinds(all)} kinds of incident";

    /// <summary>A number of kinds as it is read: exact below a million million, above it two digits of it, <c>about 1.6 x 10^12</c>.</summary>
    public static string WriteKinds(BigInteger number)
    {
        if (number < 1_000_000_000_000)
        {
            return number.ToString("#,0", CultureInfo.InvariantCulture);
        }

        var digits = number.ToString("0.0e0", CultureInfo.InvariantCulture).Split('e');
        return $"about {digits[0]} x 10^{digits[1]}";
    }
}
