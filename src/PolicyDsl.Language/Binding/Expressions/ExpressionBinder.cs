using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Syntax;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>
/// Gives expressions their meaning: resolves names, checks types and units, converts numbers to stored units. What does not bind
/// gets one message and the type <see cref="BasicType.Error"/>, which swallows all that would follow from it.
/// Inside, a <c>hint</c> is the type that the place would like: it decides what a bare name or a bare number means, and no more.
/// Cost: one visit per node; depth is bounded by the parser, and chains of operands are flat.
/// </summary>
internal sealed partial class ExpressionBinder(GlobalScope scope, DiagnosticBag diagnostics, SemanticRecord record)
{
    /// <summary>How deep a bound expression may be, so that its readers may recurse.</summary>
    private const int MaximumDepth = 1_000;

    private readonly GlobalScope scope = scope;
    private readonly DiagnosticBag diagnostics = diagnostics;
    private readonly SemanticRecord record = record;
    private readonly Dictionary<BoundExpression, int> depths = new(ReferenceEqualityComparer.Instance);
    private ExpressionSyntax? mappingRoot;

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
    public BoundExpression Bind(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol? expected)
    {
        mappingRoot = WithoutParentheses(syntax);
        return expected is null ? BindValue(syntax, context, null) : BindAs(syntax, context, expected);
    }

    /// <summary>Binds an expression of a wanted type.</summary>
    private BoundExpression BindAs(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol expected) =>
        ConvertOrReport(BindValue(syntax, context, expected), expected, context);

    private BoundExpression BindValue(ExpressionSyntax syntax, ExpressionContext context, TypeSymbol? hint)
    {
        // One formula may have to be bound in the middle of another, so the parser's bound on depth is not enough.
        if (!DeepStack.HasRoom)
        {
            return DeepStack.Run(() => BindValue(syntax, context, hint));
        }

        var bound = syntax switch
        {
            ParenthesizedSyntax parenthesized => BindValue(parenthesized.Expression, context, hint),
            LiteralSyntax or QuantitySyntax => BindLiteral(syntax, context, hint),
            PathSyntax path => BindPath(path, context, hint),
            ChainSyntax chain => BindChain(chain, context, hint),
            PrefixSyntax prefix => BindPrefix(prefix, context, hint),
            ComparisonSyntax comparison => BindComparison(comparison, context),
            KnownTestSyntax test => BindKnownTest(test, context),
            InSyntax membership => BindIn(membership, context),
            HasSyntax has => BindHas(has, context),
            HasIncidentsSyntax has => BindHasIncidents(has, context),
            HistorySyntax history => BindHistory(history, context),
            IfSyntax choice => BindIf(choice, context, hint),
            MatchSyntax match => BindMatch(match, context, hint),
            LookupSyntax lookup => BindLookup(lookup, context),
            CallSyntax call => BindCall(call, context, hint),
            OneOfSyntax alternatives => BindOneOf(alternatives, context, hint),
            OfferedSyntax offered => BindOffered(offered, context),
            ColumnSyntax column => BindColumn(column, context),
            FoldSyntax fold => BindFold(fold, context, hint),
            TextTestSyntax test => BindTextTest(test, context),
            MissingExpressionSyntax => ErrorAt(syntax, context),
            _ => BindMisplaced(syntax, context),
        };
        return Finish(syntax, bound, context);
    }

    /// <summary>Lists, ranges, records and the like, where the grammar takes them and a value is wanted.</summary>
    private BoundExpression BindMisplaced(ExpressionSyntax syntax, ExpressionContext context)
    {
        if (syntax is ByArgumentSyntax)
        {
            return Fail(ExpressionErrors.WrongArguments, syntax, context, "`by` stands only in `relative_rate(arrest, by ethnicity)`", "by", "a field, and only in `relative_rate`");
        }

        return Fail(ExpressionErrors.NotAConstant, syntax, context, "Lists and ranges stand after `in`, as in `weapon in [firearm, knife]`.", TextOf(syntax, context));
    }

    /// <summary>Records what the syntax was bound to and keeps the depth of the tree in bounds.</summary>
    private BoundExpression Finish(ExpressionSyntax syntax, BoundExpression bound, ExpressionContext context)
    {
        if (Measure(bound) > MaximumDepth)
        {
            bound = Fail(ExpressionErrors.TooDeep, syntax, context, "Split it into several defines.", depths[bound], MaximumDepth);
        }

        record.AddExpression(syntax, bound);
        return bound;
    }

    private int Measure(BoundExpression bound)
    {
        if (!depths.TryGetValue(bound, out var depth))
        {
            depth = 1;
            foreach (var child in bound.BoundChildren())
            {
                depth = Math.Max(depth, Measure(child) + 1);
            }

            depths.Add(bound, depth);
        }

        return depth;
    }

    private static ExpressionSyntax WithoutParentheses(ExpressionSyntax syntax)
    {
        while (syntax is ParenthesizedSyntax parenthesized)
        {
            syntax = parenthesized.Expression;
        }

        return syntax;
    }

    private static BoundErrorExpression ErrorAt(SyntaxNode syntax, ExpressionContext context) => new(syntax) { Source = context.Source };

    private static bool IsError(BoundExpression bound) => bound.Type == BasicType.Error;

    /// <summary>Reports and gives the expression that swallows what follows.</summary>
    private BoundErrorExpression Fail(
        DiagnosticDescriptor descriptor,
        SyntaxNode syntax,
        ExpressionContext context,
        Advice? advice,
        params ReadOnlySpan<object?> arguments)
    {
        Report(descriptor, syntax, context, advice, arguments);
        return ErrorAt(syntax, context);
    }

    /// <summary>Reports at a token of the syntax that did not bind.</summary>
    private BoundErrorExpression FailAt(
        DiagnosticDescriptor descriptor,
        SyntaxToken place,
        SyntaxNode syntax,
        ExpressionContext context,
        Advice? advice,
        params ReadOnlySpan<object?> arguments)
    {
        Report(descriptor, place, context, advice, arguments);
        return ErrorAt(syntax, context);
    }

    private void Report(
        DiagnosticDescriptor descriptor,
        SyntaxElement place,
        ExpressionContext context,
        Advice? advice,
        params ReadOnlySpan<object?> arguments)
    {
        var diagnostic = Diagnostic.Create(descriptor, new Location(context.Source, place.Span), arguments);

        // A column brings back quotes of its own.
        diagnostic = diagnostic with { Message = diagnostic.Message.Replace("``", "`", StringComparison.Ordinal) };
        diagnostics.Add(advice?.AddTo(diagnostic) ?? diagnostic);
    }

    /// <summary>What the author wrote, on one line and not too long.</summary>
    private static string TextOf(SyntaxElement syntax, ExpressionContext context)
    {
        const int longest = 60;
        var text = string.Join(' ', context.Source.ToString(syntax.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1).TrimEnd(), "…");
    }

    /// <summary>The place as a message begins with it: <c>Rule `divert_users`</c>.</summary>
    private static string PlaceOf(ExpressionContext context)
    {
        if (context.Description.Length > 0)
        {
            return char.ToUpperInvariant(context.Description[0]) + context.Description[1..];
        }

        return context.Place switch
        {
            ExpressionPlace.Entity => "A derived field or invariant",
            ExpressionPlace.Target => "The target of a crackdown",
            ExpressionPlace.Measure or ExpressionPlace.MeasureCondition => "A measure",
            ExpressionPlace.DataRow => "A data set",
            ExpressionPlace.Table => "A table",
            _ => "A rule, define or clause",
        };
    }
}
