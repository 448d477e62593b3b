using System.Security.Cryptography;
using System.Text;

namespace Strangler.Payments.Calling;

/// <summary>
/// Our number of a charge where a provider takes one and refuses it twice: the reference, and eight letters of the key,
/// so that the same key gives the same number and the reference can be read off it.
/// </summary>
internal static class OrderName
{
    private const int KeyLetters = 8;
    private const int MostReference = 30;

    public static string Of(string reference, string key) =>
        $"{reference}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..KeyLetters]}";

    /// <summary>The reference of a number of ours; any other number stays what it is.</summary>
    public static string ReferenceIn(string order)
    {
        int at = order.LastIndexOf('-');
        return at is > 0 and <= MostReference && order.Length - at - 1 == KeyLetters
            && order[..at].All(char.IsAsciiDigit) && order[(at + 1)..].All(char.IsAsciiHexDigitLower)
                ? order[..at] : order;
    }
}
