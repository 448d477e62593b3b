using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Strangler.Parity.Reading;

/// <summary>A body as characters.</summary>
/// <param name="Contradiction">How the bytes are not what the Content-Type says of them; null where they are.</param>
internal readonly record struct DecodedBody(string Text, string? Contradiction)
{
    private const int DeclarationLimit = 200;

    /// <summary>
    /// In the encoding the bytes themselves show (byte order mark, pattern of zeros, declaration), else the one that is
    /// said, else UTF-8. Bytes that are not even that are read as Latin-1, so that the rest can still be compared.
    /// </summary>
    public static DecodedBody Of(ReadOnlySpan<byte> body, string? contentType)
    {
        ContentTypeHeader said = ContentTypeHeader.Parse(contentType);
        (Encoding? shown, int mark) = Shown(body);
        ReadOnlySpan<byte> bytes = body[mark..];
        Encoding? charset = said.Charset is null ? null : Find(said.Charset);
        Encoding used = shown ?? (charset is null || IsWide(charset) ? Encoding.UTF8 : charset);
        if (TryDecode(used, bytes) is not { } text)
        {
            return new DecodedBody(
                Encoding.Latin1.GetString(bytes), $"charset {said.Charset ?? "not said"}, bytes not {used.WebName}");
        }

        bool fits = said.Charset is null
            || (charset is not null && (Same(charset, used) || TryDecode(charset, bytes) == text));
        return new DecodedBody(text, fits ? null : $"charset {said.Charset}, bytes {used.WebName}");
    }

    private static (Encoding? Encoding, int Mark) Shown(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', ..] => (Encoding.BigEndianUnicode, 0),
        _ => (Declared(body[..Math.Min(body.Length, DeclarationLimit)]), 0),
    };

    /// <summary>
    /// The declaration's encoding. One of two bytes per character cannot be: the declaration was readable.
    /// </summary>
    private static Encoding? Declared(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("<?xml"u8) || start.IndexOf("?>"u8) is not (var end and > 0))
        {
            return null;
        }

        string declaration = Encoding.ASCII.GetString(start[..end]);
        int name = declaration.IndexOf("encoding", StringComparison.Ordinal);
        string[] parts = name < 0 ? [] : declaration[name..].Split('"', '\'');
        return parts.Length > 1 && Find(parts[1]) is { } found && !IsWide(found) ? found : null;
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            return FromUtf8(bytes);
        }

        try
        {
            Encoding strict = Encoding.GetEncoding(
                encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            // One of Windows' own tables: every byte means something in it.
            return encoding.GetString(bytes);
        }
    }

    private static string? FromUtf8(ReadOnlySpan<byte> bytes)
    {
        char[] characters = ArrayPool<char>.Shared.Rent(bytes.Length);
        OperationStatus status =
            Utf8.ToUtf16(bytes, characters, out _, out int written, replaceInvalidSequences: false);
        string? text = status == OperationStatus.Done ? new string(characters, 0, written) : null;
        ArrayPool<char>.Shared.Return(characters);
        return text;
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsWide(Encoding encoding) => encoding is UnicodeEncoding or UTF32Encoding;

    /// <summary>"UTF-16" means either order: the byte order mark tells.</summary>
    private static bool Same(Encoding left, Encoding right) =>
        left.CodePage == right.CodePage || (left is UnicodeEncoding && right is UnicodeEncoding);
}
