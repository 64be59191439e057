using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Testing.RandomPolicies;

/// <summary>The constants of a policy by the name of their type, in stored units: values near them are where its answers change.</summary>
internal sealed class PolicyConstants
{
    private readonly Dictionary<string, List<long>> constants = new(StringComparer.Ordinal);

    public PolicyConstants(RandomPolicy policy)
    {
        foreach (var expression in ExpressionsOf(policy).SelectMany(e => e.BoundDescendants()))
        {
            Collect(expression);
        }

        foreach (var table in policy.Scope.All<TableSymbol>())
        {
            Collect(table.Arms, table.ArgumentType);
        }
    }

    public IReadOnlyList<long> Of(TypeSymbol type) => constants.GetValueOrDefault(NameOf(type)) ?? [0];

    /// <summary>Every expression that the decision, the clauses and the incidents of a policy depend on.</summary>
    public static IEnumerable<BoundExpression> ExpressionsOf(RandomPolicy policy) =>
    [
        .. policy.Policy.Rules.SelectMany(r => new[] { r.When, r.Unless }).OfType<BoundExpression>(),
        .. policy.Policy.Defines.Select(d => d.Value).OfType<BoundExpression>(),
        .. new[] { policy.Policy.AppliesWhen }.OfType<BoundExpression>(),
        .. policy.Clauses.Select(c => c.Form).OfType<LogicalForm>().SelectMany(f => new[] { f.When, f.Unless }).OfType<BoundExpression>(),
        .. policy.Scope.All<EntitySymbol>().SelectMany(e => e.Invariants.Concat(e.Fields.Select(f => f.Formula).OfType<BoundExpression>())),
        .. policy.Scope.All<TableSymbol>().SelectMany(t => t.Arms).Select(a => a.Value),
    ];

    private void Collect(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundLiteral literal:
                Add(literal.Type, literal.Value);
                break;
            case BoundInRange range:
                Add(range.Operand.Type, range.Low);
                Add(range.Operand.Type, range.High);
                break;
            case BoundInList list:
                foreach (var item in list.Items)
                {
                    Add(list.Operand.Type, item);
                }

                break;
            case BoundMatch match:
                Collect(match.Arms, match.Subject.Type);
                break;
        }
    }

    private void Collect(IEnumerable<BoundArm> arms, TypeSymbol subject)
    {
        foreach (var pattern in arms.SelectMany(a => a.Patterns))
        {
            switch (pattern)
            {
                case ConstantPattern constant:
                    Add(subject, constant.Value);
                    break;
                case RangePattern range:
                    Add(subject, range.Low);
                    Add(subject, range.High);
                    break;
            }
        }
    }

    private void Add(TypeSymbol type, Value value)
    {
        if (value.Kind == ValueKind.Exact)
        {
            Add(type, value.Low);
        }
    }

    private void Add(TypeSymbol type, long? value)
    {
        if (value is not { } constant || !type.IsOrdered)
        {
            return;
        }

        if (!constants.TryGetValue(NameOf(type), out var list))
        {
            constants.Add(NameOf(type), list = []);
        }

        list.Add(constant);
    }

    private static string NameOf(TypeSymbol type) => type is MoneyType ? BasicType.Money.Name : type.Name;
}
