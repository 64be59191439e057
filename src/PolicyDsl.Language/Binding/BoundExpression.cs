using System.Collections.Immutable;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// An expression with its names resolved and its types and units checked. Operands have the types that the node wants:
/// conversions (integer to decimal, quantities to stored units) are done by the binder, so readers never convert,
/// but for <see cref="BoundConversion"/>.
/// </summary>
public abstract record BoundExpression(TypeSymbol Type, SyntaxNode Syntax)
{
    /// <summary>The source that <see cref="Syntax"/> stands in, for traces and messages.</summary>
    public required SourceText Source { get; init; }

    public Location Location => new(Source, Syntax.Span);
}

/// <summary>Something that did not bind; a message has been given.</summary>
public sealed record BoundErrorExpression(SyntaxNode Syntax) : BoundExpression(BasicType.Error, Syntax);

/// <summary>A constant, possibly partly known (<c>one of a, b</c>, <c>unknown</c>).</summary>
public sealed record BoundLiteral(Value Value, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>
/// The thing that the expression is about: the incident decided; in the arms of a table its argument; in a history's condition the earlier incident; in an entity's
/// formula or invariant, or a crackdown's target, that entity.
/// </summary>
public sealed record BoundSubject(TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary><c>this</c> inside a history: the incident being decided.</summary>
public sealed record BoundThis(TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>A field of a reference; unknown where the reference is.</summary>
public sealed record BoundFieldAccess(BoundExpression Receiver, FieldSymbol Field, SyntaxNode Syntax) : BoundExpression(Field.Type, Syntax);

/// <summary>A define, read about the current subject.</summary>
public sealed record BoundDefineReference(DefineSymbol Define, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

public enum BoundUnaryOperator
{
    Not,
    Certainly,
    Possibly,
    Negate,
    IsKnown,
    IsUnknown,
}

public sealed record BoundUnary(BoundUnaryOperator Operator, BoundExpression Operand, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary><c>and</c> or <c>or</c> over two or more conditions.</summary>
public sealed record BoundLogical(bool IsAnd, ImmutableArray<BoundExpression> Operands, SyntaxNode Syntax) : BoundExpression(BasicType.Boolean, Syntax);

/// <summary>A comparison of two values of one type; equality alone for types without order.</summary>
public sealed record BoundComparison(BoundExpression Left, ComparisonOperator Operator, BoundExpression Right, SyntaxNode Syntax)
    : BoundExpression(BasicType.Boolean, Syntax);

/// <summary><c>x in low..high</c>, both ends included; a null end is open. Ends are constants in the units of the operand.</summary>
public sealed record BoundInRange(BoundExpression Operand, long? Low, long? High, bool IsNegated, SyntaxNode Syntax) : BoundExpression(BasicType.Boolean, Syntax);

/// <summary><c>x in [a, b]</c> or in a named set: the operand is one of constants. <paramref name="Set"/> is the named set, if one was named.</summary>
public sealed record BoundInList(BoundExpression Operand, ImmutableArray<Value> Items, SetSymbol? Set, bool IsNegated, SyntaxNode Syntax)
    : BoundExpression(BasicType.Boolean, Syntax);

/// <summary><c>drugs has heroin</c>, <c>drugs has any of opioids</c>: a set shares a member with <paramref name="Members"/>.</summary>
public sealed record BoundHas(BoundExpression Operand, ImmutableArray<int> Members, SetSymbol? Set, SyntaxNode Syntax) : BoundExpression(BasicType.Boolean, Syntax);

/// <summary><c>a default b default c</c>: the first that is exactly known, else the last.</summary>
public sealed record BoundDefault(ImmutableArray<BoundExpression> Operands, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

public enum BoundArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>
/// One arithmetic step. Operand and result types follow language.md section 5: a quotient of like units is a decimal, a product
/// is amount times number, an instant less an instant a duration, a date moved by whole days a date. Scales differ by type: see <see cref="TypeSymbol.Scale"/>.
/// </summary>
public sealed record BoundArithmetic(BoundExpression Left, BoundArithmeticOperator Operator, BoundExpression Right, TypeSymbol Type, SyntaxNode Syntax)
    : BoundExpression(Type, Syntax);

/// <summary>
/// A change of scale without loss: integer to decimal, date to the instant at its start. In a data row also: a date to some moment of its
/// day, a list of members to the set of them, a text to the entity that has it as its key.
/// </summary>
public sealed record BoundConversion(BoundExpression Operand, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

public sealed record BoundIf(BoundExpression Condition, BoundExpression WhenTrue, BoundExpression WhenFalse, TypeSymbol Type, SyntaxNode Syntax)
    : BoundExpression(Type, Syntax);

public sealed record BoundMatch(BoundExpression Subject, ImmutableArray<BoundArm> Arms, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>
/// An arm of a match or a table. Patterns are alternatives; an arm for unknown or otherwise has none.
/// Arms read from a file have the syntax of their table.
/// </summary>
public sealed record BoundArm(ArmKind Kind, ImmutableArray<BoundPattern> Patterns, BoundExpression? Guard, BoundExpression Value, SyntaxNode Syntax);

public enum ArmKind
{
    Patterns,
    Unknown,
    Otherwise,
}

public abstract record BoundPattern;

public sealed record ConstantPattern(Value Value) : BoundPattern;

public sealed record RangePattern(long? Low, long? High) : BoundPattern;

public enum TextTestKind
{
    Contains,
    StartsWith,
    EndsWith,
    Matches,
}

/// <summary>A test of a text; a regular expression runs on a linear-time engine.</summary>
public sealed record TextPattern(TextTestKind Kind, string Text, bool IgnoresCase) : BoundPattern;

public sealed record BoundTextTest(BoundExpression Operand, TextPattern Pattern, SyntaxNode Syntax) : BoundExpression(BasicType.Boolean, Syntax);

public sealed record BoundTableLookup(TableSymbol Table, BoundExpression Argument, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>
/// A function that the language knows: <c>hour</c>, <c>weekday</c>, <c>date</c> of an instant anywhere; in data sets also
/// <c>lower trim number date instant month split</c>. Constant arguments (formats, separators) are literals.
/// </summary>
public sealed record BoundCall(BuiltInFunction Function, ImmutableArray<BoundExpression> Arguments, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

public enum BuiltInFunction
{
    HourOf,
    WeekdayOf,
    DateOf,
    Lower,
    Trim,
    Number,
    ParseDate,
    ParseInstant,
    ParseMonth,
    Split,
}

/// <summary>
/// A history: an aggregate over earlier incidents with the same key. <paramref name="Keys"/> are read on both incidents;
/// <paramref name="Condition"/> and <paramref name="Subject"/> are about the earlier one, with <see cref="BoundThis"/> for the one decided.
/// A history is an integer, a boolean (any), the summand's type, or an integer of days (days since last, unknown where there is none).
/// </summary>
public sealed record BoundHistory(
    HistoryKind Kind,
    bool IsDistinct,
    BoundExpression? Subject,
    ImmutableArray<BoundFieldAccess> Keys,
    BoundExpression? Condition,
    CalendarLength? Window,
    TypeSymbol Type,
    SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>A column of a data row, as text.</summary>
public sealed record BoundColumn(string Name, SyntaxNode Syntax) : BoundExpression(BasicType.Text, Syntax);

public enum FoldKind
{
    First,
    Any,
    Min,
    Max,
    Sum,
    Harshest,
    MostSerious,
}

/// <summary>Folds the elements of a list and, at the top of a field mapping, the rows of an incident.</summary>
public sealed record BoundFold(FoldKind Kind, BoundExpression Operand, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>In a measure: a count, or a sum of <paramref name="Subject"/>, over the decided incidents for which the condition holds.</summary>
public sealed record BoundAggregate(HistoryKind Kind, BoundExpression? Subject, BoundExpression? Condition, TypeSymbol Type, SyntaxNode Syntax)
    : BoundExpression(Type, Syntax);

/// <summary>In a measure's condition: the disposition of the incident.</summary>
public sealed record BoundDecidedAction(SyntaxNode Syntax) : BoundExpression(ActionType.Instance, Syntax);

/// <summary>In a measure's condition: whether a service was offered.</summary>
public sealed record BoundOffered(ServiceSymbol Service, SyntaxNode Syntax) : BoundExpression(BasicType.Boolean, Syntax);

/// <summary>In a measure: cost, hours or harm of an incident, from the assumptions in use.</summary>
public sealed record BoundOutcomeFigure(AssumptionKind Figure, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);

/// <summary>In a measure: the highest rate of an action among the groups of a field, over the lowest.</summary>
public sealed record BoundRelativeRate(ActionSymbol Action, BoundFieldAccess By, SyntaxNode Syntax) : BoundExpression(BasicType.Decimal, Syntax);

/// <summary>In a measure: what an action's effects avert less what it costs, from the assumptions in use.</summary>
public sealed record BoundNetBenefit(ActionSymbol Action, SyntaxNode Syntax) : BoundExpression(BasicType.Decimal, Syntax);

/// <summary>In a measure: another measure.</summary>
public sealed record BoundMeasureReference(MeasureSymbol Measure, TypeSymbol Type, SyntaxNode Syntax) : BoundExpression(Type, Syntax);
