using System.Buffers;
using System.Text.Unicode;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Reads plain XML tag after tag: UTF-8, names of ASCII letters, no references, comments, CDATA, instructions or
/// document types. What it reads it checks as XmlReader does; at anything else it stops and calls it unusual. It
/// allocates nothing.
/// </summary>
/// <param name="bytes">A whole document.</param>
/// <param name="open">Room for the open elements: so deep, and no deeper, may they lie.</param>
/// <param name="tags">Over the same bytes.</param>
internal ref struct PlainXmlReader(ReadOnlySpan<byte> bytes, Span<PlainElement> open, PlainTagReader tags)
{
    /// <summary>References, the ends of CDATA, what XML forbids, and the first byte of U+FFFE and U+FFFF.</summary>
    private static readonly SearchValues<byte> UnusualBytes = SearchValues.Create(
    [
        .. Enumerable.Range(0, ' ').Select(value => (byte)value).Except([(byte)'\t', (byte)'\n', (byte)'\r']),
        (byte)'&', (byte)']', 0xEF,
    ]);

    private static readonly byte[][] Declarations =
    [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8.ToArray(),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8.ToArray(),
        "<?xml version='1.0' encoding='UTF-8'?>"u8.ToArray(), "<?xml version='1.0' encoding='utf-8'?>"u8.ToArray(),
        "<?xml version=\"1.0\"?>"u8.ToArray(),
    ];

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Span<PlainElement> _open = open;
    private PlainTagReader _tags = tags;
    private int _depth;
    private int _position;
    private Range _text;

    /// <summary>Between the tag read last and the one before.</summary>
    public readonly ReadOnlySpan<byte> Text => _bytes[_text];

    /// <summary>Of the start tag read last.</summary>
    public readonly ReadOnlySpan<byte> LocalName => _bytes[_tags.LocalName];

    public readonly ReadOnlySpan<byte> Namespace => _bytes[_tags.Namespace];

    /// <summary>Whether the start tag read last has any, declarations aside.</summary>
    public readonly bool HasAttributes => _tags.HasAttributes;

    /// <summary>Whether the root has ended and nothing comes after it.</summary>
    public readonly bool IsAtEnd => _depth == 0 && PlainTagReader.IsBlank(_bytes[_position..]);

    /// <summary>False where nothing of it may be read.</summary>
    public bool TryOpen()
    {
        _position = _bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        foreach (byte[] declaration in Declarations)
        {
            if (_bytes[_position..].StartsWith(declaration))
            {
                _position += declaration.Length;
                break;
            }
        }

        return !_bytes[_position..].ContainsAny(UnusualBytes) && Utf8.IsValid(_bytes);
    }

    public PlainTag Next()
    {
        int length = _bytes[_position..].IndexOf((byte)'<');
        if (length < 0 || _position + length + 1 >= _bytes.Length)
        {
            return PlainTag.Unusual;
        }

        _text = _position..(_position + length);
        _position += length;
        return _bytes[_position + 1] == (byte)'/' ? ReadEndTag()
            : _depth > 0 || PlainTagReader.IsBlank(Text) ? ReadStartTag()
            : PlainTag.Unusual;
    }

    public readonly bool Is(ReadOnlySpan<byte> ns, ReadOnlySpan<byte> localName) =>
        LocalName.SequenceEqual(localName) && Namespace.SequenceEqual(ns);

    /// <summary>By its name as written; empty where the start tag read last has none.</summary>
    public readonly ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name) => _tags.Attribute(name);

    /// <summary>Passes over the element just opened; false at something unusual.</summary>
    public bool TrySkip()
    {
        for (int outside = _depth - 1; _depth > outside;)
        {
            if (Next() == PlainTag.Unusual)
            {
                return false;
            }
        }

        return true;
    }

    private PlainTag ReadStartTag()
    {
        int declaredOutside = _tags.Declared;
        PlainTag tag = _tags.Read(ref _position);
        if (tag == PlainTag.Empty)
        {
            _tags.Declared = declaredOutside;
        }
        else if (tag == PlainTag.Start)
        {
            if (_depth == _open.Length)
            {
                return PlainTag.Unusual;
            }

            _open[_depth++] = new PlainElement(_tags.Name, declaredOutside);
        }

        return tag;
    }

    private PlainTag ReadEndTag()
    {
        if (_depth == 0)
        {
            return PlainTag.Unusual;
        }

        PlainElement element = _open[_depth - 1];
        ReadOnlySpan<byte> name = _bytes[element.Name];
        ReadOnlySpan<byte> rest = _bytes[(_position + 2)..];
        int end = rest.IndexOf((byte)'>');
        if (end < name.Length || !rest.StartsWith(name) || !PlainTagReader.IsBlank(rest[name.Length..end]))
        {
            return PlainTag.Unusual;
        }

        _depth--;
        _tags.Declared = element.DeclaredOutside;
        _position += 2 + end + 1;
        return PlainTag.End;
    }
}
