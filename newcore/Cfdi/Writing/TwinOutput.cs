using System.Buffers;

namespace Strangler.Cfdi.Writing;

/// <summary>
/// XML and the original chain (cadena original), written side by side. The chain is <c>||value|value||</c> with white
/// space collapsed as the official style sheet does it; the XML holds the same text, only escaped.
/// </summary>
internal sealed class TwinOutput
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"\t\r\n");

    public ByteBuffer Xml { get; } = new();

    public ByteBuffer Chain { get; } = new();

    public void Clear()
    {
        Xml.Clear();
        Chain.Clear();
    }

    /// <param name="name">With what is around it, to the opening quote: <c> Rfc="</c>.</param>
    /// <param name="value">Null is left out.</param>
    public void Attribute(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            return;
        }

        Xml.Add(name);
        Chain.Add((byte)'|');
        if (IsPlain(value))
        {
            int start = Xml.Length;
            Xml.Add(value);
            Chain.Add(Xml.Since(start));
        }
        else
        {
            AddCollapsed(value);
        }

        Xml.Add((byte)'"');
    }

    public void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ascii)
    {
        Xml.Add(name);
        Xml.Add(ascii);
        Xml.Add((byte)'"');
        Chain.Add((byte)'|');
        Chain.Add(ascii);
    }

    public void Attribute(ReadOnlySpan<byte> name, decimal value)
    {
        XmlOnly(name, value);
        ChainOnly(value);
    }

    public void Attribute(ReadOnlySpan<byte> name, int value)
    {
        Xml.Add(name);
        int start = Xml.Length;
        Xml.Add(value);
        AddToChain(start);
    }

    public void Attribute(ReadOnlySpan<byte> name, DateTime value)
    {
        Xml.Add(name);
        int start = Xml.Length;
        Xml.Add(value);
        AddToChain(start);
    }

    public void XmlOnly(ReadOnlySpan<byte> name, decimal value)
    {
        Xml.Add(name);
        Xml.Add(value);
        Xml.Add((byte)'"');
    }

    public void ChainOnly(decimal value)
    {
        Chain.Add((byte)'|');
        Chain.Add(value);
    }

    private static bool IsPlain(ReadOnlySpan<char> value) =>
        !value.ContainsAny(Special) && !value.StartsWith(' ') && !value.EndsWith(' ')
        && !value.Contains("  ", StringComparison.Ordinal);

    private void AddToChain(int start)
    {
        Chain.Add((byte)'|');
        Chain.Add(Xml.Since(start));
        Xml.Add((byte)'"');
    }

    private void AddCollapsed(ReadOnlySpan<char> value)
    {
        bool first = true;
        foreach (Range word in value.SplitAny(" \t\r\n"))
        {
            ReadOnlySpan<char> letters = value[word];
            if (letters.IsEmpty)
            {
                continue;
            }

            if (!first)
            {
                Xml.Add((byte)' ');
                Chain.Add((byte)' ');
            }

            first = false;
            Chain.Add(letters);
            AddEscaped(letters);
        }
    }

    private void AddEscaped(ReadOnlySpan<char> letters)
    {
        int at;
        while ((at = letters.IndexOfAny(Special)) >= 0)
        {
            Xml.Add(letters[..at]);
            Xml.Add(letters[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                _ => "&quot;"u8,
            });
            letters = letters[(at + 1)..];
        }

        Xml.Add(letters);
    }
}
