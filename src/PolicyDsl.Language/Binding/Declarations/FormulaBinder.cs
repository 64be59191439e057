using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// Binds what other expressions refer to by name: defines, derived fields, measures, and then invariants.
/// <para>
/// A formula is bound when first asked for, so types flow from what is used to what uses it. Asking for one that is being bound
/// closes a circle, which is reported with all names on it. Since chains may be long, formulas are first put in the order that
/// their words suggest (a word that only looks like a name costs nothing): the stack then stays flat but on circles, which end
/// at a fixed depth. Cost: one binding each, one look at each token.
/// </para>
/// </summary>
internal sealed class FormulaBinder
{
    private const int DeepestChain = 200;

    private readonly BindingSession session;
    private readonly Declarations declared;
    private readonly Dictionary<Symbol, Action> pending = [];
    private readonly List<Symbol> stack = [];
    private readonly HashSet<Symbol> onCircle = [];
    private readonly List<Symbol> ordered = [];

    public FormulaBinder(BindingSession session, Declarations declared)
    {
        this.session = session;
        this.declared = declared;
        Expressions = new ExpressionBinder(session.Scope, session.Diagnostics, session.Record)
        {
            ResolveField = ResolveField,
            ResolveDefine = define => Resolve(define) ? define.Value : null,
            ResolveMeasure = measure => Resolve(measure) ? measure.Value : null,
        };
    }

    public ExpressionBinder Expressions { get; }

    /// <summary>Everything that was bound, the used before the using.</summary>
    public IReadOnlyList<Symbol> Ordered => ordered;

    public void BindAll()
    {
        foreach (var field in declared.Formulas)
        {
            pending.Add(field.Symbol, () => BindField(field));
        }

        foreach (var define in declared.Defines)
        {
            pending.Add(define.Symbol, () => BindDefine(define));
        }

        foreach (var measure in declared.Measures)
        {
            pending.Add(measure.Symbol, () => BindMeasure(measure));
        }

        foreach (var symbol in FormulaOrder.Sort(session.Scope, declared))
        {
            Resolve(symbol);
        }

        BindInvariants();
    }

    private TypeSymbol ResolveField(FieldSymbol field) => Resolve(field) ? field.Type : BasicType.Error;

    /// <summary>Binds a formula if that is still to be done; false where it is on a circle.</summary>
    private bool Resolve(Symbol symbol)
    {
        if (onCircle.Contains(symbol))
        {
            return false;
        }

        if (stack.IndexOf(symbol) is var start && start >= 0)
        {
            ReportCircle([.. stack.Skip(start)]);
            return false;
        }

        if (!pending.TryGetValue(symbol, out var bind))
        {
            return true;
        }

        if (stack.Count >= DeepestChain)
        {
            ReportCircle([.. stack]);
            return false;
        }

        stack.Add(symbol);
        bind();
        stack.RemoveAt(stack.Count - 1);
        pending.Remove(symbol);
        ordered.Add(symbol);
        return !onCircle.Contains(symbol);
    }

    private void ReportCircle(ImmutableArray<Symbol> circle)
    {
        const int MostNames = 8;
        var names = circle.Length <= MostNames
            ? circle.Append(circle[0]).Select(s => $"`{s.QualifiedName}`")
            : circle.Take(MostNames).Select(s => $"`{s.QualifiedName}`").Append("...").Append($"`{circle[0].QualifiedName}`");
        foreach (var symbol in circle)
        {
            if (onCircle.Add(symbol))
            {
                session.Report(DeclarationErrors.FormulaCircle, symbol.Location, symbol.QualifiedName, string.Join(" -> ", names));
            }
        }
    }

    private void BindField(Declared<FieldSymbol, FieldSyntax> field)
    {
        if (field.Syntax.Value is not { } value)
        {
            return;
        }

        var context = new ExpressionContext(ExpressionPlace.Entity, field.Symbol.Entity, field.Source) { Description = BindingSession.Describe(field.Symbol) };
        var isTyped = field.Syntax.Type is not null;
        var formula = Expressions.Bind(value, context, isTyped && field.Symbol.Type != BasicType.Error ? field.Symbol.Type : null);
        if (onCircle.Contains(field.Symbol))
        {
            return;
        }

        field.Symbol.Formula = formula;
        if (!isTyped)
        {
            field.Symbol.Type = CheckTyped(formula, field.Symbol, field.At(value)) ? formula.Type : BasicType.Error;
        }
    }

    private void BindDefine(Declared<DefineSymbol, DefineSyntax> define)
    {
        if (session.Scope.Incident is not { } incident)
        {
            return;
        }

        var context = new ExpressionContext(ExpressionPlace.Incident, incident, define.Source) { Description = BindingSession.Describe(define.Symbol) };
        var value = Expressions.Bind(define.Syntax.Value, context, null);
        if (!onCircle.Contains(define.Symbol) && CheckTyped(value, define.Symbol, define.At(define.Syntax.Value)))
        {
            define.Symbol.Value = value;
        }
    }

    private void BindMeasure(Declared<MeasureSymbol, MeasureSyntax> measure)
    {
        var context = new ExpressionContext(ExpressionPlace.Measure, session.Scope.Incident, measure.Source)
        {
            Description = BindingSession.Describe(measure.Symbol),
        };
        var value = Expressions.Bind(measure.Syntax.Value, context, null);
        if (onCircle.Contains(measure.Symbol) || value.Type == BasicType.Error)
        {
            return;
        }

        if (!value.Type.IsOrdered || value.Type == BasicType.Date || value.Type == BasicType.Instant)
        {
            session.Report(Diagnostic.Create(DeclarationErrors.MeasureIsNoFigure, measure.At(measure.Syntax.Value), measure.Symbol.Name, value.Type.Name) with
            {
                Hint = "Count or sum over incidents, as in `count(incidents where action is arrest)`.",
            });
            return;
        }

        measure.Symbol.Value = value;
    }

    private void BindInvariants()
    {
        foreach (var group in declared.Invariants.GroupBy(i => i.Entity))
        {
            group.Key.Invariants =
            [
                .. group.Select(i => Expressions.BindCondition(
                        i.Syntax.Condition,
                        new ExpressionContext(ExpressionPlace.Entity, i.Entity, i.Source) { Description = $"an invariant of `{i.Entity.Name}`" }))
                    .Where(b => b is not BoundErrorExpression),
            ];
        }
    }

    /// <summary>A bare <c>unknown</c> has no type that others could rely on.</summary>
    private bool CheckTyped(BoundExpression value, Symbol symbol, Location location)
    {
        if (value.Type != BasicType.Unknown)
        {
            return value.Type != BasicType.Error;
        }

        session.Report(DeclarationErrors.ValueWithoutType, location, BindingSession.Describe(symbol));
        return false;
    }
}
