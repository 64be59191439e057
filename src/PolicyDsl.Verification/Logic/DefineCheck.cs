using System.Collections.Immutable;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Logic;

/// <summary>
/// PD2009: a define that means the same as an earlier one, or a condition that is true, false or unknown for every incident in scope. Only
/// defines that decide are looked at; those that nothing names are PD2501.
/// </summary>
internal static class DefineCheck
{
    /// <summary>The defines that the conditions of a policy read about the incident itself, in order of declaration.</summary>
    public static ImmutableArray<DefineSymbol> FindRead(PolicySymbol policy)
    {
        var read = new HashSet<DefineSymbol>();
        var pending = new Stack<BoundExpression>(policy.Rules.SelectMany(r => new[] { r.When, r.Unless }).Append(policy.AppliesWhen).OfType<BoundExpression>());
        while (pending.TryPop(out var expression))
        {
            var below = expression switch
            {
                BoundHistory => [],
                BoundDefineReference { Define: { Value: { } value } define } => read.Add(define) ? [value] : [],
                _ => expression.BoundChildren(),
            };
            foreach (var child in below)
            {
                pending.Push(child);
            }
        }

        return [.. policy.Defines.Where(read.Contains)];
    }

    public static IEnumerable<Diagnostic> Find(LogicQuestion question)
    {
        var earlier = new List<DefineSymbol>();
        foreach (var define in FindRead(question.Policy).Where(question.IsOwn))
        {
            foreach (var finding in question.Ask($"whether define `{define.Name}` adds anything", () => Check(question, define, earlier)))
            {
                yield return finding;
            }

            earlier.Add(define);
        }
    }

    private static IEnumerable<Diagnostic> Check(LogicQuestion question, DefineSymbol define, IEnumerable<DefineSymbol> earlier)
    {
        if (define.Value is not { } value || value is BoundLiteral)
        {
            yield break;
        }

        if (value.Type == BasicType.Boolean)
        {
            var truth = question.Model.Truth(value);
            var constant = question.AreSame(truth, TruthDiagrams.Always) ? "true" : question.AreSame(truth, TruthDiagrams.Never) ? "false"
                : question.AreSame(truth, TruthDiagrams.Unknown) ? "unknown" : null;
            if (constant is not null)
            {
                yield return Report(define, $"it is {constant} for every incident{question.InScope}");
                yield break;
            }
        }

        if (earlier.FirstOrDefault(e => e.Value is { } other && IsSame(question, value, other)) is { } same)
        {
            yield return Report(define, $"it means the same as `{same.Name}`") with
            {
                Related = same.Location is { } location ? [new RelatedLocation(location, $"define `{same.Name}`")] : [],
            };
        }
    }

    private static bool IsSame(LogicQuestion question, BoundExpression one, BoundExpression other) => one.Type == other.Type
        && (ExpressionKey.Of(one) == ExpressionKey.Of(other)
            || (one.Type == BasicType.Boolean && question.AreSame(question.Model.Truth(one), question.Model.Truth(other))));

    private static Diagnostic Report(DefineSymbol define, string why) =>
        Diagnostic.Create(LogicFindings.NeedlessDefine, define.Location, define.Name, why) with { Hint = "Write what is meant, or do without it." };
}
