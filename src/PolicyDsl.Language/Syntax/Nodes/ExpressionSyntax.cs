using System.Collections.Immutable;

namespace PolicyDsl.Language.Syntax;

/// <summary>Something with a value, or the place where one is missing.</summary>
public abstract class ExpressionSyntax : SyntaxNode
{
    private protected ExpressionSyntax(ImmutableArray<SyntaxElement> children)
        : base(children)
    {
    }
}

/// <summary><c>"if" Cond "then" Expr "else" Expr</c></summary>
public sealed class IfSyntax(
    SyntaxToken ifKeyword,
    ExpressionSyntax condition,
    SyntaxToken thenKeyword,
    ExpressionSyntax whenTrue,
    SyntaxToken elseKeyword,
    ExpressionSyntax whenFalse)
    : ExpressionSyntax(Of(ifKeyword, condition, thenKeyword, whenTrue, elseKeyword, whenFalse))
{
    public SyntaxToken IfKeyword { get; } = ifKeyword;

    public ExpressionSyntax Condition { get; } = condition;

    public SyntaxToken ThenKeyword { get; } = thenKeyword;

    public ExpressionSyntax WhenTrue { get; } = whenTrue;

    public SyntaxToken ElseKeyword { get; } = elseKeyword;

    public ExpressionSyntax WhenFalse { get; } = whenFalse;
}

/// <summary>Which operator joins the operands of a <see cref="ChainSyntax"/>; sums mix + and -, products * and /.</summary>
public enum ChainKind
{
    Or,
    And,
    Default,
    Sum,
    Product,
}

/// <summary>
/// Two or more operands with operators of one precedence between them, kept flat so that ten thousand of them cost no depth.
/// Sums and products associate to the left: the operator before operand i is <c>Operands.Separators[i - 1]</c>.
/// </summary>
public sealed class ChainSyntax(ChainKind kind, SeparatedSyntaxList<ExpressionSyntax> operands)
    : ExpressionSyntax(Of(operands))
{
    public ChainKind Kind { get; } = kind;

    public SeparatedSyntaxList<ExpressionSyntax> Operands { get; } = operands;
}

/// <summary><c>( "not" | "certainly" | "possibly" | "-" ) operand</c></summary>
public sealed class PrefixSyntax(SyntaxToken operatorToken, ExpressionSyntax operand)
    : ExpressionSyntax(Of(operatorToken, operand))
{
    public SyntaxToken OperatorToken { get; } = operatorToken;

    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary><c>( "first" | "any" | "min" | "max" | "sum" | "harshest" | "most" "serious" ) "of" Unary</c></summary>
public sealed class FoldSyntax(SyntaxList<SyntaxToken> words, SyntaxToken ofKeyword, ExpressionSyntax operand)
    : ExpressionSyntax(Of(words, ofKeyword, operand))
{
    public SyntaxList<SyntaxToken> Words { get; } = words;

    public SyntaxToken OfKeyword { get; } = ofKeyword;

    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary>The six comparisons, however they are worded.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>
/// <c>Default ( "=" | "is" "at" "least" | ... | "is" "not"? Value ) Default</c>: a comparison in symbols or words.
/// </summary>
public sealed class ComparisonSyntax(
    ExpressionSyntax left,
    ComparisonOperator comparison,
    SyntaxList<SyntaxToken> operatorTokens,
    ExpressionSyntax right)
    : ExpressionSyntax(Of(left, operatorTokens, right))
{
    public ExpressionSyntax Left { get; } = left;

    public ComparisonOperator Operator { get; } = comparison;

    public SyntaxList<SyntaxToken> OperatorTokens { get; } = operatorTokens;

    public ExpressionSyntax Right { get; } = right;
}

/// <summary><c>Default "is" "not"? ( "known" | "unknown" )</c></summary>
public sealed class KnownTestSyntax(ExpressionSyntax operand, SyntaxToken isKeyword, SyntaxToken? notKeyword, SyntaxToken state)
    : ExpressionSyntax(Of(operand, isKeyword, notKeyword, state))
{
    public ExpressionSyntax Operand { get; } = operand;

    public SyntaxToken IsKeyword { get; } = isKeyword;

    public SyntaxToken? NotKeyword { get; } = notKeyword;

    public SyntaxToken State { get; } = state;
}

/// <summary><c>Default "not"? "in" ( Range | "[" Constant ( "," Constant )* "]" | NAME ); the target is a RangeSyntax, ListSyntax or PathSyntax</c></summary>
public sealed class InSyntax(ExpressionSyntax operand, SyntaxToken? notKeyword, SyntaxToken inKeyword, ExpressionSyntax target)
    : ExpressionSyntax(Of(operand, notKeyword, inKeyword, target))
{
    public ExpressionSyntax Operand { get; } = operand;

    public SyntaxToken? NotKeyword { get; } = notKeyword;

    public SyntaxToken InKeyword { get; } = inKeyword;

    public ExpressionSyntax Target { get; } = target;
}

/// <summary><c>Default "has" ( "any" "of" )? NAME</c></summary>
public sealed class HasSyntax(
    ExpressionSyntax operand,
    SyntaxToken hasKeyword,
    SyntaxToken? anyKeyword,
    SyntaxToken? ofKeyword,
    SyntaxToken name)
    : ExpressionSyntax(Of(operand, hasKeyword, anyKeyword, ofKeyword, name))
{
    public ExpressionSyntax Operand { get; } = operand;

    public SyntaxToken HasKeyword { get; } = hasKeyword;

    public SyntaxToken? AnyKeyword { get; } = anyKeyword;

    public SyntaxToken? OfKeyword { get; } = ofKeyword;

    public SyntaxToken Name { get; } = name;
}

/// <summary><c>Default "has" ( "no" | "at" ( "least" | "most" ) NUMBER ) Incidents; key is the Default before "has"</c></summary>
public sealed class HasIncidentsSyntax(
    ExpressionSyntax key,
    SyntaxToken hasKeyword,
    SyntaxToken? noKeyword,
    SyntaxToken? atKeyword,
    SyntaxToken? direction,
    SyntaxToken? number,
    IncidentsSyntax incidents)
    : ExpressionSyntax(Of(key, hasKeyword, noKeyword, atKeyword, direction, number, incidents))
{
    public ExpressionSyntax Key { get; } = key;

    public SyntaxToken HasKeyword { get; } = hasKeyword;

    public SyntaxToken? NoKeyword { get; } = noKeyword;

    public SyntaxToken? AtKeyword { get; } = atKeyword;

    public SyntaxToken? Direction { get; } = direction;

    public SyntaxToken? Number { get; } = number;

    public IncidentsSyntax Incidents { get; } = incidents;
}

/// <summary><c>Default TextTest</c></summary>
public sealed class TextTestSyntax(ExpressionSyntax operand, TextPatternSyntax pattern)
    : ExpressionSyntax(Of(operand, pattern))
{
    public ExpressionSyntax Operand { get; } = operand;

    public TextPatternSyntax Pattern { get; } = pattern;
}

/// <summary><c>( "contains" | "starts" "with" | "ends" "with" | "matches" ) TEXT ( "ignoring" "case" )?; as an arm pattern too</c></summary>
public sealed class TextPatternSyntax(
    SyntaxToken keyword,
    SyntaxToken? withKeyword,
    SyntaxToken text,
    SyntaxToken? ignoringKeyword,
    SyntaxToken? caseKeyword)
    : ExpressionSyntax(Of(keyword, withKeyword, text, ignoringKeyword, caseKeyword))
{
    public SyntaxToken Keyword { get; } = keyword;

    public SyntaxToken? WithKeyword { get; } = withKeyword;

    public SyntaxToken Text { get; } = text;

    public SyntaxToken? IgnoringKeyword { get; } = ignoringKeyword;

    public SyntaxToken? CaseKeyword { get; } = caseKeyword;
}
