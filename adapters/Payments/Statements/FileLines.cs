namespace Strangler.Payments.Statements;

/// <summary>The lines of a file as bytes, one after another: a file of any length in little memory.</summary>
internal static class FileLines
{
    /// <summary>Bytes of a line; what is longer comes cut to one more.</summary>
    public const int Longest = 2_000;

    private const int BufferSize = 1 << 16;

    /// <returns>Without line ends. Valid until the next one is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(Stream file)
    {
        byte[] buffer = new byte[BufferSize];
        byte[] line = new byte[Longest + 1];
        int length = 0;
        int count;
        while ((count = file.Read(buffer)) > 0)
        {
            int at = 0;
            while (at < count)
            {
                int end = buffer.AsSpan(at, count - at).IndexOf((byte)'\n');
                int part = end < 0 ? count - at : end;
                int kept = Math.Min(part, line.Length - length);
                buffer.AsSpan(at, kept).CopyTo(line.AsSpan(length));
                length += kept;
                at += part + 1;
                if (end >= 0)
                {
                    yield return Whole(line, length);
                    length = 0;
                }
            }
        }

        if (length > 0)
        {
            yield return Whole(line, length);
        }
    }

    private static ReadOnlyMemory<byte> Whole(byte[] line, int length) =>
        line.AsMemory(0, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
}
