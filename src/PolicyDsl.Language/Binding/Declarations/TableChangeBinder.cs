using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding.Declarations;

/// <summary>
/// <c>change TABLE of KEY to VALUE</c>: the key leaves the arms that list it, and an arm of its own goes before all others. Changes
/// of an outer variant come later and so go first. What the table does not hold cannot be changed, but for a member of
/// an enum that falls to <c>otherwise</c>: the table holds it, if not by name.
/// </summary>
internal sealed class TableChangeBinder(BindingSession session, ExpressionBinder expressions)
{
    private readonly Dictionary<(TableSymbol Table, Value Key, int Level), Location> changed = [];

    public void Bind(ImmutableArray<EffectiveItem> changes)
    {
        foreach (var item in changes)
        {
            if (item.Item is ChangeSyntax change)
            {
                Bind(change, item);
            }
        }
    }

    private void Bind(ChangeSyntax change, EffectiveItem item)
    {
        if (session.Resolve<TableSymbol>(change.Table, item.Source, "table") is not { } table
            || table.ArgumentType == BasicType.Error || table.ResultType == BasicType.Error)
        {
            return;
        }

        var context = TableBinder.ContextOf(table, item.Source);
        var key = expressions.BindConstant(change.Key, table.ArgumentType, context, allowPartlyKnown: false);
        var value = expressions.BindConstant(change.Value, table.ResultType, context, allowPartlyKnown: true);
        if (key is not { } k || value is not { } v)
        {
            return;
        }

        if (!changed.TryAdd((table, k, item.Level), item.At(change)))
        {
            session.Report(Diagnostic.Create(AmendmentErrors.AmendedTwice, item.At(change), item.At(change.Key).Text) with
            {
                Related = [new RelatedLocation(changed[(table, k, item.Level)], "It is amended here as well.")],
            });
            return;
        }

        if (!Holds(table, k))
        {
            ReportNothing(change, item, table);
            return;
        }

        var literal = new BoundLiteral(v, table.ResultType, change.Value) { Source = item.Source };
        table.Arms = [new BoundArm(ArmKind.Patterns, [new ConstantPattern(k)], null, literal, change), .. table.Arms.Select(a => Without(a, k)).OfType<BoundArm>()];
    }

    private static bool Holds(TableSymbol table, Value key) => table.Arms.Any(a =>
        a.Patterns.Any(p => Fits(p, key)) || (a.Kind == ArmKind.Otherwise && table.ArgumentType.IsFinite));

    private static bool Fits(BoundPattern pattern, Value key) => pattern switch
    {
        ConstantPattern constant => constant.Value == key,
        RangePattern range => (range.Low is not { } low || key.Low >= low) && (range.High is not { } high || key.Low <= high),
        TextPattern { Kind: TextTestKind.Contains } text => key.Text.Contains(text.Text, Case(text)),
        TextPattern { Kind: TextTestKind.StartsWith } text => key.Text.StartsWith(text.Text, Case(text)),
        TextPattern { Kind: TextTestKind.EndsWith } text => key.Text.EndsWith(text.Text, Case(text)),
        _ => false,
    };

    private static StringComparison Case(TextPattern text) => text.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static BoundArm? Without(BoundArm arm, Value key)
    {
        if (arm.Kind != ArmKind.Patterns || !arm.Patterns.Any(p => p is ConstantPattern c && c.Value == key))
        {
            return arm;
        }

        ImmutableArray<BoundPattern> rest = [.. arm.Patterns.Where(p => p is not ConstantPattern c || c.Value != key)];
        return rest.IsEmpty ? null : arm with { Patterns = rest };
    }

    private void ReportNothing(ChangeSyntax change, EffectiveItem item, TableSymbol table)
    {
        var keys = table.Arms.SelectMany(a => a.Patterns).OfType<ConstantPattern>().Where(c => c.Value.Kind == ValueKind.Text).Select(c => c.Value.Text);
        var nearest = change.Key is LiteralSyntax { Token.Kind: TokenKind.Text } literal ? Spelling.FindNearest(literal.Token.ValueText, keys) : null;
        session.Report(Diagnostic.Create(AmendmentErrors.AmendsNothing, item.At(change.Key), $"entry {item.At(change.Key).Text} in table {table.Name}") with
        {
            Hint = nearest is not null ? $"Did you mean \"{nearest}\"?" : null,
            Related = BindingSession.RelatedTo(table, "The table is here."),
        });
    }
}
