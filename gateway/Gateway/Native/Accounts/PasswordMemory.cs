using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Strangler.AquaCis.Security;
using Strangler.Core.Accounts;

namespace Strangler.Gateway.Native.Accounts;

/// <summary>
/// What passwords turned out to be, for a while: kept by a keyed hash over name, password and the account's own hash,
/// so that no password is kept and a changed account is another question. The key never leaves the process.
/// </summary>
internal sealed class PasswordMemory(TimeProvider clock, TimeSpan kept)
{
    /// <summary>More than could be checked while one is kept; beyond it everything is forgotten.</summary>
    public const int EntryLimit = 20_000;

    private const int LongestText = UsernameToken.LengthLimit * 3;
    private const int LongestHash = 256;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    private readonly ConcurrentDictionary<UInt128, Entry> _entries = new();

    public bool? Recall(UInt128 question)
    {
        if (!_entries.TryGetValue(question, out Entry known))
        {
            return null;
        }

        if (clock.GetElapsedTime(known.Since) < kept)
        {
            return known.Right;
        }

        _entries.TryRemove(question, out _);
        return null;
    }

    public void Remember(UInt128 question, bool right)
    {
        if (_entries.Count >= EntryLimit)
        {
            _entries.Clear();
        }

        _entries[question] = new Entry(right, clock.GetTimestamp());
    }

    /// <summary>The first half of the keyed hash.</summary>
    /// <param name="previous">The account's password before this one, while it is good.</param>
    public UInt128 Question(UsernameToken token, Account? account, PasswordHash? previous = null)
    {
        Span<byte> text = stackalloc byte[(2 * LongestText) + 2 + (4 * LongestHash)];
        int length = Append(token.Username, text);
        length += Append(token.Password, text[length..]);
        if (account is not null)
        {
            length += Append(account.Password.Salt.Span, text[length..]);
            length += Append(account.Password.Hash.Span, text[length..]);
        }

        if (previous is not null)
        {
            length += Append(previous.Salt.Span, text[length..]);
            length += Append(previous.Hash.Span, text[length..]);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, text[..length], hash);
        CryptographicOperations.ZeroMemory(text);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>With a zero behind it, which no XML text holds: so no two pairs are one text.</summary>
    private static int Append(string text, Span<byte> target)
    {
        int length = Encoding.UTF8.GetBytes(text, target);
        target[length] = 0;
        return length + 1;
    }

    private static int Append(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        bytes[..Math.Min(bytes.Length, LongestHash)].CopyTo(target);
        return Math.Min(bytes.Length, LongestHash);
    }

    private readonly record struct Entry(bool Right, long Since);
}
