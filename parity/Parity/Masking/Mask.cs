using System.Security.Cryptography;
using System.Text;

namespace Strangler.Parity.Masking;

/// <summary>
/// What is kept of a personal text: its length, and a fingerprint so short that many texts have it. Two different
/// values look different; neither can be read back.
/// </summary>
internal static class Mask
{
    private const int FingerprintBytes = 3;

    public static string Of(string text)
    {
        if (text.Length == 0)
        {
            return "";
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.Unicode.GetBytes(text), hash);
        return $"***{text.Length}#{Convert.ToHexStringLower(hash[..FingerprintBytes])}";
    }
}
