using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Parsing;

/// <summary>Expressions from the loosest, <c>if</c>, down to unary minus.</summary>
internal sealed partial class Parser
{
    /// <summary><c>Expr ::= "if" Cond "then" Expr "else" Expr | Cond</c></summary>
    private ExpressionSyntax ParseExpression()
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        var expression = At(TokenKind.If) ? ParseIf() : ParseOr();
        depth--;
        return expression;
    }

    private IfSyntax ParseIf() =>
        new(Next(), ParseCondition(), ExpectPartOfIf(TokenKind.Then), ParseExpression(), ExpectPartOfIf(TokenKind.Else), ParseExpression());

    private SyntaxToken ExpectPartOfIf(TokenKind kind)
    {
        if (At(kind))
        {
            return Next();
        }

        ReportExpected(SyntaxErrors.IncompleteIf, SyntaxFacts.GetSpelling(kind) ?? "", "Write `if condition then value else value`.");
        return Missing(kind);
    }

    /// <summary><c>Cond ::= Both ( "or" Both )*</c></summary>
    private ExpressionSyntax ParseCondition()
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        var condition = ParseOr();
        depth--;
        return condition;
    }

    private ExpressionSyntax ParseOr() => ParseChain(ChainKind.Or, ParseBoth());

    /// <summary><c>Both ::= Negation ( "and" Negation )*</c></summary>
    private ExpressionSyntax ParseBoth() => ParseChain(ChainKind.And, ParseNegation());

    /// <summary><c>Negation ::= ( "not" | "certainly" | "possibly" ) Negation | Comparison</c></summary>
    private ExpressionSyntax ParseNegation() => Current.Kind is TokenKind.Not or TokenKind.Certainly or TokenKind.Possibly
        ? ParsePrefix(ParseNegation)
        : ParseComparison();

    /// <summary><c>Default ::= Sum ( "default" Sum )*</c></summary>
    private ExpressionSyntax ParseDefault() => ParseChain(ChainKind.Default, ParseSum());

    /// <summary><c>Sum ::= Product ( ( "+" | "-" ) Product )*</c></summary>
    private ExpressionSyntax ParseSum() => ParseChain(ChainKind.Sum, ParseProduct());

    /// <summary><c>Product ::= Unary ( ( "*" | "/" ) Unary )*</c></summary>
    private ExpressionSyntax ParseProduct() => ParseChain(ChainKind.Product, ParseUnary());

    /// <summary><c>Unary ::= "-" Unary | Fold Unary | Primary</c></summary>
    private ExpressionSyntax ParseUnary()
    {
        if (At(TokenKind.Minus))
        {
            return ParsePrefix(ParseUnary);
        }

        var isSerious = At("most", "serious") && IsWord(2, "of");
        return isSerious || (At(TokenKind.Name) && SyntaxFacts.IsFold(Current.Text) && IsWord(1, "of")) ? ParseFold(isSerious) : ParsePrimary();
    }

    /// <summary><c>Fold ::= ( "first" | "any" | "min" | "max" | "sum" | "harshest" | "most" "serious" ) "of"</c></summary>
    private ExpressionSyntax ParseFold(bool isSerious)
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        ImmutableArray<SyntaxToken> words = isSerious ? [Next(), Next()] : [Next()];
        var fold = new FoldSyntax(new SyntaxList<SyntaxToken>(words), Next(), ParseUnary());
        depth--;
        return fold;
    }

    private ExpressionSyntax ParsePrefix(Func<ExpressionSyntax> parseOperand)
    {
        if (depth >= SyntaxFacts.MaximumDepth)
        {
            return TooDeeplyNested();
        }

        depth++;
        var prefix = new PrefixSyntax(Next(), parseOperand());
        depth--;
        return prefix;
    }

    /// <summary>The rest of a chain whose first operand is read: operands one precedence tighter with operators between them.</summary>
    private ExpressionSyntax ParseChain(ChainKind kind, ExpressionSyntax first)
    {
        if (SyntaxFacts.FindChain(Current.Kind) != kind)
        {
            return first;
        }

        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        all.Add(first);
        while (SyntaxFacts.FindChain(Current.Kind) == kind)
        {
            all.Add(Next());
            all.Add(kind switch
            {
                ChainKind.Or => ParseBoth(),
                ChainKind.And => ParseNegation(),
                ChainKind.Default => ParseSum(),
                ChainKind.Sum => ParseProduct(),
                _ => ParseUnary(),
            });
        }

        return new ChainSyntax(kind, new SeparatedSyntaxList<ExpressionSyntax>(all.ToImmutable()));
    }

    private MissingExpressionSyntax TooDeeplyNested()
    {
        if (lastErrorIndex != index)
        {
            Report(SyntaxErrors.TooDeeplyNested, Current, "Give parts of it names with `define`.", SyntaxFacts.MaximumDepth);
        }

        var missing = Missing(TokenKind.Name);
        SkipNested();
        return new MissingExpressionSyntax(missing);
    }

    private MissingExpressionSyntax MissingExpression() => new(Missing(TokenKind.Name));
}
