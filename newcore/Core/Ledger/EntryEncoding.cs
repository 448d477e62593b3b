using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>
/// The bytes an entry's hash is over. Their form is fixed for ever: numbers big-endian, texts in UTF-8 after their
/// length, accounts by code, so that renaming one in the chart shows. docs/ledger.md has the table.
/// </summary>
public static class EntryEncoding
{
    private const byte Form = 1;
    private const int FixedBytes = 1 + 4 + 8 + 8 + 4 + (5 * 4) + 8 + 4 + EntryHash.Length;
    private const int NoText = -1;

    public static EntryHash HashOf(
        EntryDraft draft, Money currentChange, long version, DateTimeOffset at, EntryHash previous)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(MostBytes(draft));
        try
        {
            int length = Write(rented, draft, currentChange, version, at, previous);
            Span<byte> hash = stackalloc byte[EntryHash.Length];
            SHA256.HashData(rented.AsSpan(0, length), hash);
            return EntryHash.From(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Write(
        Span<byte> bytes, EntryDraft draft, Money currentChange, long version, DateTimeOffset at, EntryHash previous)
    {
        Span<byte> rest = bytes;
        rest[0] = Form;
        rest = rest[1..];
        Put(ref rest, draft.Contract.Value);
        Put(ref rest, version);
        Put(ref rest, (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        Put(ref rest, draft.BookedOn.DayNumber);
        Put(ref rest, draft.Kind);
        Put(ref rest, draft.IdempotencyKey);
        Put(ref rest, draft.Document);
        Put(ref rest, draft.Actor);
        Put(ref rest, draft.Cause);
        Put(ref rest, currentChange.Centavos);
        Put(ref rest, draft.Postings.Count);
        for (int index = 0; index < draft.Postings.Count; index++)
        {
            Put(ref rest, draft.Postings[index].Account.Code);
            Put(ref rest, draft.Postings[index].Amount.Centavos);
        }

        previous.WriteTo(rest);
        return bytes.Length - rest.Length + EntryHash.Length;
    }

    private static int MostBytes(EntryDraft draft)
    {
        int letters = draft.Kind.Length + draft.IdempotencyKey.Length + (draft.Document?.Length ?? 0)
            + draft.Actor.Length + draft.Cause.Length;
        return FixedBytes + Encoding.UTF8.GetMaxByteCount(letters)
            + (draft.Postings.Count * (4 + 8 + Encoding.UTF8.GetMaxByteCount(LedgerAccount.LongestCode)));
    }

    private static void Put(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, value);
        rest = rest[sizeof(int)..];
    }

    private static void Put(ref Span<byte> rest, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(rest, value);
        rest = rest[sizeof(long)..];
    }

    private static void Put(ref Span<byte> rest, string? text)
    {
        if (text is null)
        {
            Put(ref rest, NoText);
            return;
        }

        int length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        Put(ref rest, length);
        rest = rest[length..];
    }
}
