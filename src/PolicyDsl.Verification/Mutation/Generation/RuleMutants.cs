using System.Collections.Immutable;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation.Generation;

/// <summary>Mutants of what a rule does and of its place in the order; those of its condition are <see cref="ConditionMutants"/>.</summary>
internal sealed class RuleMutants(MutantWriter writer, ActionNeighbours actions)
{
    public void Add(RuleSymbol rule, SyntaxList<RuleClauseSyntax> clauses)
    {
        foreach (var clause in clauses)
        {
            switch (clause)
            {
                case WhenClauseSyntax condition:
                    // The rule stays in the text, so that what names it still compiles.
                    writer.Add(MutantKind.Rule, rule.Location?.Span ?? condition.Span, [writer.Edit(condition.Guard.Span, "false")], $"{rule.Kind} `{rule.Name}` never fires");
                    break;
                case ThenClauseSyntax then:
                    AddOutcome(then.Keyword, then.Outcome);
                    break;
                case CappedThenClauseSyntax then:
                    AddAction(MutantKind.Disposition, then.Keyword, then.Action);
                    AddAction(MutantKind.Otherwise, then.OtherwiseKeyword, then.Alternative);
                    break;
                case OfferClauseSyntax offer:
                    for (var i = 0; i < offer.Services.Count; i++)
                    {
                        writer.DropName(MutantKind.Offer, offer.Services, i, offer.Span, "offer");
                    }

                    break;
                case OverridesClauseSyntax overrides:
                    AddOverrides(overrides, clauses.OfType<YieldsClauseSyntax>().FirstOrDefault());
                    break;
                case YieldsClauseSyntax yields:
                    AddYields(yields, clauses.OfType<OverridesClauseSyntax>().FirstOrDefault());
                    break;
            }
        }
    }

    /// <summary>The next milder and the next harsher action.</summary>
    public void AddAction(MutantKind kind, SyntaxToken keyword, SyntaxToken action)
    {
        foreach (var other in actions.Find(action.ValueText))
        {
            writer.Replace(kind, action.Span, other, TextSpan.FromBounds(keyword.Span.Start, action.Span.End));
        }
    }

    private void AddOutcome(SyntaxToken keyword, OutcomeSyntax outcome)
    {
        AddAction(MutantKind.Disposition, keyword, outcome.Action);
        if (outcome is { ToKeyword: { } to, Services: { } services })
        {
            for (var i = 0; i < services.Count; i++)
            {
                writer.DropName(MutantKind.Offer, services, i, TextSpan.FromBounds(to.Span.Start, services[^1].Span.End), "to");
            }
        }

        if (outcome is { OtherwiseKeyword: { } otherwise, Alternative: { } alternative })
        {
            AddAction(MutantKind.Otherwise, otherwise, alternative);
        }
    }

    private void AddOverrides(OverridesClauseSyntax overrides, YieldsClauseSyntax? yields)
    {
        if (overrides.AllKeyword is { } all)
        {
            writer.Drop(MutantKind.Order, overrides.Span);
            if (overrides is { ExceptKeyword: { } except, Names: { } exceptions })
            {
                var clause = TextSpan.FromBounds(all.Span.End, exceptions[^1].Span.End);
                for (var i = 0; i < exceptions.Count; i++)
                {
                    writer.DropName(MutantKind.Order, exceptions, i, clause, except.Text);
                }
            }

            return;
        }

        for (var i = 0; i < overrides.Names?.Count; i++)
        {
            writer.DropName(MutantKind.Order, overrides.Names, i, overrides.Span, "overrides");
            Reverse(overrides.Names, i, overrides.Span, yields?.Names, "overrides", "yields to");
        }
    }

    private void AddYields(YieldsClauseSyntax yields, OverridesClauseSyntax? overrides)
    {
        for (var i = 0; i < yields.Names.Count; i++)
        {
            writer.DropName(MutantKind.Order, yields.Names, i, yields.Span, "yields to");
            if (overrides?.AllKeyword is null)
            {
                Reverse(yields.Names, i, yields.Span, overrides?.Names, "yields to", "overrides");
            }
        }
    }

    /// <summary>One name changes to the opposite clause, which is written anew where the rule has none.</summary>
    private void Reverse(SeparatedSyntaxList<SyntaxToken> names, int index, TextSpan clause, SeparatedSyntaxList<SyntaxToken>? opposite, string word, string newWord)
    {
        var name = names[index];
        var dropped = MutantWriter.FindDropped(names, index, clause);
        ImmutableArray<(TextSpan Span, string Text)> edits = opposite is { Count: > 0 }
            ? [(dropped, ""), (new TextSpan(opposite[^1].Span.End, 0), $", {name.Text}")]
            : names.Count == 1
            ? [(clause, $"{newWord} {name.Text}")]
            : [(dropped, ""), (new TextSpan(clause.End, 0), $"\n    {newWord} {name.Text}")];
        writer.Add(
            MutantKind.Order, name.Span, [.. edits.Select(e => writer.Edit(e.Span, e.Text))], writer.Tell($"`{word} {name.Text}` becomes `{newWord} {name.Text}`"));
    }
}
