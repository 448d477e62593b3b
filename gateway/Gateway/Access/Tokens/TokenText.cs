using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>A compact JSON Web Token taken apart (RFC 7515, RFC 7519). Nothing of it is believed yet.</summary>
internal sealed record TokenText(
    string Algorithm, string? KeyId, byte[] Signed, byte[] Signature, byte[] Payload)
{
    /// <summary>Characters; an issuer's are about a thousand.</summary>
    public const int LengthLimit = 8 * 1024;

    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    /// <summary>Null for everything that is not to the letter: no padding, no blanks, three parts.</summary>
    public static TokenText? Read(string text)
    {
        if (text.Length > LengthLimit || text.Split('.') is not [var header, var payload, var signature]
            || !IsBase64(header) || !IsBase64(payload) || !IsBase64(signature))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.DecodeFromChars(header), Strict);
            JsonElement root = document.RootElement;
            // What must be understood (RFC 7515, 4.1.11) is not: so the token is refused.
            if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("crit", out _)
                || (Text(root, "typ") is { } type && !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
                || Text(root, "alg") is not { } algorithm)
            {
                return null;
            }

            return new TokenText(
                algorithm, Text(root, "kid"), Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]),
                Base64Url.DecodeFromChars(signature), Base64Url.DecodeFromChars(payload));
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsBase64(string part) => part.Length > 0 && !part.AsSpan().ContainsAnyExcept(Letters);

    /// <exception cref="InvalidOperationException">It is there, and no text.</exception>
    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out JsonElement value)
            ? value.GetString() ?? throw new InvalidOperationException($"{name} is null.")
            : null;
}
