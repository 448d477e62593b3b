namespace Strangler.Gateway.Classification;

/// <summary>Reads tag after tag of XML bytes, passing over text, comments, CDATA and processing instructions.</summary>
internal ref struct XmlTagReader(ReadOnlySpan<byte> bytes, Span<NamespaceDeclaration> kept)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly Span<NamespaceDeclaration> _kept = kept;
    private int _position;
    private int _keptCount;
    private int _mark;
    private int _name;
    private int _nameEnd;

    /// <summary>Off inside an element that is only passed over.</summary>
    public bool KeepsNamespaces { get; set; } = true;

    /// <summary>Of the tag read last, its prefix taken off.</summary>
    public readonly ReadOnlySpan<byte> LocalName => _bytes[LocalNameRange];

    public readonly Range LocalNameRange => (_name + _bytes[_name.._nameEnd].IndexOf((byte)':') + 1).._nameEnd;

    /// <summary>Remembers which declarations are in scope.</summary>
    public void Mark() => _mark = _keptCount;

    /// <summary>Forgets the declarations made since the mark.</summary>
    public void Release() => _keptCount = _mark;

    /// <param name="insideRoot">Outside the root only white space may stand between tags.</param>
    public TagKind Next(bool insideRoot)
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _bytes[_position..];
            int tag = rest.IndexOf((byte)'<');
            if (!insideRoot && !IsBlank(tag < 0 ? rest : rest[..tag]))
            {
                return TagKind.Malformed;
            }

            if (tag < 0 || tag + 1 >= rest.Length)
            {
                return TagKind.NeedMore;
            }

            _position += tag;
            switch (_bytes[_position + 1])
            {
                case (byte)'?':
                    if (!SkipPast("?>"u8))
                    {
                        return TagKind.NeedMore;
                    }

                    break;
                case (byte)'!':
                    if (SkipDeclaration(insideRoot) is { } stopped)
                    {
                        return stopped;
                    }

                    break;
                case (byte)'/':
                    return SkipPast(">"u8) ? TagKind.End : TagKind.NeedMore;
                default:
                    return ReadStartTag();
            }
        }
    }

    /// <summary>The namespace of the tag read last; false where its prefix is not declared.</summary>
    public readonly bool TryResolve(out ReadOnlySpan<byte> ns)
    {
        bool found = TryResolve(out Range range);
        ns = _bytes[range];
        return found;
    }

    public readonly bool TryResolve(out Range ns)
    {
        ReadOnlySpan<byte> name = _bytes[_name.._nameEnd];
        ReadOnlySpan<byte> prefix = name[..Math.Max(name.IndexOf((byte)':'), 0)];
        for (int i = _keptCount - 1; i >= 0; i--)
        {
            NamespaceDeclaration declared = _kept[i];
            if (_bytes.Slice(declared.Prefix, declared.PrefixLength).SequenceEqual(prefix))
            {
                ns = declared.Value..(declared.Value + declared.ValueLength);
                return true;
            }
        }

        ns = 0..0;
        return prefix.IsEmpty;
    }

    private TagKind? SkipDeclaration(bool insideRoot)
    {
        ReadOnlySpan<byte> rest = _bytes[_position..];
        if (StartsLike(rest, "<!--"u8))
        {
            // Past the opening first: "<!-->" does not close itself.
            return rest.Length < 4 || !SkipPast("-->"u8, 4) ? TagKind.NeedMore : null;
        }

        if (insideRoot && StartsLike(rest, "<![CDATA["u8))
        {
            return SkipPast("]]>"u8) ? null : TagKind.NeedMore;
        }

        return StartsLike(rest, "<!DOCTYPE"u8) ? TagKind.Dtd : TagKind.Malformed;
    }

    private TagKind ReadStartTag()
    {
        int start = _position + 1;
        int end = start;
        while (end < _bytes.Length && !EndsName(_bytes[end]))
        {
            end++;
        }

        if (end == start || !StartsName(_bytes[start]))
        {
            return TagKind.Malformed;
        }

        (_name, _nameEnd) = (start, end);
        _position = end;
        return ReadAttributes();
    }

    private TagKind ReadAttributes()
    {
        while (true)
        {
            SkipBlanks();
            if (_position >= _bytes.Length)
            {
                return TagKind.NeedMore;
            }

            switch (_bytes[_position])
            {
                case (byte)'>':
                    _position++;
                    return TagKind.Start;
                case (byte)'/':
                    return CloseEmptyTag();
                default:
                    if (ReadAttribute() is { } stopped)
                    {
                        return stopped;
                    }

                    break;
            }
        }
    }

    private TagKind CloseEmptyTag()
    {
        if (_position + 1 >= _bytes.Length)
        {
            return TagKind.NeedMore;
        }

        _position += 2;
        return _bytes[_position - 1] == (byte)'>' ? TagKind.Empty : TagKind.Malformed;
    }

    private TagKind? ReadAttribute()
    {
        int name = _position;
        while (_position < _bytes.Length && !EndsName(_bytes[_position]) && _bytes[_position] != (byte)'=')
        {
            _position++;
        }

        int nameLength = _position - name;
        SkipBlanks();
        if (_position < _bytes.Length && (nameLength == 0 || _bytes[_position] != (byte)'='))
        {
            return TagKind.Malformed;
        }

        _position++;
        SkipBlanks();
        if (_position >= _bytes.Length)
        {
            return TagKind.NeedMore;
        }

        byte quote = _bytes[_position++];
        if (quote is not ((byte)'"' or (byte)'\''))
        {
            return TagKind.Malformed;
        }

        int length = _bytes[_position..].IndexOf(quote);
        if (length < 0)
        {
            return TagKind.NeedMore;
        }

        int value = _position;
        _position += length + 1;
        return _bytes.Slice(value, length).Contains((byte)'<') || !Keep(name, nameLength, value, length)
            ? TagKind.Malformed
            : null;
    }

    /// <summary>False when an element declares more namespaces than anyone does in earnest.</summary>
    private bool Keep(int name, int nameLength, int value, int valueLength)
    {
        ReadOnlySpan<byte> attribute = _bytes.Slice(name, nameLength);
        if (!KeepsNamespaces || !attribute.StartsWith("xmlns"u8) || (nameLength > 5 && attribute[5] != (byte)':'))
        {
            return true;
        }

        if (_keptCount == _kept.Length)
        {
            return false;
        }

        int skipped = Math.Min(nameLength, 6);
        _kept[_keptCount++] = new NamespaceDeclaration(name + skipped, nameLength - skipped, value, valueLength);
        return true;
    }

    private bool SkipPast(ReadOnlySpan<byte> ending, int from = 0)
    {
        int found = _bytes[(_position + from)..].IndexOf(ending);
        if (found < 0)
        {
            return false;
        }

        _position += from + found + ending.Length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < _bytes.Length && IsBlank(_bytes[_position]))
        {
            _position++;
        }
    }

    /// <summary>True also where the bytes end before the difference could show.</summary>
    private static bool StartsLike(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected) =>
        rest.Length < expected.Length ? expected.StartsWith(rest) : rest.StartsWith(expected);

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool EndsName(byte value) => IsBlank(value) || value is (byte)'/' or (byte)'>';

    private static bool StartsName(byte value) =>
        value >= 0x80 || char.IsAsciiLetter((char)value) || value is (byte)'_' or (byte)':';
}
