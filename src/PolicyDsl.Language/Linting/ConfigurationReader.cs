using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyDsl.Language.Diagnostics;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>
/// Reads a <c>policydsl.json</c>. Nothing in it is passed over: a key or word that is not known is a fault, for a misspelt suppression
/// or severity would else be silently without effect.
/// </summary>
public sealed class ConfigurationReader
{
    private static readonly ImmutableArray<string> TopKeys = ["$schema", "severities", "suppressions", "format", "data", "failLevel"];
    private static readonly ImmutableArray<string> SuppressionKeys = ["id", "path", "reason", "until"];
    private static readonly ImmutableArray<string> SeverityWords = ["off", "info", "warning", "error"];
    private static readonly ImmutableArray<string> LevelWords = ["info", "warning", "error"];

    private readonly ImmutableArray<ConfigurationFault>.Builder faults = ImmutableArray.CreateBuilder<ConfigurationFault>();

    private ConfigurationReader()
    {
    }

    public static (ConfigurationFile File, ImmutableArray<ConfigurationFault> Faults) Read(SourceText source)
    {
        var (item, fault) = ConfigurationJson.Read(source);
        if (item is null || fault is not null)
        {
            return (ConfigurationFile.Empty, fault is null ? [] : [fault]);
        }

        var reader = new ConfigurationReader();
        var file = reader.ReadFile(item);
        return (file, reader.faults.ToImmutable());
    }

    /// <summary>The severity that a word of the configuration stands for; <c>off</c> is <see cref="Severity.None"/>.</summary>
    public static Severity? FindSeverity(string word) => word switch
    {
        "off" => Severity.None,
        "info" => Severity.Info,
        "warning" => Severity.Warning,
        "error" => Severity.Error,
        _ => null,
    };

    private ConfigurationFile ReadFile(JsonItem item)
    {
        var file = ConfigurationFile.Empty;
        foreach (var (name, place, value) in GetMembers(item, "The configuration", TopKeys))
        {
            file = name switch
            {
                "severities" => file with { Severities = ReadSeverities(value) },
                "suppressions" => file with { Suppressions = ReadSuppressions(value) },
                "format" => file with { FormatWidth = ReadFormat(value) },
                "data" => file with { Data = ReadText(value, name) },
                "failLevel" => file with { FailLevel = ReadWord(value, name, LevelWords) is { } word ? FindSeverity(word) : null },
                _ => file,
            };
        }

        return file;
    }

    private ImmutableArray<ConfiguredSeverity> ReadSeverities(JsonItem item)
    {
        var severities = ImmutableArray.CreateBuilder<ConfiguredSeverity>();
        foreach (var (name, place, value) in GetMembers(item, "`severities`", []))
        {
            if (ReadWord(value, name, SeverityWords) is not { } word || FindSeverity(word) is not { } severity)
            {
                continue;
            }

            if (FindingKinds.Categories.Contains(name))
            {
                severities.Add(new ConfiguredSeverity(null, name, severity));
            }
            else if (FindDescriptor(name, place) is { } descriptor)
            {
                severities.Add(new ConfiguredSeverity(descriptor, null, severity));
            }
        }

        return severities.ToImmutable();
    }

    private ImmutableArray<ConfiguredSuppression> ReadSuppressions(JsonItem item)
    {
        if (item.Kind != JsonValueKind.Array)
        {
            Add(item.Location, "`suppressions` is a list of objects.", "Write `\"suppressions\": [ { \"id\": \"PD2503\", \"path\": \"x.policy\", \"reason\": \"…\" } ]`.");
            return [];
        }

        return [.. item.Members.Select(m => ReadSuppression(m.Value)).OfType<ConfiguredSuppression>()];
    }

    private ConfiguredSuppression? ReadSuppression(JsonItem item)
    {
        var values = GetMembers(item, "A suppression", SuppressionKeys).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        string? Get(string key) => values.TryGetValue(key, out var value) ? ReadText(value, key) : null;
        var (id, path, reason, until) = (Get("id"), Get("path"), Get("reason"), Get("until"));
        foreach (var key in SuppressionKeys.Take(3).Where(k => !values.ContainsKey(k)))
        {
            Add(item.Location, $"This suppression has no `{key}`.", key == "reason" ? "Say why the finding is accepted." : null);
        }

        if (reason is not null && string.IsNullOrWhiteSpace(reason))
        {
            Add(values["reason"].Location, "The reason is blank.", "Say why the finding is accepted.");
        }

        var end = default(DateOnly?);
        if (until is not null)
        {
            end = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (end is null)
            {
                Add(values["until"].Location, $"`{until}` is not a date.", "Write it as `2027-01-31`.");
                return null;
            }
        }

        return id is null || path is null || string.IsNullOrWhiteSpace(reason) || FindDescriptor(id, values["id"].Location) is not { } descriptor
            ? null
            : new ConfiguredSuppression(descriptor, path, reason, end, item.Location);
    }

    private int? ReadFormat(JsonItem item)
    {
        var width = default(int?);
        foreach (var (_, _, value) in GetMembers(item, "`format`", ["width"]))
        {
            width = value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 40 and <= 400
                ? number
                : null;
            if (width is null)
            {
                Add(value.Location, "`width` is a whole number from 40 to 400.", null);
            }
        }

        return width;
    }

    private DiagnosticDescriptor? FindDescriptor(string idOrSlug, Location place)
    {
        if (DiagnosticCatalogue.Find(idOrSlug) is not { } descriptor)
        {
            var nearest = Spelling.FindNearest(idOrSlug, DiagnosticCatalogue.All.SelectMany(d => (string[])[d.Id, d.Slug]).Concat(FindingKinds.Categories));
            Add(place, $"There is no finding `{idOrSlug}`.", nearest is null ? null : $"Did you mean `{nearest}`?");
            return null;
        }

        if (FindingKinds.MayBeConfigured(descriptor))
        {
            return descriptor;
        }

        Add(place, $"`{idOrSlug}` can be neither changed nor suppressed.", FindingKinds.GetCategory(descriptor) == "principles"
            ? "Depart from the clause in the policy: `departs from principle.clause because \"…\" until 2027-01-01`."
            : "Only findings about logic (PD2001 to PD2499) and style (PD2501 to PD2699) can.");
        return null;
    }

    private IEnumerable<JsonMember> GetMembers(JsonItem item, string what, ImmutableArray<string> known)
    {
        if (item.Kind != JsonValueKind.Object)
        {
            Add(item.Location, $"{what} is an object, in braces.", null);
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in item.Members)
        {
            if (!seen.Add(member.Name))
            {
                Add(member.NameLocation, $"`{member.Name}` stands here twice.", null);
            }
            else if (known.IsEmpty || known.Contains(member.Name))
            {
                yield return member;
            }
            else
            {
                var nearest = Spelling.FindNearest(member.Name, known);
                Add(member.NameLocation, $"{what} knows no `{member.Name}`.", nearest is null ? $"It knows {string.Join(", ", known.Select(k => $"`{k}`"))}." : $"Did you mean `{nearest}`?");
            }
        }
    }

    private string? ReadWord(JsonItem item, string key, ImmutableArray<string> words)
    {
        if (item.Kind == JsonValueKind.String && words.Contains(item.Text))
        {
            return item.Text;
        }

        Add(item.Location, $"`{key}` is one of {string.Join(", ", words.Select(w => $"`{w}`"))}.", null);
        return null;
    }

    private string? ReadText(JsonItem item, string key)
    {
        if (item.Kind == JsonValueKind.String && item.Text.Length > 0)
        {
            return item.Text;
        }

        Add(item.Location, $"`{key}` is a text in double quotes.", null);
        return null;
    }

    private void Add(Location location, string message, string? hint) => faults.Add(new ConfigurationFault(location, message, hint));
}
