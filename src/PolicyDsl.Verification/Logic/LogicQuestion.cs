using System.Collections.Immutable;
using PolicyDsl.Language;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Symbols;
using PolicyDsl.Language.Text;
using PolicyDsl.Verification.Diagrams;
using PolicyDsl.Verification.Encoding;

namespace PolicyDsl.Verification.Logic;

/// <summary>What the checks of a policy's logic ask with: its model, and which of its declarations are the author's own.</summary>
internal sealed class LogicQuestion(PolicyModel model, Compilation compilation)
{
    private readonly HashSet<SourceText> own = [.. model.Policy.Rules.Cast<Symbol>().Concat(model.Policy.Defines).Append(model.Policy).Select(s => s.Location?.Source).OfType<SourceText>()];
    private readonly HashSet<RuleSymbol> dead = [];
    private readonly List<string> unanswered = [];

    public PolicyModel Model => model;

    public PolicySymbol Policy => model.Policy;

    public DiagramManager Diagrams => model.Universe.Diagrams;

    public PolicySlice Slice { get; } = new(model);

    public Diagram Scope => model.Scope.True;

    /// <summary>The words for "everywhere", as the end of a sentence.</summary>
    public string InScope => Policy.AppliesWhen is null ? "" : " in scope";

    /// <summary>The questions that were out of budget.</summary>
    public ImmutableArray<string> Unanswered => [.. unanswered];

    /// <summary>Whether a symbol is declared where the policy, its rules or its defines are.</summary>
    public bool IsOwn(Symbol symbol) => symbol.Location is { } location && own.Contains(location.Source);

    /// <summary>Whether anything names a symbol besides its declaration.</summary>
    public bool IsNamed(Symbol symbol) => compilation.FindReferences(symbol).Any();

    public bool IsDead(RuleSymbol rule) => dead.Contains(rule);

    public void AddDead(RuleSymbol rule) => dead.Add(rule);

    /// <summary>Whether two conditions have the same truth for every incident in scope.</summary>
    public bool AreSame(TruthDiagrams one, TruthDiagrams other) =>
        one == other || (Slice.And(Scope, Diagrams.Xor(one.True, other.True)).IsFalse && Slice.And(Scope, Diagrams.Xor(one.False, other.False)).IsFalse);

    /// <summary>Asks a question by itself: one that is out of budget is noted and leaves the others.</summary>
    public IEnumerable<Diagnostic> Ask(string about, Func<IEnumerable<Diagnostic>> question)
    {
        try
        {
            using var asked = model.Universe.Ask();
            return [.. question()];
        }
        catch (BudgetExceededException)
        {
            unanswered.Add(about);
            return [];
        }
    }
}
