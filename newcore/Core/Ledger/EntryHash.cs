using System.Buffers.Binary;

namespace Strangler.Core.Ledger;

/// <summary>A SHA-256. All zeros stands before the first entry of a stream.</summary>
public readonly record struct EntryHash(UInt128 High, UInt128 Low)
{
    public const int Length = 32;

    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static EntryHash From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new EntryHash(
            BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]))
        : throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));

    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], Low);
    }

    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        WriteTo(bytes);
        return bytes;
    }

    public override string ToString() => $"{High:x32}{Low:x32}";
}
