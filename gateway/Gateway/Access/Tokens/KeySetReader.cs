using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>Reads a JSON Web Key Set (RFC 7517): public RSA and EC keys for signatures, and no others.</summary>
internal static class KeySetReader
{
    /// <summary>Bytes of a set.</summary>
    public const int LengthLimit = 256 * 1024;

    private const int KeyLimit = 50;
    private const int TextLimit = 4096;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <exception cref="FormatException">It is no key set, or none of its keys can be used.</exception>
    public static IReadOnlyList<SigningKey> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Strict);
            List<SigningKey> keys =
            [
                .. document.RootElement.GetProperty("keys").EnumerateArray().Take(KeyLimit).Select(Key)
                    .OfType<SigningKey>(),
            ];
            return keys.Count > 0 ? keys : throw new FormatException("No key of the set can be used.");
        }
        catch (Exception error) when (
            error is JsonException or InvalidOperationException or KeyNotFoundException or CryptographicException)
        {
            throw new FormatException("That is no JSON Web Key Set.", error);
        }
    }

    private static SigningKey? Key(JsonElement key)
    {
        if (Text(key, "use") is not (null or "sig"))
        {
            return null;
        }

        (string? id, string? algorithm) = (Text(key, "kid"), Text(key, "alg"));
        switch (Text(key, "kty"))
        {
            case "RSA":
                RSA rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
                return rsa.KeySize < SigningKey.SmallestRsaBits ? null : new SigningKey(id, algorithm, rsa, null);
            case "EC" when CurveOf(key) is { } curve:
                ECParameters point = new() { Curve = curve, Q = new() { X = Bytes(key, "x"), Y = Bytes(key, "y") } };
                return new SigningKey(id, algorithm, null, ECDsa.Create(point));
            default:
                return null;
        }
    }

    private static ECCurve? CurveOf(JsonElement key) => Text(key, "crv") switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        _ => null,
    };

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static byte[] Bytes(JsonElement key, string name) =>
        Text(key, name) is { Length: > 0 and <= TextLimit } text
            ? Base64Url.DecodeFromChars(text)
            : throw new FormatException($"A key has no {name}.");
}
