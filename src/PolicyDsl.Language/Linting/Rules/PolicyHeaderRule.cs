using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;

namespace PolicyDsl.Language.Linting.Rules;

/// <summary>PD2507, PD2514, PD2515 and PD2517: what a reader of a policy expects it to say as a whole.</summary>
internal sealed class PolicyHeaderRule : ILintRule
{
    public IEnumerable<Diagnostic> Check(LintContext context)
    {
        if (context.Policy is not { } policy)
        {
            yield break;
        }

        if (policy.Otherwise is null)
        {
            yield return Diagnostic.Create(LintFindings.NoOtherwise, policy.Location, policy.Name) with { Hint = "Add a line such as `otherwise advise`." };
        }

        string[] missing = [.. MissingLines(policy)];
        if (missing.Length > 0)
        {
            yield return Diagnostic.Create(LintFindings.HeaderIncomplete, policy.Location, policy.Name, string.Join(", ", missing)) with
            {
                Hint = "Add the lines after the policy's name.",
            };
        }

        if (policy.Tests.Length == 0)
        {
            yield return Diagnostic.Create(LintFindings.NoTests, policy.Location, policy.Name) with { Hint = "Add a `test \"…\" { given incident { … } expect … }`." };
        }

        foreach (var (rule, partner) in policy.Rules.Where(context.Declares).SelectMany(r => r.Partners.Select(p => (r, p))))
        {
            if (!policy.Partners.Contains(partner))
            {
                yield return Diagnostic.Create(LintFindings.PartnerNotInHeader, rule.Location, rule.Name, partner.Name) with
                {
                    Hint = $"Add `{partner.Name}` to the line `partners` of the policy.",
                };
            }
        }
    }

    private static IEnumerable<string> MissingLines(PolicySymbol policy)
    {
        if (policy.Owner is null)
        {
            yield return "`owner`";
        }

        if (policy.Version is null)
        {
            yield return "`version`";
        }

        if (policy.InForceFrom is null)
        {
            yield return "`in force`";
        }
    }
}
