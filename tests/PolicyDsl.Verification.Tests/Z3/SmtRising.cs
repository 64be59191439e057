using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>
/// Two incidents that differ in one field or history alone and in what derives from it: given fields whose formula reads it, and histories that look at it
/// on the incident decided. By their paths, which tell variables that the two incidents have of their own from those that they share.
/// </summary>
internal sealed class SmtRising
{
    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private readonly RandomPolicy policy;
    private readonly string? field;

    public SmtRising(RandomPolicy policy, BoundExpression term)
    {
        this.policy = policy;
        var meant = term is BoundDefineReference { Define.Value: { } value } ? value : term;
        if (meant is BoundHistory history)
        {
            own.Add(SmtHistories.PathOf(history));
            return;
        }

        field = FindPath(meant) ?? throw SmtUnsupportedException.Of(term);
        own.Add(field);
        FindDerivedFields("", policy.Compilation.Incident ?? throw SmtUnsupportedException.Of(term));
        own.UnionWith(PolicyConstants.ExpressionsOf(policy).SelectMany(e => e.BoundDescendants()).OfType<BoundHistory>().Where(LooksAtTerm).Select(SmtHistories.PathOf));
    }

    /// <summary>The given fields that derive from the term, by path, with the path of the entity that they are of.</summary>
    public List<(string Entity, FieldSymbol Field)> Derived { get; } = [];

    public bool IsOwn(string path) => own.Contains(path);

    private void FindDerivedFields(string place, EntitySymbol entity)
    {
        foreach (var derived in entity.Fields)
        {
            if (derived.Type is EntityType { Entity: var next })
            {
                FindDerivedFields(Join(place, derived.Name), next);
            }
            else if (derived is { IsStored: true, Formula: { } formula } && Reads(formula, place))
            {
                own.Add(Join(place, derived.Name));
                Derived.Add((place, derived));
            }
        }
    }

    /// <summary>Whether a formula of the entity at a place reads the term, itself or by other formulas.</summary>
    private bool Reads(BoundExpression formula, string place) => formula.BoundDescendants().OfType<BoundFieldAccess>().Any(a =>
        FindPath(a) is { } path && DependsOnTerm(Join(place, path), a.Field));

    private bool DependsOnTerm(string path, FieldSymbol read)
    {
        var parent = path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : "";
        return path == field || (read.Formula is { } formula && Reads(formula, parent));
    }

    private bool LooksAtTerm(BoundHistory history) => field == "at"
        || history.Keys.Any(k => FindPath(k) is { } key && DependsOnTerm(key, k.Field))
        || new[] { history.Condition, history.Subject }.OfType<BoundExpression>().SelectMany(e => e.BoundDescendants()).OfType<BoundFieldAccess>()
            .Any(a => IsOfThis(a) && FindPath(a) is { } path && DependsOnTerm(path, a.Field));

    private static bool IsOfThis(BoundExpression expression) => expression is BoundThis || (expression is BoundFieldAccess access && IsOfThis(access.Receiver));

    private static string? FindPath(BoundExpression expression) => expression switch
    {
        BoundFieldAccess { Receiver: BoundSubject or BoundThis } access => access.Field.Name,
        BoundFieldAccess access when FindPath(access.Receiver) is { } before => Join(before, access.Field.Name),
        _ => null,
    };

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    /// <summary>A second copy of the policy in the script, and where it answers less severely though it has more of the term.</summary>
    public (SmtPolicy Second, string Violating) Compare(SmtScript script, SmtPolicy first, NeverFallsForm form, string suffix)
    {
        var second = new SmtPolicy(policy, script, new SmtFields(script, suffix, IsOwn, first.Fields));
        var (less, more) = ((SmtNumber)first.Evaluate(form.Term), (SmtNumber)second.Evaluate(form.Term));
        return (second, Smt.And(
        [
            second.Scope.True,
            less.IsKnown,
            more.IsKnown,
            Smt.Less(less.Low, more.Low),
            Falls(first, second),
            .. Derived.SelectMany(d => new[] { first, second }.Select(p => Smt.Not(p.Disagrees(d.Entity, d.Field)))),
        ]));
    }

    private string Falls(SmtPolicy first, SmtPolicy second)
    {
        var severities = policy.Compilation.Actions.Select(a => a.Severity).Distinct().Order().ToList();
        return Smt.Or(severities.Select(s => Smt.And(AtLeast(first, s), Smt.Not(AtLeast(second, s)))));
    }

    private string AtLeast(SmtPolicy encoded, int severity) =>
        severity <= 0 ? Smt.True : Smt.Or(policy.Compilation.Actions.Where(a => a.Severity >= severity).Select(encoded.Decides));
}
