using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>What rules say of each other's place: <c>overrides</c>, <c>yields to</c>, and the circles that must not be.</summary>
internal sealed class RuleOrderBinder(BindingSession session, EffectivePolicy effective)
{
    public void Bind(ImmutableArray<(RuleSymbol Symbol, EffectiveItem Item)> declared)
    {
        var rules = declared.Select(d => d.Symbol).ToImmutableArray();
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i].Ordinal = i;
        }

        foreach (var (rule, item) in declared)
        {
            BindPlace(rule, item);
        }

        var order = new RuleOrder([.. rules.Select(PlaceOf)]);
        foreach (var rule in rules)
        {
            rule.FindOverrides = r => new RuleSet(rules, order.FindBelow(r.Ordinal));
        }

        foreach (var circle in order.Circles)
        {
            ReportCircle([.. circle.Select(i => rules[i])]);
        }
    }

    internal static RulePlace PlaceOf(RuleSymbol rule) => new(
        [.. rule.OverridesByName.Select(r => r.Ordinal)],
        [.. rule.YieldsTo.Select(r => r.Ordinal)],
        rule.OverridesAll ? 3 : rule is CrackdownSymbol ? 2 : 1,
        [.. rule.OverridesExcept.Select(r => r.Ordinal)]);

    private void BindPlace(RuleSymbol rule, EffectiveItem item)
    {
        var clauses = item.Item switch
        {
            RuleSyntax syntax => syntax.Clauses,
            CrackdownSyntax syntax => syntax.Clauses,
            _ => SyntaxList<RuleClauseSyntax>.Empty,
        };
        var all = clauses.OfType<OverridesClauseSyntax>().Where(c => c.AllKeyword is not null).ToList();
        foreach (var second in all.Skip(1))
        {
            session.Report(PolicyErrors.SaidTwice, item.At(second), "overrides all", BindingSession.Describe(rule));
        }

        rule.OverridesAll = all.Count > 0;
        rule.OverridesExcept = ResolveAll(all.SelectMany(c => c.Names ?? Enumerable.Empty<SyntaxToken>()), item);
        rule.OverridesByName = ResolveAll(
            clauses.OfType<OverridesClauseSyntax>().Where(c => c.AllKeyword is null).SelectMany(c => c.Names ?? Enumerable.Empty<SyntaxToken>()), item);
        rule.YieldsTo = ResolveAll(clauses.OfType<YieldsClauseSyntax>().SelectMany(c => c.Names), item);
    }

    private ImmutableArray<RuleSymbol> ResolveAll(IEnumerable<SyntaxToken> tokens, EffectiveItem item) =>
        session.ResolveAll(tokens, item.Source, t => Resolve(t, item));

    private RuleSymbol? Resolve(SyntaxToken token, EffectiveItem item)
    {
        if (!token.IsMissing
            && session.Scope.Find(token.ValueText) is null
            && effective.Removed.TryGetValue(token.ValueText, out var removal)
            && removal.Level > item.Level)
        {
            session.Report(Diagnostic.Create(AmendmentErrors.RemovedReference, item.At(token), token.ValueText) with
            {
                Related = [new RelatedLocation(removal.Location, $"The {removal.Kind} is removed here.")],
            });
            return null;
        }

        return session.Resolve<RuleSymbol>(token, item.Source, "rule");
    }

    private void ReportCircle(ImmutableArray<RuleSymbol> circle)
    {
        const int MostNames = 8;
        var names = string.Join(", ", circle.Take(MostNames).Select(r => $"`{r.Name}`")) + (circle.Length > MostNames ? $" and {circle.Length - MostNames} more" : "");
        foreach (var rule in circle)
        {
            var diagnostic = circle.Length == 1
                ? Diagnostic.Create(PolicyErrors.OverridesItself, rule.Location, rule.Name)
                : Diagnostic.Create(PolicyErrors.OverrideCircle, rule.Location, rule.Name, names);
            session.Report(diagnostic with
            {
                Hint = "Take one `overrides` or `yields to` out, so that one of them is on top.",
                Related = [.. circle.Where(r => r != rule).Take(MostNames).SelectMany(r => BindingSession.RelatedTo(r, $"`{r.Name}` is on it as well."))],
            });
        }
    }
}
