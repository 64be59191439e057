using PolicyDsl.Verification.Diagrams;

namespace PolicyDsl.Verification.Differences;

/// <summary>Which truths a derived field may have: one of them, or one of two.</summary>
internal sealed class DerivedCondition : BoxCondition
{
    private readonly DerivedTruth derived;
    private readonly bool mayBeTrue;
    private readonly bool mayBeFalse;
    private readonly bool mayBeUnknown;

    private DerivedCondition(DerivedTruth derived, bool mayBeTrue, bool mayBeFalse, bool mayBeUnknown)
    {
        this.derived = derived;
        this.mayBeTrue = mayBeTrue;
        this.mayBeFalse = mayBeFalse;
        this.mayBeUnknown = mayBeUnknown;
    }

    public string Name => derived.Name;

    /// <summary>The variables that it depends on.</summary>
    public IEnumerable<int> Support(DiagramManager diagrams) => new[] { derived.Truth.True, derived.Truth.False }.SelectMany(diagrams.Support);

    public static DerivedCondition Of(DerivedTruth derived, DiagramManager diagrams, ReadOnlySpan<bool> assignment)
    {
        var isTrue = diagrams.Evaluate(derived.Truth.True, assignment) == 1;
        var isFalse = diagrams.Evaluate(derived.Truth.False, assignment) == 1;
        return new DerivedCondition(derived, isTrue, isFalse, !isTrue && !isFalse);
    }

    public override Diagram Encode(DiagramManager diagrams) => diagrams.OrAll(
    [
        mayBeTrue ? derived.Truth.True : Diagram.False,
        mayBeFalse ? derived.Truth.False : Diagram.False,
        mayBeUnknown ? diagrams.Not(diagrams.Or(derived.Truth.True, derived.Truth.False)) : Diagram.False,
    ]);

    public override IEnumerable<Widening> Widenings()
    {
        yield return Change(c => c.mayBeUnknown ? c : new DerivedCondition(derived, c.mayBeTrue, c.mayBeFalse, true));
        yield return Change(c => c.mayBeTrue || c.mayBeFalse ? c : new DerivedCondition(derived, true, false, true));
        yield return Change(c => c.mayBeTrue || c.mayBeFalse ? c : new DerivedCondition(derived, false, true, true));
    }

    private static Widening Change(Func<DerivedCondition, DerivedCondition> change) => new(condition =>
    {
        var old = (DerivedCondition)condition;
        var wider = change(old);
        return ReferenceEquals(wider, old) ? null : wider;
    });

    public override IEnumerable<Widening> CertainWidenings() => [];

    public override string Describe(TermNames names) => (mayBeTrue, mayBeFalse, mayBeUnknown) switch
    {
        (true, false, false) => derived.Name,
        (false, true, false) => $"not {derived.Name}",
        (false, false, _) => $"{derived.Name} unknown",
        (true, false, true) => $"possibly {derived.Name}",
        (false, true, true) => $"possibly not {derived.Name}",
        _ => $"{derived.Name} known",
    };
}
