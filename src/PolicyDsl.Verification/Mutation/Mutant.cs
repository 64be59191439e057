using System.Collections.Immutable;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Verification.Mutation;

/// <summary>What a mutant changes.</summary>
public enum MutantKind
{
    /// <summary>A comparison: its boundary moved, or turned round.</summary>
    Comparison,

    /// <summary>A constant that something is compared with, or reckoned from.</summary>
    Threshold,

    /// <summary>A set, a list, or whether something is in it.</summary>
    Membership,

    /// <summary><c>and</c> for <c>or</c>, and the other way round.</summary>
    Connective,

    /// <summary>A part of a condition, left out.</summary>
    Part,

    /// <summary><c>not</c>, added or left out.</summary>
    Negation,

    /// <summary><c>unless</c>, left out.</summary>
    Exception,

    /// <summary><c>certainly</c> and <c>possibly</c>.</summary>
    Certainty,

    /// <summary><c>is known</c>, <c>is unknown</c> and <c>default</c>.</summary>
    Knowledge,

    /// <summary>The action that a rule decides.</summary>
    Disposition,

    /// <summary>The action where no rule decides, or where a rule's own cannot be had.</summary>
    Otherwise,

    /// <summary><c>overrides</c> and <c>yields to</c>.</summary>
    Order,

    /// <summary>A service that is offered, or that a person is sent to.</summary>
    Offer,

    /// <summary>What a table or a match gives.</summary>
    Table,

    /// <summary>A rule as a whole.</summary>
    Rule,

    /// <summary><c>applies when</c>.</summary>
    Scope,

    /// <summary>How far back a history looks.</summary>
    Window,
}

/// <summary>The declaration that a mutant changes something in, in the author's words.</summary>
/// <param name="Kind"><c>rule</c>, <c>define</c>, <c>table</c>; or a line such as <c>applies when</c>.</param>
/// <param name="Name">Its name; empty for a line, which has none.</param>
public sealed record MutantPlace(string Kind, string Name)
{
    public override string ToString() => Name.Length == 0 ? $"`{Kind}`" : $"{Kind} `{Name}`";
}

/// <summary>A policy with one small change, as a slip of the pen might have made it.</summary>
/// <param name="Kind">What is changed.</param>
/// <param name="Place">The declaration that it is changed in.</param>
/// <param name="Location">What is changed, in the author's source.</param>
/// <param name="Edits">The change itself, all in the source of <paramref name="Location"/>.</param>
/// <param name="Sentence">The change in the author's words, without a full stop.</param>
public sealed record Mutant(MutantKind Kind, MutantPlace Place, Location Location, ImmutableArray<TextEdit> Edits, string Sentence)
{
    /// <summary>The text of the source with the change in it.</summary>
    public string Apply()
    {
        var text = Location.Source.Text;
        foreach (var edit in Edits.OrderByDescending(e => e.Location.Span.Start).ThenByDescending(e => e.Location.Span.End))
        {
            text = string.Concat(text.AsSpan(0, edit.Location.Span.Start), edit.NewText, text.AsSpan(edit.Location.Span.End));
        }

        return text;
    }
}
