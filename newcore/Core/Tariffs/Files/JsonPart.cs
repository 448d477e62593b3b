using System.Text;
using System.Text.Json;

namespace Strangler.Core.Tariffs.Files;

/// <summary>A JSON value that knows where it stands.</summary>
/// <param name="Text">Of a text, a number, true or false.</param>
internal sealed record JsonPart(JsonTokenType Kind, string Text, string Path, int Line)
{
    public List<JsonPart> Items { get; } = [];

    /// <summary>In the order of the file; a name may be there twice, which is an error of whoever reads it.</summary>
    public List<(string Name, JsonPart Value)> Members { get; } = [];

    public string Inner(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public string What => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    /// <summary>Without comments and white space; numbers as they were written.</summary>
    public void Write(StringBuilder text)
    {
        switch (Kind)
        {
            case JsonTokenType.StartObject:
                Write(text, '{', '}', Members, member =>
                {
                    text.Append(JsonSerializer.Serialize(member.Name)).Append(':');
                    member.Value.Write(text);
                });
                break;
            case JsonTokenType.StartArray:
                Write(text, '[', ']', Items, item => item.Write(text));
                break;
            case JsonTokenType.String:
                text.Append(JsonSerializer.Serialize(Text));
                break;
            default:
                text.Append(Kind == JsonTokenType.Null ? "null" : Text);
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char open, char close, List<T> parts, Action<T> write)
    {
        text.Append(open);
        for (int i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            write(parts[i]);
        }

        text.Append(close);
    }
}
