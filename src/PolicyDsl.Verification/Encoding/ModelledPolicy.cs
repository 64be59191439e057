using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Verification.Encoding;

/// <summary>A policy to be modelled, with what will be asked of it: everything that cuts its terms has to be known before the first diagram.</summary>
public sealed record ModelledPolicy(PolicySymbol Policy, GlobalScope Scope)
{
    /// <summary>The clauses that it will be held against.</summary>
    public ImmutableArray<ClauseSymbol> Clauses { get; init; } = [];

    /// <summary>Further conditions about the incident that will be asked for, whole; their parts may be asked for as well.</summary>
    public ImmutableArray<BoundExpression> Conditions { get; init; } = [];
}
