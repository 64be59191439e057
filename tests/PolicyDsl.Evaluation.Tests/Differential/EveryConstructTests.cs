using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Evaluation.Tests.Differential;

/// <summary>
/// Whoever adds a kind of bound expression, an operator or a node of a plan is told here to have random policies write it: else nothing holds the engine to the
/// interpreter there.
/// </summary>
public sealed class EveryConstructTests
{
    /// <summary>What stands in data sets and measures alone, which are evaluated row by row and cell by cell.</summary>
    private static readonly Type[] Elsewhere =
    [
        typeof(BoundErrorExpression), typeof(BoundColumn), typeof(BoundFold), typeof(BoundTextTest), typeof(BoundAggregate), typeof(BoundDecidedAction), typeof(BoundOffered),
        typeof(BoundOutcomeFigure), typeof(BoundRelativeRate), typeof(BoundNetBenefit), typeof(BoundMeasureReference),
    ];

    private static readonly Lazy<(List<BoundExpression> Expressions, List<BoundArm> Arms, HashSet<Type> Nodes)> Written = new(Collect);

    [Fact]
    public void Random_policies_have_every_kind_of_expression()
    {
        var kinds = typeof(BoundExpression).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(BoundExpression)) && !t.IsAbstract);
        Assert.Empty(kinds.Except(Elsewhere).Except(Written.Value.Expressions.Select(e => e.GetType())).Select(t => t.Name));
    }

    [Fact]
    public void Random_policies_have_every_operator_pattern_and_kind_of_arm()
    {
        var (expressions, arms, _) = Written.Value;
        AssertAll<BoundUnaryOperator>(expressions.OfType<BoundUnary>().Select(u => u.Operator));
        AssertAll<BoundArithmeticOperator>(expressions.OfType<BoundArithmetic>().Select(a => a.Operator));
        AssertAll<ComparisonOperator>(expressions.OfType<BoundComparison>().Select(c => c.Operator));
        AssertAll<HistoryKind>(expressions.OfType<BoundHistory>().Select(h => h.Kind));
        AssertAll<ArmKind>(arms.Select(a => a.Kind));
        AssertAll<TextTestKind>(arms.SelectMany(a => a.Patterns).OfType<TextPattern>().Select(p => p.Kind));
        Assert.Equal([BuiltInFunction.HourOf, BuiltInFunction.WeekdayOf, BuiltInFunction.DateOf], expressions.OfType<BoundCall>().Select(c => c.Function).Distinct().Order());
        Assert.Empty(typeof(BoundPattern).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(BoundPattern))).Except(arms.SelectMany(a => a.Patterns).Select(p => p.GetType())));
        Assert.True(arms.Exists(a => a.Guard is not null), "guard");
        Assert.True(expressions.OfType<BoundHistory>().Any(h => h.IsDistinct), "distinct");
        Assert.True(expressions.OfType<BoundHistory>().Any(h => h.Condition is { } condition && condition.BoundDescendants().OfType<BoundThis>().Any()), "this");
        Assert.All(Enum.GetValues<ValueKind>().Except([ValueKind.Set, ValueKind.Reference, ValueKind.List]), kind => Assert.True(expressions.OfType<BoundLiteral>().Any(l => l.Value.Kind == kind), $"{kind}"));
        Assert.All<TypeSymbol>(
            [BasicType.Boolean, BasicType.Integer, BasicType.Decimal, BasicType.Text, BasicType.Date, BasicType.Instant, BasicType.Duration, BasicType.Mass, BasicType.Money, ActionType.Instance],
            type => Assert.True(expressions.Exists(e => e.Type == type), type.Name));
        Assert.All([typeof(EnumType), typeof(SetType), typeof(EntityType), typeof(MoneyType)], type => Assert.True(expressions.Exists(e => e.Type.GetType() == type), type.Name));
    }

    [Fact]
    public void Plans_of_random_policies_have_every_kind_of_node()
    {
        var kinds = typeof(PlanNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PlanNode)) && !t.IsAbstract);
        Assert.Empty(kinds.Except(Written.Value.Nodes).Select(t => t.Name));
    }

    private static (List<BoundExpression> Expressions, List<BoundArm> Arms, HashSet<Type> Nodes) Collect()
    {
        var (expressions, arms, nodes) = (new List<BoundExpression>(), new List<BoundArm>(), new HashSet<Type>());
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new RandomTables(seed);
            foreach (var policy in random.FindPolicies(PolicyFeatures.Further, 1))
            {
                var found = PolicyConstants.ExpressionsOf(policy).SelectMany(e => e.BoundDescendants()).ToList();
                expressions.AddRange(found);
                arms.AddRange(found.OfType<BoundMatch>().SelectMany(m => m.Arms).Concat(policy.Scope.All<TableSymbol>().SelectMany(t => t.Arms)));
                var engine = new RunEngine(new EngineRequest
                {
                    Source = new TableSource(policy.Compilation.Datasets[0], [], new RunSetting().SchemaOf(policy.Scope), new RunSetting()),
                    Policies = [TableComparison.ToRun(policy)],
                    Clauses = [.. policy.Clauses],
                    Options = new RunOptions(),
                });
                nodes.UnionWith(engine.Plan.Nodes.Select(n => n.GetType()));
            }
        }

        return (expressions, arms, nodes);
    }

    private static void AssertAll<T>(IEnumerable<T> found)
        where T : struct, Enum => Assert.Empty(Enum.GetValues<T>().Except(found));
}
