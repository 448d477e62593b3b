using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Writes XML as CXF does: UTF-8, no declaration, no white space, <c>&lt;x/&gt;</c> without a blank, angle brackets
/// escaped. Existing consumers read it with regular expressions, so the form is part of the contract (WIRE-FACTS 2,
/// 8, 10). A character that XML forbids becomes U+FFFD. What it has written reaches the output with
/// <see cref="Flush"/>, or when its buffer is full.
/// </summary>
internal sealed class WireXmlWriter(IBufferWriter<byte> output) : IDisposable
{
    private const int BufferSize = 4096;
    private const int LongestNumber = 32;
    private const int BytesPerChar = 3;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        "<>&\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010"
        + "\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF\r");

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _used;
    private bool _startTagOpen;

    /// <summary>Opens an element; closed with nothing written in between it becomes an empty tag.</summary>
    public void StartTag(WireTag tag)
    {
        CloseStartTag();
        Put(tag.Open);
        _startTagOpen = true;
    }

    public void StartTag(string name)
    {
        CloseStartTag();
        Put("<"u8);
        Put(name);
        _startTagOpen = true;
    }

    /// <summary>Declares a namespace on the element just opened.</summary>
    public void Namespace(string prefix, string ns)
    {
        Put(" xmlns:"u8);
        Put(prefix);
        Put("=\""u8);
        Put(ns);
        Put("\""u8);
    }

    public void EndTag(WireTag tag)
    {
        if (!CloseEmptyTag())
        {
            Put(tag.Close);
        }
    }

    public void EndTag(string name)
    {
        if (!CloseEmptyTag())
        {
            Put("</"u8);
            Put(name);
            Put(">"u8);
        }
    }

    /// <summary>Nothing to say, said aloud. It carries its own declaration: consumers look for that text.</summary>
    public void NilTag(WireTag tag)
    {
        StartTag(tag);
        Put(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\""u8);
        EndTag(tag);
    }

    public void Leaf(WireTag tag, string text)
    {
        StartTag(tag);
        Text(text);
        EndTag(tag);
    }

    public void Leaf(string name, string text)
    {
        StartTag(name);
        Text(text);
        EndTag(name);
    }

    /// <summary>A number, which needs no escaping.</summary>
    public void Leaf<T>(WireTag tag, T number, string format)
        where T : IUtf8SpanFormattable
    {
        StartTag(tag);
        CloseStartTag();
        Reserve(LongestNumber);
        if (!number.TryFormat(
            _buffer.AsSpan(_used), out int written, format, System.Globalization.CultureInfo.InvariantCulture))
        {
            throw new UnreachableException("A number has more digits than any type holds.");
        }

        _used += written;
        EndTag(tag);
    }

    /// <summary>An amount in centavos, written as pesos with two decimals.</summary>
    public void Pesos(WireTag tag, long centavos)
    {
        StartTag(tag);
        CloseStartTag();
        Reserve(LongestNumber);
        if (centavos < 0)
        {
            _buffer[_used++] = (byte)'-';
        }

        (ulong pesos, ulong cents) = Math.DivRem(centavos < 0 ? 0UL - (ulong)centavos : (ulong)centavos, 100UL);
        Utf8Formatter.TryFormat(pesos, _buffer.AsSpan(_used), out int written);
        _used += written;
        _buffer[_used++] = (byte)'.';
        _buffer[_used++] = (byte)('0' + (cents / 10));
        _buffer[_used++] = (byte)('0' + (cents % 10));
        EndTag(tag);
    }

    public void Text(ReadOnlySpan<char> text)
    {
        if (text.Length > 0)
        {
            CloseStartTag();
        }

        while (text.IndexOfAny(Special) is var special and >= 0)
        {
            Put(text[..special]);
            Put(Escape(text[special]));
            text = text[(special + 1)..];
        }

        Put(text);
    }

    /// <summary>Markup written elsewhere.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        CloseStartTag();
        Put(utf8);
    }

    public void Flush()
    {
        output.Write(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    /// <summary>Gives the buffer back; what was not flushed is lost, as after a failure it should be.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void CloseStartTag()
    {
        if (_startTagOpen)
        {
            _startTagOpen = false;
            Put(">"u8);
        }
    }

    private bool CloseEmptyTag()
    {
        if (!_startTagOpen)
        {
            return false;
        }

        _startTagOpen = false;
        Put("/>"u8);
        return true;
    }

    private void Put(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _buffer.Length - _used)
        {
            Flush();
            if (utf8.Length > _buffer.Length)
            {
                output.Write(utf8);
                return;
            }
        }

        utf8.CopyTo(_buffer.AsSpan(_used));
        _used += utf8.Length;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        if (text.Length <= _buffer.Length / BytesPerChar)
        {
            Reserve(text.Length * BytesPerChar);
            _used += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_used));
            return;
        }

        Flush();
        Encoding.UTF8.GetBytes(text, output);
    }

    private void Reserve(int bytes)
    {
        if (bytes > _buffer.Length - _used)
        {
            Flush();
        }
    }

    private static ReadOnlySpan<byte> Escape(char special) => special switch
    {
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '&' => "&amp;"u8,
        '\r' => "&#13;"u8,
        _ => "\uFFFD"u8,
    };
}
