using System.Text.Json;
using System.Text.RegularExpressions;

namespace Strangler.Pac.Sw;

/// <summary>An answer of SW: status, message and data.</summary>
internal sealed partial record SwReply(bool IsSuccess, string Message, string Detail, JsonElement Data)
{
    private const int DetailLimit = 500;

    /// <summary>The code at the beginning of the message: 307, CFDI40108; empty without.</summary>
    public string Code => CodeAtStart().Match(Message).Groups["code"].Value;

    /// <summary>Message and detail, for people.</summary>
    public string Explanation
    {
        get
        {
            string all = Detail.Length == 0 ? Message : $"{Message} {Detail}";
            return all.Length <= DetailLimit ? all : all[..DetailLimit];
        }
    }

    /// <returns>Null: it is no answer of SW.</returns>
    public static SwReply? Read(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && TextIn(root, "status") is { Length: > 0 } status
                ? new SwReply(
                    status == "success", TextIn(root, "message") ?? "", TextIn(root, "messageDetail") ?? "",
                    root.TryGetProperty("data", out JsonElement data) ? data.Clone() : default)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text of the data; null without.</summary>
    public string? Text(string name) => Data.ValueKind == JsonValueKind.Object ? TextIn(Data, name) : null;

    private static string? TextIn(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    [GeneratedRegex(@"^\s*(?<code>[A-Z]{0,5}\d{3,6})\b")]
    private static partial Regex CodeAtStart();
}
