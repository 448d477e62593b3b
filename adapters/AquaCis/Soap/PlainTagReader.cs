using System.Buffers;

namespace Strangler.AquaCis.Soap;

/// <summary>Reads one start tag of plain XML, and keeps which namespaces are declared.</summary>
/// <param name="bytes">The whole document.</param>
/// <param name="declared">Room for the declarations in scope.</param>
/// <param name="attributes">Room for the attributes of one tag, declarations among them.</param>
internal ref struct PlainTagReader(
    ReadOnlySpan<byte> bytes, Span<PlainAttribute> declared, Span<PlainAttribute> attributes)
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:"u8);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Span<PlainAttribute> _declared = declared;
    private readonly Span<PlainAttribute> _attributes = attributes;
    private int _count;
    private int _declarations;

    /// <summary>How many declarations are in scope; setting it forgets the last ones.</summary>
    public int Declared { get; set; }

    /// <summary>As written.</summary>
    public Range Name { get; private set; }

    public Range LocalName { get; private set; }

    public Range Namespace { get; private set; }

    public readonly bool HasAttributes => _count > _declarations;

    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public readonly ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        foreach (PlainAttribute attribute in _attributes[.._count])
        {
            if (_bytes[attribute.Name].SequenceEqual(name))
            {
                return _bytes[attribute.Value];
            }
        }

        return default;
    }

    /// <param name="position">Where its bracket stands; behind the tag afterwards.</param>
    public PlainTag Read(ref int position)
    {
        (_count, _declarations) = (0, 0);
        position++;
        if (!TryReadName(ref position, out Range name, out Range local))
        {
            return PlainTag.Unusual;
        }

        (Name, LocalName) = (name, local);
        PlainTag tag = ReadAttributes(ref position);
        if (tag == PlainTag.Unusual || !TryResolve(name, local, out Range ns))
        {
            return PlainTag.Unusual;
        }

        Namespace = ns;
        return ArePrefixesDeclared() ? tag : PlainTag.Unusual;
    }

    private PlainTag ReadAttributes(ref int position)
    {
        while (true)
        {
            int blanks = _bytes[position..].IndexOfAnyExcept(" \t\r\n"u8);
            if (blanks < 0)
            {
                return PlainTag.Unusual;
            }

            position += blanks;
            switch (_bytes[position..])
            {
                case [(byte)'>', ..]:
                    position++;
                    return PlainTag.Start;
                case [(byte)'/', (byte)'>', ..]:
                    position += 2;
                    return PlainTag.Empty;
            }

            if (blanks == 0 || _count == _attributes.Length || !TryReadAttribute(ref position))
            {
                return PlainTag.Unusual;
            }
        }
    }

    private bool TryReadAttribute(ref int position)
    {
        if (!TryReadName(ref position, out Range name, out Range local)
            || _bytes[position..] is not [(byte)'=', (byte)'"' or (byte)'\'', ..])
        {
            return false;
        }

        int start = position + 2;
        int length = _bytes[start..].IndexOf(_bytes[position + 1]);
        if (length < 0 || _bytes.Slice(start, length).ContainsAny("<\t\r\n"u8) || IsTaken(local))
        {
            return false;
        }

        PlainAttribute attribute = new(name, local, start..(start + length));
        _attributes[_count++] = attribute;
        position = start + length + 1;
        return !_bytes[name].StartsWith("xml"u8) || TryDeclare(attribute);
    }

    /// <summary>Two of one local name may still differ in their namespaces; that is unusual enough.</summary>
    private readonly bool IsTaken(Range local)
    {
        foreach (PlainAttribute other in _attributes[.._count])
        {
            if (_bytes[other.LocalName].SequenceEqual(_bytes[local]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False for what is reserved, for a prefix that is undone, and for more than there is room for.</summary>
    private bool TryDeclare(PlainAttribute attribute)
    {
        ReadOnlySpan<byte> name = _bytes[attribute.Name];
        ReadOnlySpan<byte> value = _bytes[attribute.Value];
        bool isDefault = name.SequenceEqual("xmlns"u8);
        if (Declared == _declared.Length || (!isDefault && !name.StartsWith("xmlns:"u8))
            || (!isDefault && (value.IsEmpty || _bytes[attribute.LocalName].StartsWith("xml"u8)))
            || value.StartsWith("http://www.w3.org/XML/"u8) || value.StartsWith("http://www.w3.org/2000/xmlns"u8))
        {
            return false;
        }

        Range prefix = isDefault ? attribute.Name.End..attribute.Name.End : attribute.LocalName;
        _declared[Declared++] = attribute with { LocalName = prefix };
        _declarations++;
        return true;
    }

    private readonly bool ArePrefixesDeclared()
    {
        foreach (PlainAttribute attribute in HasAttributes ? _attributes[.._count] : default)
        {
            if (!attribute.Name.Equals(attribute.LocalName) && !_bytes[attribute.Name].StartsWith("xmlns:"u8)
                && !TryResolve(attribute.Name, attribute.LocalName, out _))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool TryResolve(Range name, Range local, out Range ns)
    {
        int start = name.Start.Value;
        ReadOnlySpan<byte> prefix = _bytes[start..Math.Max(start, local.Start.Value - 1)];
        for (int i = Declared - 1; i >= 0; i--)
        {
            if (_bytes[_declared[i].LocalName].SequenceEqual(prefix))
            {
                ns = _declared[i].Value;
                return true;
            }
        }

        ns = default;
        return prefix.IsEmpty;
    }

    /// <summary>Leaves the position behind the name.</summary>
    private readonly bool TryReadName(ref int position, out Range name, out Range local)
    {
        int start = position;
        int length = _bytes[start..].IndexOfAnyExcept(NameBytes);
        position = start + Math.Max(length, 0);
        int colon = _bytes[start..position].IndexOf((byte)':');
        (name, local) = (start..position, (start + colon + 1)..position);
        return length > 0 && StartsName(_bytes[start]) && colon < length - 1 && StartsName(_bytes[start + colon + 1])
            && !_bytes[local].Contains((byte)':');
    }

    private static bool StartsName(byte value) => char.IsAsciiLetter((char)value) || value == (byte)'_';
}
