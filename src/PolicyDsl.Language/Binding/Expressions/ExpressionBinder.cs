using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// Gives expressions their meaning: resolves names, checks types and units, converts numbers to stored units. What does not bind
/// gets one message and the type <see cref="BasicType.Error"/>, which swallows all that would follow from it.
/// Cost: one visit per node; depth is bounded by the parser, and chains of operands are flat.
/// </summary>
internal sealed partial class ExpressionBinder(GlobalScope scope, DiagnosticBag diagnostics, SemanticRecord record)
{
    private readonly GlobalScope scope = scope;
    private readonly DiagnosticBag diagnostics = diagnostics;
    private readonly SemanticRecord record = record;

    /// <summary>
    /// The type of a field, binding its formula first where it has none yet; <see cref="BasicType.Error"/> after a message (a cycle).
    /// </summary>
    public Func<FieldSymbol, TypeSymbol> ResolveField { get; init; } = field => field.Type;

    /// <summary>The value of a define, bound when first asked for; null after a message (a cycle, a value that did not bind).</summary>
    public Func<DefineSymbol, BoundExpression?> ResolveDefine { get; init; } = define => define.Value;

    /// <summary>The value of a measure, bound when first asked for; null after a message.</summary>
    public Func<MeasureSymbol, BoundExpression?> ResolveMeasure { get; init; } = measure => measure.Value;

    /// <summary>Binds a condition: something that is true or false.</summary>
    public BoundExpression BindCondition(ExpressionSyntax syntax, ExpressionContext context) => Bind(syntax, context, BasicType.Boolean);

    /// <summary>
    /// Binds an expression. With an expected type the result has that type (money of some currency fits <c>money</c>) or is an error that
    /// has been reported; without one it has the type it turns out to have, <see cref="BasicType.Unknown"/> for a bare <c>unknown</c>.
    /// </summary>
    public BoundExpression Bind(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol? expected) =>
        new BoundErrorExpression(syntax) { Source = context.Source };

    /// <summary>Binds the arms of a table, whose subject has <paramref name="subjectType"/>; what no arm lists is unknown.</summary>
    public ImmutableArray<BoundArm> BindArms(ArmsSyntax arms, ExpressionContext context, TypeSymbol subjectType, TypeSymbol expectedResult) => [];

    /// <summary>
    /// A value written out: a number with its unit, a text, a member, <c>[a, b]</c> for a set; where
    /// <paramref name="allowPartlyKnown"/> also a range, <c>one of</c>, <c>unknown</c>. Null after an error.
    /// </summary>
    public Value? BindConstant(ExpressionSyntax syntax, TypeSymbol expected, ExpressionContext context, bool allowPartlyKnown) => null;

    /// <summary>A length of time, positive and whole in its unit; months and years only where calendar units are allowed. Null after an error.</summary>
    public CalendarLength? BindLength(ExpressionSyntax quantity, ExpressionContext context, bool allowCalendarUnits) => null;

    /// <summary>A number with or without a unit, in the stored units of its type (a number without one is a decimal). Null after an error.</summary>
    public (long Amount, TypeSymbol Type)? BindQuantity(ExpressionSyntax syntax, ExpressionContext context) => null;

    /// <summary>Low, central and high of an estimate; a unit on the last number serves all three. Null after an error.</summary>
    public Estimate? BindEstimate(EstimateSyntax syntax, ExpressionContext context, TypeSymbol? expected) => null;
}
