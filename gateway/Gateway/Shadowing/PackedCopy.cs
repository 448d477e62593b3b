namespace Strangler.Gateway.Shadowing;

/// <summary>
/// A packed body to be unpacked: one that breaks off is broken. The unpacking streams by themselves take its end for
/// that of the text.
/// </summary>
/// <param name="mayAskOn">
/// Whether a reader that has everything asks for more nevertheless: that of gzip does, for another member might follow.
/// </param>
internal sealed class PackedCopy(byte[] packed, bool mayAskOn) : MemoryStream(packed, writable: false)
{
    /// <exception cref="InvalidDataException">Everything has been read, and the reader needs more.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = base.Read(buffer, offset, count);
        return read > 0 || mayAskOn ? read : throw new InvalidDataException("It breaks off.");
    }
}
