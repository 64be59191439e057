using System.Globalization;
using PolicyDsl.Testing;
using PolicyDsl.Verification.Differences;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Tests.Differences;

/// <summary>Differences of two texts, told in lines.</summary>
internal static class Diffs
{
    public const string Words = """
        enum offence { none_of_these plain, consumption, possession, supply, robbery }
        set personal_use of offence { consumption, possession }
        entity person { key id : text, age : integer coarse, minor : boolean = age < 18, dependent : boolean, invariant age in 0..120 }
        entity area { key id : text, officers : decimal }
        entity incident {
            key id : text
            at : instant coarse
            offence : offence coarse
            quantity : mass
            drugs : set of drug
            note : text
            person : person
            area : area
        }
        enum drug { no_drug plain, heroin, cocaine, cannabis }
        set market of drug { heroin, cocaine }
        set opioids of drug { heroin }
        action no_action { severity 0 }
        action advise { severity 1 }
        action hold_back { severity 1, coercive }
        action warn { severity 2 }
        action divert { severity 2 }
        action arrest { severity 8, coercive, deprives_liberty }
        service treatment
        service naloxone
        partner clinic
        partner council
        """;

    public static ModelledPolicy Model(string text)
    {
        var compilation = TestCompilation.CompileWithoutErrors(text);
        return new ModelledPolicy(compilation.Policy ?? throw new ArgumentException("The text holds no policy."), compilation.Scope);
    }

    /// <summary>The difference of two policies over <see cref="Words"/>, without their first line.</summary>
    public static PolicyDifference Of(string before, string after, int boxes = DifferenceRequest.DefaultBoxes, params GateKind[] gates) =>
        PolicyDiffer.Compare(new DifferenceRequest { Before = Model(Text(before)), After = Model(Text(after)), MaxBoxes = boxes, Gates = [.. gates] });

    public static string Text(string rules) => $"policy p\n{rules}\n{Words}";

    /// <summary>A line per change and per box.</summary>
    public static string Tell(PolicyDifference difference) => string.Join('\n', difference.Changes.SelectMany(c => c.Boxes
        .Select(b => $"  {string.Join(", ", b.Conditions)} [{string.Join(' ', b.Before.Select(r => r?.Name ?? "otherwise"))} | {string.Join(' ', b.After.Select(r => r?.Name ?? "otherwise"))}]")
        .Prepend($"{c.Direction}: {c}{(c.KindsNotShown.IsZero ? "" : " and " + c.KindsNotShown.ToString(CultureInfo.InvariantCulture))}")));
}
