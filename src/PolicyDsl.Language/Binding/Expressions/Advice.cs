using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Binding;

/// <summary>What to write instead: a sentence, and for a slip the name that was meant, which a tool can put in its place.</summary>
internal sealed record Advice(string Text, string? Name = null)
{
    public static implicit operator Advice?(string? text) => text is null ? null : new(text);

    public static Advice DidYouMean(string name) => new($"Did you mean `{name}`?", name);

    public Diagnostic AddTo(Diagnostic diagnostic) => diagnostic with
    {
        Hint = Text,
        Fixes = Name is { } name && diagnostic.Location is { } location
            ? [new CodeFix($"Change to {(name.StartsWith('`') ? name : $"`{name}`")}", [new TextEdit(location, name)], IsSafe: false)]
            : [],
    };
}
