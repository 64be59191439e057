using System.Collections.Immutable;
using System.Globalization;
using PolicyDsl.Language;
using PolicyDsl.Language.Binding;
using PolicyDsl.Language.Interpretation;
using PolicyDsl.Language.Interpretation.Testing;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Verification.Witnesses;

namespace PolicyDsl.Verification.Mutation;

/// <summary>
/// Writes tests that notice mutants, each from an incident that a mutant decides otherwise. A test is suggested only once it has been tried: the
/// original passes it and the mutant fails it. A later mutant that fails a test already suggested gets that one, so that few tests
/// notice many mutants.
/// </summary>
internal sealed class TestSuggestions(PolicySymbol policy, GlobalScope scope, MutantCompiler compiler)
{
    private readonly TestWriter writer = new(policy, scope);
    private readonly WitnessTrim trim = new(policy);
    private readonly HashSet<string> titles = policy.Tests.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
    private readonly List<(Witness Witness, ImmutableArray<Expectation> Expectations, string Text)> suggested = [];

    /// <summary>A test suggested earlier that the mutant fails, or null.</summary>
    public string? FindEarlier(Mutant mutant, MutantReplay replay)
    {
        foreach (var (witness, expectations, text) in suggested)
        {
            if (IsNoticed(witness, expectations, replay) && Fails(text, mutant))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A test of an incident that the mutant decides otherwise, of what matters in it if that can be; null where no test can say how they differ.</summary>
    public string? Suggest(Mutant mutant, Witness witness, MutantReplay replay) => TrySuggest(mutant, trim.Trim(witness), replay) ?? TrySuggest(mutant, witness, replay);

    private string? TrySuggest(Mutant mutant, Witness witness, MutantReplay replay)
    {
        var expectations = Expect(witness.Decision, replay.Decide(witness.Incident, witness.Earlier, witness.Facts));
        var title = FindTitle($"{Describe(witness.Decision)}, which changes if {mutant.Sentence}");
        if (expectations.IsEmpty || TryWrite(title, witness, expectations) is not { } text || !Passes(text) || !Fails(text, mutant))
        {
            return null;
        }

        titles.Add(title);
        suggested.Add((witness, expectations, text));
        return text;
    }

    /// <summary>A title that no other test has.</summary>
    private string FindTitle(string title) => titles.Contains(title)
        ? Enumerable.Range(2, int.MaxValue - 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"{title} ({i})")).First(t => !titles.Contains(t))
        : title;

    private string? TryWrite(string title, Witness witness, ImmutableArray<Expectation> expectations)
    {
        try
        {
            return writer.Write(new TestToWrite(title, witness.Incident, expectations) { Earlier = witness.Earlier, Facts = witness.Facts });
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What the original decides, as far as a test can tell it from what the mutant decides; empty where it cannot.</summary>
    private static ImmutableArray<Expectation> Expect(Decision original, Decision mutated)
    {
        var offered = original.Offers.Where(o => mutated.Offers.All(m => m.Name != o.Name)).Select(o => new ExpectOffer(o, true, null));
        var notOffered = mutated.Offers.Where(m => original.Offers.All(o => o.Name != m.Name));
        var open = original.OpenRules.Where(r => mutated.OpenRules.All(m => m.Name != r.Name)).Select(r => new ExpectOpen(r, null));
        var answer = TestToWrite.Expect(original).Select(e => e is ExpectDisposition disposition ? disposition with { By = [] } : e);
        ImmutableArray<Expectation> offers = [.. offered, .. notOffered.Select(s => new ExpectOffer(s, false, null))];
        return IsSaidAlike(original, mutated)
            ? offers.IsEmpty ? [.. answer, .. open.Take(1)] : [.. answer, .. offers]
            : [.. answer];
    }

    private static bool IsSaidAlike(Decision original, Decision mutated) =>
        original.Status == mutated.Status && original.Action?.Name == mutated.Action?.Name && original.To.All(t => mutated.To.Any(m => m.Name == t.Name));

    /// <summary>A cheap look before the test is tried: whether the mutant decides the incident otherwise at all.</summary>
    private static bool IsNoticed(Witness witness, ImmutableArray<Expectation> expectations, MutantReplay replay) =>
        !expectations.IsEmpty && replay.Differs(witness.Incident, witness.Earlier, witness.Facts);

    private bool Passes(string test) => Run(compiler.Compile(null, test)) == true;

    private bool Fails(string test, Mutant mutant) => Run(compiler.Compile(mutant, test)) == false;

    /// <summary>Whether the test written last passes; null where it does not compile.</summary>
    private static bool? Run(Compilation compilation) => compilation.HasErrors || compilation.Policy is not { Tests: [.., var last] } tested
        ? null
        : new TestRunner(tested, compilation.Scope).Run(t => t == last).Passed;

    private static string Describe(Decision decision) => decision switch
    {
        { Status: DecisionStatus.Outside } => "outside",
        { Status: DecisionStatus.Conflict } => "conflict",
        { Action: { } action } => action.Name,
        _ => "nothing",
    };
}
