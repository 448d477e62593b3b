using System.Security.Cryptography;
using System.Text;

namespace Strangler.Payments.Stp;

/// <summary>Signs orders to STP: RSA, PKCS#1, SHA-256 over the original text in UTF-8.</summary>
internal static class StpSignature
{
    public static string Sign(string original, RSA key) => Convert.ToBase64String(
        key.SignData(Encoding.UTF8.GetBytes(original), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static bool Verify(string original, string signature, RSA key) => key.VerifyData(
        Encoding.UTF8.GetBytes(original), Convert.FromBase64String(signature), HashAlgorithmName.SHA256,
        RSASignaturePadding.Pkcs1);
}
