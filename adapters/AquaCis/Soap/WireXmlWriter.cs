using System.Buffers;
using System.Text;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Writes XML as CXF does: UTF-8, no declaration, no white space, <c>&lt;x/&gt;</c> without a blank, angle brackets
/// escaped. Existing consumers read it with regular expressions, so the form is part of the contract (WIRE-FACTS 2,
/// 8, 10). A character that XML forbids becomes U+FFFD.
/// </summary>
internal sealed class WireXmlWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "<>&\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010"
        + "\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF\r");

    private bool _startTagOpen;

    /// <summary>Opens an element; closed with nothing written in between it becomes an empty tag.</summary>
    public void StartTag(string name)
    {
        CloseStartTag();
        output.Write("<"u8);
        Put(name);
        _startTagOpen = true;
    }

    /// <summary>Declares a namespace on the element just opened.</summary>
    public void Namespace(string prefix, string ns)
    {
        output.Write(" xmlns:"u8);
        Put(prefix);
        output.Write("=\""u8);
        Put(ns);
        output.Write("\""u8);
    }

    public void EndTag(string name)
    {
        if (_startTagOpen)
        {
            _startTagOpen = false;
            output.Write("/>"u8);
            return;
        }

        output.Write("</"u8);
        Put(name);
        output.Write(">"u8);
    }

    /// <summary>Nothing to say, said aloud. It carries its own declaration: consumers look for that text.</summary>
    public void NilTag(string name)
    {
        StartTag(name);
        output.Write(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\""u8);
        EndTag(name);
    }

    public void Leaf(string name, string text)
    {
        StartTag(name);
        Text(text);
        EndTag(name);
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
            output.Write(Escape(text[special]));
            text = text[(special + 1)..];
        }

        Put(text);
    }

    /// <summary>Markup written elsewhere.</summary>
    public void Raw(ReadOnlySpan<byte> utf8)
    {
        CloseStartTag();
        output.Write(utf8);
    }

    private void CloseStartTag()
    {
        if (_startTagOpen)
        {
            _startTagOpen = false;
            output.Write(">"u8);
        }
    }

    private void Put(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);

    private static ReadOnlySpan<byte> Escape(char special) => special switch
    {
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '&' => "&amp;"u8,
        '\r' => "&#13;"u8,
        _ => "\uFFFD"u8,
    };
}
