using System.Text.Json;
using System.Text.Unicode;

namespace Strangler.Payments.Reading;

/// <summary>
/// A body of JSON, read without exceptions: what is missing or of the wrong kind is noted, the first of it kept.
/// </summary>
internal sealed class JsonBody : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JsonDocument _document;

    private JsonBody(JsonDocument document) => _document = document;

    /// <summary>The first thing that is wrong, by the name of its field; null: nothing yet.</summary>
    public string? Problem { get; private set; }

    public JsonField Root => new(this, _document.RootElement, "");

    /// <returns>Null: it is not an object in JSON and UTF-8, is too deep, or names a field twice.</returns>
    public static JsonBody? Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            return null;
        }

        try
        {
            JsonDocument document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new JsonBody(document);
            }

            document.Dispose();
            return null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The latter of a name with half of a surrogate pair.
            return null;
        }
    }

    public void Note(string path, string problem) => Problem ??= $"{path}: {problem}";

    public void Dispose() => _document.Dispose();
}
