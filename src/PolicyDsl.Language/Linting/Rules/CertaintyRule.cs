using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Syntax;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2516: <c>certainly</c> or <c>possibly</c> before a test that is never unknown itself.</summary>
internal sealed class CertaintyRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context) =>
        from prefix in context.Nodes<PrefixSyntax>()
        where prefix.OperatorToken.Kind is TokenKind.Certainly or TokenKind.Possibly
        where context.Record.FindExpression(prefix) is BoundUnary { Operand: var operand } && IsNeverUnknown(operand)
        select Diagnostic.Create(LintFindings.NeedlessCertainty, context.Locate(prefix.OperatorToken), prefix.OperatorToken.Text) with
        {
            Fixes = [context.Replace($"Remove `{prefix.OperatorToken.Text}`", prefix, context.TextOf(prefix.Operand))],
        };

    private static bool IsNeverUnknown(BoundExpression expression) => expression switch
    {
        BoundUnary { Operator: BoundUnaryOperator.Not } not => IsNeverUnknown(not.Operand),
        BoundUnary u => u.Operator is BoundUnaryOperator.Certainly or BoundUnaryOperator.Possibly or BoundUnaryOperator.IsKnown or BoundUnaryOperator.IsUnknown,
        BoundLogical logical => logical.Operands.All(IsNeverUnknown),
        BoundLiteral literal => literal.Value.IsKnown,
        _ => false,
    };
}
