using System.Text.Json;
using System.Text.RegularExpressions;

namespace PolicyDsl.EndToEnd.Tests.Configuration;

/// <summary>Checks JSON against the part of JSON Schema (draft 7) that the published schema uses; a keyword that it does not know fails the test.</summary>
internal static class JsonSchema
{
    private static readonly string[] Notes = ["$schema", "$id", "title", "description"];

    /// <summary>Where and why a value does not fit, one line each.</summary>
    public static IEnumerable<string> Validate(JsonElement schema, JsonElement value, string path = "$")
    {
        foreach (var keyword in schema.EnumerateObject().Where(k => !Notes.Contains(k.Name)))
        {
            foreach (var fault in Check(schema, keyword.Name, keyword.Value, value, path))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Check(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path) => keyword switch
    {
        "type" => When(GetType(value) != argument.GetString(), $"{path} is no {argument}"),
        "enum" => When(argument.EnumerateArray().All(a => a.ToString() != value.ToString()), $"{path} is none of {argument}"),
        "pattern" => When(value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString() ?? "", argument.GetString() ?? "", RegexOptions.None, TimeSpan.FromSeconds(1)), $"{path} does not fit {argument}"),
        "minLength" => When(value.ValueKind == JsonValueKind.String && value.GetString()?.Length < argument.GetInt32(), $"{path} is too short"),
        "minimum" => When(value.ValueKind == JsonValueKind.Number && value.GetDecimal() < argument.GetDecimal(), $"{path} is too small"),
        "maximum" => When(value.ValueKind == JsonValueKind.Number && value.GetDecimal() > argument.GetDecimal(), $"{path} is too large"),
        "required" => argument.EnumerateArray().Where(k => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(k.GetString() ?? "", out _)).Select(k => $"{path} lacks {k}"),
        "properties" => Members(value).Where(m => argument.TryGetProperty(m.Name, out _)).SelectMany(m => Validate(argument.GetProperty(m.Name), m.Value, $"{path}.{m.Name}")),
        "propertyNames" => Members(value).SelectMany(m => Validate(argument, JsonSerializer.SerializeToElement(m.Name), $"{path}.{m.Name}")),
        "additionalProperties" => Members(value).Where(m => !schema.TryGetProperty("properties", out var p) || !p.TryGetProperty(m.Name, out _)).SelectMany(m =>
            argument.ValueKind == JsonValueKind.False ? [$"{path} knows no {m.Name}"] : Validate(argument, m.Value, $"{path}.{m.Name}")),
        "items" => value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray().SelectMany((v, i) => Validate(argument, v, $"{path}[{i}]")),
        _ => [$"the schema uses {keyword}, which this test does not know"],
    };

    private static IEnumerable<string> When(bool isFault, string fault) => isFault ? [fault] : [];

    private static IEnumerable<JsonProperty> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static string GetType(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
