using System.Collections.Immutable;
using PolicyDsl.Evaluation.Plans;
using PolicyDsl.Evaluation.Running;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Outcomes.Measures;

/// <summary>
/// What counts of an incident for some expressions over incidents, and for harm: incidents that are alike in it, with one answer, are alike to all of them, so each need be
/// evaluated once for all such incidents. Of a condition, or a part of one, that asks nothing about the answer only its truth counts; of all else the fields.
/// </summary>
/// <param name="Fields">Stored fields; of a reference counts whether it is known.</param>
/// <param name="Conditions">Conditions about the incident.</param>
internal sealed record MeasureReads(ImmutableArray<FieldPath> Fields, ImmutableArray<PlannedExpression> Conditions)
{
    /// <summary>Of the measures and outcomes of a policy.</summary>
    public static MeasureReads OfMeasures(GlobalScope scope) => Of(scope, scope.All<MeasureSymbol>().Select(m => m.Value).OfType<BoundExpression>());

    public static MeasureReads Of(GlobalScope scope, IEnumerable<BoundExpression> expressions)
    {
        var collector = new Collector();
        foreach (var expression in expressions)
        {
            collector.Visit(expression);
        }

        if (HarmOf.FieldOf(scope) is { } offence)
        {
            collector.Fields.Add(offence);
        }

        return new MeasureReads(
            [.. FieldPath.AllOf(scope).Where(p => p.Field.IsStored && p.Fields.All(collector.Fields.Contains))],
            [.. collector.Conditions.Select(c => new PlannedExpression(c, scope))]);
    }

    /// <summary>The path of a field, and where it refers to an entity the path of that one's key: who it is, and not only that it is known.</summary>
    public static ImmutableArray<FieldPath> WithKey(FieldPath path) => path.Field.Type is EntityType { Entity.Key: { } key } ? [path, new FieldPath(path.Fields.Add(key))] : [path];

    private sealed class Collector
    {
        private readonly HashSet<Symbol> entered = [];

        public HashSet<FieldSymbol> Fields { get; } = [];

        public List<BoundExpression> Conditions { get; } = [];

        public void Visit(BoundExpression expression)
        {
            switch (expression)
            {
                case BoundAggregate aggregate:
                    VisitCondition(aggregate.Condition);
                    AddFields(aggregate.Subject);
                    break;
                case BoundRelativeRate rate:
                    AddFields(rate.By);
                    if (rate.By.Type is EntityType { Entity.Key: { } key })
                    {
                        Fields.Add(key);
                    }

                    break;
                case BoundMeasureReference { Measure: { Value: { } value } measure }:
                    if (entered.Add(measure))
                    {
                        Visit(value);
                    }

                    break;
                default:
                    foreach (var child in expression.BoundChildren())
                    {
                        Visit(child);
                    }

                    break;
            }
        }

        private void VisitCondition(BoundExpression? condition)
        {
            switch (condition)
            {
                case null or BoundDecidedAction or BoundOffered or BoundLiteral:
                    break;
                case BoundLogical logical:
                    foreach (var operand in logical.Operands)
                    {
                        VisitCondition(operand);
                    }

                    break;
                case BoundUnary { Operator: BoundUnaryOperator.Not or BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly } unary:
                    VisitCondition(unary.Operand);
                    break;
                default:
                    if (ReadsIncidentAlone(condition))
                    {
                        Conditions.Add(condition);
                    }
                    else
                    {
                        AddFields(condition);
                    }

                    break;
            }
        }

        /// <summary>Nothing of the answer and no earlier incident, through names as well.</summary>
        private static bool ReadsIncidentAlone(BoundExpression condition)
        {
            var seen = new HashSet<Symbol>();
            var pending = new Stack<BoundExpression>([condition]);
            while (pending.TryPop(out var next))
            {
                if (next is BoundDecidedAction or BoundOffered or BoundHistory or BoundAggregate or BoundMeasureReference or BoundOutcomeFigure or BoundRelativeRate or BoundNetBenefit)
                {
                    return false;
                }

                IEnumerable<BoundExpression> behind = next switch
                {
                    BoundDefineReference { Define: { Value: { } value } define } when seen.Add(define) => [value],
                    BoundFieldAccess { Field: { Formula: { } formula } field } when seen.Add(field) => [formula],
                    BoundTableLookup { Table: { } table } when seen.Add(table) => table.Arms.SelectMany(a => a.ArmChildren()),
                    _ => [],
                };
                foreach (var part in next.BoundChildren().Concat(behind))
                {
                    pending.Push(part);
                }
            }

            return true;
        }

        private void AddFields(BoundExpression? expression)
        {
            if (expression is not null)
            {
                Fields.UnionWith(Dependencies.FieldsOf(expression));
            }
        }
    }
}
