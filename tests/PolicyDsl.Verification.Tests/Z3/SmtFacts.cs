using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Testing.RandomPolicies;

namespace PolicyDsl.Verification.Tests.Z3;

/// <summary>Puts one incident into a script: its fields, its histories as the interpreter counts them, and the facts of operations.</summary>
internal static class SmtFacts
{
    public static void Assert(SmtScript script, RandomPolicy policy, SmtPolicy encoded, RandomCase random)
    {
        foreach (var (path, value) in encoded.Fields.Values)
        {
            script.Assert(Holds(value, ReadStored(random.Incident, path.Split('.')), encoded.Fields));
        }

        var interpreter = new Interpreter(policy.Policy, policy.Scope);
        foreach (var (history, number) in encoded.Histories.Read)
        {
            script.Assert(Holds(number, interpreter.Evaluate(history, random.Incident, random.History), encoded.Fields));
        }

        foreach (var rule in policy.Policy.Rules)
        {
            if (rule is CrackdownSymbol crackdown)
            {
                script.Assert(Is(encoded.Active(crackdown), random.Facts.ActiveCrackdowns.Contains(crackdown)));
            }

            script.Assert(Is(encoded.Alternative(rule), random.Facts.AlternativesInForce.Contains(rule)));
        }

        foreach (var resource in policy.Policy.Resources)
        {
            script.Assert(Is(encoded.Exhausted(resource), random.Facts.ExhaustedResources.Contains(resource)));
        }
    }

    private static Value ReadStored(EntityInstance entity, string[] path)
    {
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (entity.Entity.FindField(path[i]) is not { } step || entity[step].Entity is not { } next)
            {
                return Value.Unknown;
            }

            entity = next;
        }

        return entity.Entity.FindField(path[^1]) is { } field ? entity[field] : Value.Unknown;
    }

    private static string Holds(SmtValue variable, Value value, SmtFields fields) => (variable, value.Kind) switch
    {
        (_, ValueKind.Unknown) => variable.IsUnknown,
        (SmtMembers members, _) => Smt.And(members.May.Select((m, i) => Is(m, CanBe(value, i))).Prepend(Smt.Not(members.Unknown))),
        (SmtNumber number, _) => Smt.And(
            Is(number.HasLow, value.Low != Value.OpenLow),
            Is(number.HasHigh, value.High != Value.OpenHigh),
            value.Low == Value.OpenLow ? Smt.True : Smt.Same(number.Low, Smt.Of((Int128)value.Low)),
            value.High == Value.OpenHigh ? Smt.True : Smt.Same(number.High, Smt.Of((Int128)value.High))),
        (SmtText text, _) => Smt.And(text.Known, Smt.Same(text.Id, Smt.Of((Int128)(fields.FindTextId(value.Text) ?? -1)))),
        (SmtSet set, _) => Smt.And(set.Has.Select((m, i) => Is(m, value.Members.Contains(i))).Prepend(set.Known)),
        _ => variable.IsKnown,
    };

    private static bool CanBe(Value value, int member) => value.Kind == ValueKind.Alternatives ? value.Members.Contains(member) : value.Low == member;

    private static string Is(string variable, bool truth) => truth ? variable : Smt.Not(variable);
}
