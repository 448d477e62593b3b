using System.Text;
using System.Text.Json;

namespace Strangler.Core.Tariffs.Files;

/// <summary>Reads JSON with comments and trailing commas, keeping lines; its depth is bounded.</summary>
internal static class PlanJson
{
    private const int Deepest = 16;

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonPart Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = Deepest,
        });
        Lines lines = new(utf8);
        reader.Read();
        JsonPart root = Value(ref reader, ref lines, "");
        while (reader.Read())
        {
            // Whatever still stands there, the reader throws at it.
        }

        return root;
    }

    private static JsonPart Value(ref Utf8JsonReader reader, ref Lines lines, string path)
    {
        int line = lines.At((int)reader.TokenStartIndex);
        JsonPart part = new(reader.TokenType, Text(ref reader), path, line);
        while (part.Kind == JsonTokenType.StartArray && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            part.Items.Add(Value(ref reader, ref lines, $"{path}[{part.Items.Count}]"));
        }

        while (part.Kind == JsonTokenType.StartObject && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = Text(ref reader);
            reader.Read();
            part.Members.Add((name, Value(ref reader, ref lines, part.Inner(name))));
        }

        return part;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => String(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => "",
    };

    private static string String(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException wrong)
        {
            throw new JsonException("A text is not UTF-8.", wrong);
        }
    }

    /// <summary>Line numbers of ascending places, each byte looked at once.</summary>
    private ref struct Lines(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _at;
        private int _line = 1;

        public int At(int place)
        {
            _line += _utf8[_at..place].Count((byte)'\n');
            _at = place;
            return _line;
        }
    }
}
