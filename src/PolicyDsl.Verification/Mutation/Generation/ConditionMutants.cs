using PolicyDsl.Language;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>
/// Mutants of what is written in one condition or formula, histories and matches in it included. One pass over the nodes; every node
/// gives a handful, so their number is linear in the text.
/// </summary>
internal sealed partial class ConditionMutants(MutantWriter writer, SyntaxTree tree, SemanticModel model, Thresholds thresholds)
{
    public void Add(SyntaxNode root)
    {
        foreach (var node in root.Descendants().OfType<SyntaxNode>())
        {
            Visit(node);
            if (node is ExpressionSyntax constant && ShiftedNumber.FindToken(constant) is { } token)
            {
                AddNumber(constant, token);
            }
        }
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case GuardSyntax { UnlessKeyword: { } unless, Exception: { } exception } guard:
                writer.Drop(MutantKind.Exception, TextSpan.FromBounds(guard.Condition.Span.End, exception.Span.End), TextSpan.FromBounds(unless.Span.Start, exception.Span.End));
                break;
            case ChainSyntax { Kind: ChainKind.And or ChainKind.Or } chain:
                AddChain(chain);
                break;
            case ChainSyntax { Kind: ChainKind.Default } chain:
                AddDefault(chain);
                break;
            case PrefixSyntax prefix:
                AddPrefix(prefix);
                break;
            case ComparisonSyntax comparison:
                AddComparison(comparison);
                break;
            case KnownTestSyntax test:
                writer.Replace(MutantKind.Knowledge, test.State.Span, test.State.Kind == TokenKind.Known ? "unknown" : "known", test.Span);
                break;
            case InSyntax test:
                AddMembership(test);
                break;
            case HasIncidentsSyntax has:
                AddHasIncidents(has);
                break;
            case HistorySyntax history:
                AddHistory(history);
                break;
            case IncidentsSyntax incidents:
                AddIncidents(incidents);
                break;
            case MatchSyntax match:
                AddArms(match.Arms);
                break;
            case PathSyntax or HasSyntax or ParenthesizedSyntax when node is ExpressionSyntax expression:
                AddNegation(expression);
                break;
        }
    }

    private void AddChain(ChainSyntax chain)
    {
        var other = chain.Kind == ChainKind.And ? "or" : "and";
        for (var i = 0; i < chain.Operands.Separators.Length; i++)
        {
            var (left, right, word) = (chain.Operands[i].Span, chain.Operands[i + 1].Span, chain.Operands.Separators[i]);
            var both = TextSpan.FromBounds(left.Start, right.End);
            var text = $"{tree.Source.ToString(left)} {other} {tree.Source.ToString(right)}";

            // `and` binds tighter than `or`: what becomes an `or` inside an `and` needs parentheses, what becomes an `and` none.
            writer.Exchange(both, word, other, other == "or" && NeedsParentheses(chain) ? $"({text})" : text);
        }

        for (var i = 0; i < chain.Operands.Count; i++)
        {
            var told = i == 0 ? chain.Operands[0].Span : TextSpan.FromBounds(chain.Operands.Separators[i - 1].Span.Start, chain.Operands[i].Span.End);
            writer.Drop(MutantKind.Part, MutantWriter.FindDropped(chain.Operands, i, chain.Span), told);
        }
    }

    private bool NeedsParentheses(ChainSyntax chain) => chain.Operands.Count > 2 || tree.GetParent(chain) is not (GuardSyntax or ParenthesizedSyntax or DefineSyntax or IncidentsSyntax);

    private void AddDefault(ChainSyntax chain)
    {
        for (var i = 1; i < chain.Operands.Count; i++)
        {
            var told = TextSpan.FromBounds(chain.Operands.Separators[i - 1].Span.Start, chain.Operands[i].Span.End);
            writer.Drop(MutantKind.Knowledge, TextSpan.FromBounds(chain.Operands[i - 1].Span.End, told.End), told);
            if (chain.Operands[i] is LiteralSyntax { Token.Kind: TokenKind.True or TokenKind.False } given)
            {
                writer.Replace(MutantKind.Knowledge, given.Span, given.Token.Kind == TokenKind.True ? "false" : "true", told);
            }
        }

        AddNegation(chain);
    }

    private void AddPrefix(PrefixSyntax prefix)
    {
        var (word, operand) = (prefix.OperatorToken, prefix.Operand.Span);
        switch (word.Kind)
        {
            case TokenKind.Not:
                writer.Replace(MutantKind.Negation, prefix.Span, tree.Source.ToString(operand));
                break;
            case TokenKind.Certainly or TokenKind.Possibly:
                writer.Replace(MutantKind.Certainty, TextSpan.FromBounds(word.Span.Start, operand.Start), "", prefix.Span);
                writer.Replace(MutantKind.Certainty, word.Span, word.Kind == TokenKind.Certainly ? "possibly" : "certainly", prefix.Span);
                break;
        }
    }

    private void AddMembership(InSyntax test)
    {
        var span = test.Span;
        if (test.NotKeyword is { } not)
        {
            writer.Replace(MutantKind.Membership, TextSpan.FromBounds(not.Span.Start, test.InKeyword.Span.Start), "", span);
        }
        else
        {
            writer.Replace(MutantKind.Membership, test.InKeyword.Span, "not in", span);
        }

        if (test.Target is ListSyntax { Items.Count: > 1 } list)
        {
            for (var i = 0; i < list.Items.Count; i++)
            {
                writer.Replace(MutantKind.Membership, MutantWriter.FindDropped(list.Items, i, list.Span), "", span);
            }
        }
    }

    private void AddHasIncidents(HasIncidentsSyntax has)
    {
        var kind = MutantKind.Comparison;
        if (has.NoKeyword is { } no)
        {
            writer.Replace(kind, no.Span, "at least 1", TextSpan.FromBounds(has.HasKeyword.Span.Start, has.Incidents.Keyword.Span.End));
        }
        else if (has is { Direction: { } direction, Number: { } number })
        {
            var shown = TextSpan.FromBounds(has.HasKeyword.Span.Start, number.Span.End);
            var isLeast = direction.ValueText == "least";
            var turned = ShiftedNumber.Shift(number, isLeast ? -1 : 1);
            if (turned is not null)
            {
                writer.Replace(kind, TextSpan.FromBounds(direction.Span.Start, number.Span.End), $"{(isLeast ? "most" : "least")} {turned}", shown);
            }

            foreach (var moved in (string?[])[ShiftedNumber.Shift(number, 1), ShiftedNumber.Shift(number, -1)])
            {
                if (moved is not null)
                {
                    writer.Replace(MutantKind.Threshold, number.Span, moved, shown);
                }
            }
        }
    }

    private void AddHistory(HistorySyntax history)
    {
        if (history is { DistinctKeyword: { } distinct, OverKeyword: { } over })
        {
            writer.Drop(MutantKind.Part, TextSpan.FromBounds(distinct.Span.Start, history.Incidents.Span.Start), TextSpan.FromBounds(distinct.Span.Start, over.Span.End));
        }
    }

    private void AddIncidents(IncidentsSyntax incidents)
    {
        if (incidents is { WhereKeyword: { } where, Condition: { } condition })
        {
            var span = TextSpan.FromBounds(where.Span.Start, condition.Span.End);
            writer.Drop(MutantKind.Part, span);
        }

        if (incidents is { WithinKeyword: { } within, Window: QuantitySyntax window })
        {
            foreach (var moved in (string?[])[ShiftedNumber.Halve(window), ShiftedNumber.Double(window)])
            {
                if (moved is not null)
                {
                    writer.Replace(MutantKind.Window, window.Span, moved, TextSpan.FromBounds(within.Span.Start, window.Span.End));
                }
            }
        }
    }

    /// <summary><c>not</c> before a truth value that stands alone; where <c>not</c> stands already, leaving it out is the mutant.</summary>
    private void AddNegation(ExpressionSyntax expression)
    {
        if (IsCondition(expression) && model.GetType(expression) == BasicType.Boolean)
        {
            writer.Insert(MutantKind.Negation, expression.Span, "not");
        }
    }

    private bool IsCondition(SyntaxNode node) => tree.GetParent(node) switch
    {
        GuardSyntax or DefineSyntax or FieldSyntax => true,
        ChainSyntax { Kind: ChainKind.And or ChainKind.Or } => true,
        PrefixSyntax { OperatorToken.Kind: TokenKind.Certainly or TokenKind.Possibly } => true,
        IncidentsSyntax incidents => incidents.Condition == node,
        ArmSyntax arm => arm.Guard == node,
        IfSyntax choice => choice.Condition == node,
        _ => false,
    };
}
