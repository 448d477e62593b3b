using System.Security.Cryptography;
using System.Text;

namespace Strangler.Payments.Reading;

/// <summary>A secret that callers show; how long a comparison takes says nothing of it, not even its length.</summary>
internal sealed class Secret
{
    private const int Shortest = 16;
    private const int Longest = 1000;

    private readonly byte[] _hash;

    /// <exception cref="FormatException">It is too short to be one.</exception>
    public Secret(string text)
    {
        if (text.Length is < Shortest or > Longest)
        {
            throw new FormatException($"A secret of webhooks has {Shortest} to {Longest} characters.");
        }

        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    public bool Is(string? shown) => shown is { Length: > 0 and <= 2 * Longest }
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), _hash);

    /// <summary>Of HTTP Basic.</summary>
    public static Secret Basic(string user, string password) => new(
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public override string ToString() => "secret";
}
