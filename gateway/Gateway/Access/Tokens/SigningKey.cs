using System.Security.Cryptography;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>A public key of the issuer, and the algorithms that may be used with it.</summary>
/// <param name="Id">Its <c>kid</c>; null where it has none.</param>
/// <param name="Algorithm">The only one that the issuer uses it with; null: any that fits.</param>
internal sealed record SigningKey(string? Id, string? Algorithm, RSA? Rsa, ECDsa? Curve)
{
    /// <summary>RSA below it can be broken, RFC 7518, 3.3.</summary>
    public const int SmallestRsaBits = 2048;

    /// <summary>
    /// An algorithm never decides what a key is: the key decides which algorithms there are. So a public key is never
    /// taken for an HMAC's secret.
    /// </summary>
    public bool Fits(string algorithm) => (Algorithm is null || Algorithm == algorithm) && algorithm switch
    {
        "RS256" or "RS384" or "RS512" or "PS256" => Rsa is not null,
        "ES256" => Curve?.KeySize == 256,
        "ES384" => Curve?.KeySize == 384,
        _ => false,
    };

    /// <param name="signed">Header and payload as sent, with the dot.</param>
    public bool Signed(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        Fits(algorithm) && algorithm switch
        {
            "RS256" => Rsa!.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => Rsa!.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "RS512" => Rsa!.VerifyData(signed, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "PS256" => Rsa!.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => signature.Length == 64 && Curve!.VerifyData(signed, signature, HashAlgorithmName.SHA256),
            "ES384" => signature.Length == 96 && Curve!.VerifyData(signed, signature, HashAlgorithmName.SHA384),
            _ => false,
        };
}
