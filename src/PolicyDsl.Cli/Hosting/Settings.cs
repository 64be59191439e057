using PolicyDsl.Language.Text;


namespace PolicyDsl.Cli.Hosting;

/// <summary>Settings from the environment, and the messages for words that a setting does not know.</summary>
internal static class Settings
{
    /// <summary>The environment variable <c>POLICYDSL_NAME</c>, or null where it is not set or empty.</summary>
    public static string? FindVariable(string name) =>
        Environment.GetEnvironmentVariable($"POLICYDSL_{name}") is { Length: > 0 } value ? value : null;

    public static CommandException CreateUnknownWord(string setting, string word, IReadOnlyList<string> words)
    {
        var suggestion = Spelling.FindNearest(word, words);
        var hint = suggestion is null ? $"One of {string.Join(", ", words.Select(w => $"`{w}`"))}." : $"Did you mean `{suggestion}`?";
        return new CommandException(ExitCodes.Usage, $"`{setting}` does not know `{word}`.", hint);
    }
}
