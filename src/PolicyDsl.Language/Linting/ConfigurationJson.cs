using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PolicyDsl.Language.Text;

namespace PolicyDsl.Language.Linting;

/// <summary>A JSON value with its place in the text.</summary>
/// <param name="Text">The decoded text of a string, the text of a number; empty otherwise.</param>
/// <param name="Members">The members of an object, the elements of an array (with an empty name).</param>
internal sealed record JsonItem(JsonValueKind Kind, string Text, Location Location, ImmutableArray<JsonMember> Members);

internal sealed record JsonMember(string Name, Location NameLocation, JsonItem Value);

/// <summary>Reads JSON (comments and trailing commas allowed) and keeps the place of every name and value for messages.</summary>
internal sealed class ConfigurationJson
{
    private const int MaxDepth = 16;

    private readonly SourceText source;
    private readonly byte[] bytes;

    private ConfigurationJson(SourceText source)
    {
        this.source = source;
        bytes = Encoding.UTF8.GetBytes(source.Text);
    }

    /// <summary>The value of a text, or the fault that makes it no JSON.</summary>
    public static (JsonItem? Item, ConfigurationFault? Fault) Read(SourceText source)
    {
        var self = new ConfigurationJson(source);
        var reader = new Utf8JsonReader(
            self.bytes,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var item = self.ReadItem(ref reader);
            while (reader.Read())
            {
                // Only comments may follow; anything else throws.
            }

            return (item, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            var at = e is JsonException { LineNumber: { } line, BytePositionInLine: { } column }
                ? source.GetPosition(new LinePosition((int)line, (int)column))
                : 0;
            return (null, new ConfigurationFault(new Location(source, new TextSpan(at, 0)), "This is not JSON.", "Check commas, quotes and braces near here."));
        }
    }

    private JsonItem ReadItem(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString() ?? "";
                    var place = Locate(reader.TokenStartIndex, reader.BytesConsumed);
                    reader.Read();
                    members.Add(new JsonMember(name, place, ReadItem(ref reader)));
                }

                return new JsonItem(JsonValueKind.Object, "", Locate(start, reader.BytesConsumed), members.ToImmutable());
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var item = ReadItem(ref reader);
                    members.Add(new JsonMember("", item.Location, item));
                }

                return new JsonItem(JsonValueKind.Array, "", Locate(start, reader.BytesConsumed), members.ToImmutable());
            default:
                return ReadSimple(ref reader, Locate(start, reader.BytesConsumed));
        }
    }

    private static JsonItem ReadSimple(ref Utf8JsonReader reader, Location location) => reader.TokenType switch
    {
        JsonTokenType.String => new JsonItem(JsonValueKind.String, reader.GetString() ?? "", location, []),
        JsonTokenType.Number => new JsonItem(JsonValueKind.Number, location.Text, location, []),
        JsonTokenType.True => new JsonItem(JsonValueKind.True, "", location, []),
        JsonTokenType.False => new JsonItem(JsonValueKind.False, "", location, []),
        _ => new JsonItem(JsonValueKind.Null, "", location, []),
    };

    private Location Locate(long start, long end)
    {
        var from = Encoding.UTF8.GetCharCount(bytes, 0, (int)start);
        var length = Encoding.UTF8.GetCharCount(bytes, (int)start, (int)(end - start));
        return new Location(source, new TextSpan(from, length));
    }
}
