using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Strangler.Gateway.Access.Tokens;

namespace Strangler.Tests.Unit.Access;

/// <summary>An issuer of tokens with keys of its own.</summary>
internal static class TestIssuer
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TokenOptions Options = new()
    {
        Issuer = "https://id.example",
        Audience = "gateway",
        KeysFile = "unused",
    };

    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly ECDsa P256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly ECDsa P384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    /// <summary>As an issuer publishes them; one key of a kind that is not ours stands among them.</summary>
    public static readonly string KeySet =
        $$"""
        {"keys":[{"kty":"oct","kid":"secret","k":"AAAA"},{{RsaKey("rsa", Rsa)}},{{CurveKey("p256", "P-256", P256)}},
        {{CurveKey("p384", "P-384", P384)}}]}
        """;

    public static readonly IReadOnlyList<SigningKey> Keys = KeySetReader.Read(Encoding.UTF8.GetBytes(KeySet));

    public static long In(int seconds) => Now.ToUnixTimeSeconds() + seconds;

    public static string Claims(string more = "", int expires = 300) =>
        $$"""{"iss":"https://id.example","aud":"gateway","sub":"ana","exp":{{In(expires)}}{{more}}}""";

    public static string Sign(string algorithm, string kid, string? claims = null, string more = "") =>
        SignHeader($$"""{"alg":"{{algorithm}}","kid":"{{kid}}"{{more}}}""", algorithm, claims ?? Claims());

    public static string SignHeader(string header, string algorithm, string claims)
    {
        string signed = $"{Text(header)}.{Text(claims)}";
        byte[] bytes = Encoding.ASCII.GetBytes(signed);
        byte[] signature = algorithm switch
        {
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => Rsa.SignData(bytes, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => Rsa.SignData(bytes, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => P256.SignData(bytes, HashAlgorithmName.SHA256),
            "ES384" => P384.SignData(bytes, HashAlgorithmName.SHA384),
            // What whoever holds only the public key can make.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), bytes),
            _ => [],
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string RsaKey(string kid, RSA key)
    {
        RSAParameters open = key.ExportParameters(false);
        return $$"""
            {"kty":"RSA","use":"sig","kid":"{{kid}}","n":"{{Base64Url.EncodeToString(open.Modulus)}}",
            "e":"{{Base64Url.EncodeToString(open.Exponent)}}"}
            """;
    }

    private static string CurveKey(string kid, string curve, ECDsa key)
    {
        ECParameters open = key.ExportParameters(false);
        return $$"""
            {"kty":"EC","kid":"{{kid}}","crv":"{{curve}}","x":"{{Base64Url.EncodeToString(open.Q.X)}}",
            "y":"{{Base64Url.EncodeToString(open.Q.Y)}}"}
            """;
    }
}
