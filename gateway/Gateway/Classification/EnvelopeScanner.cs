namespace Strangler.Gateway.Classification;

/// <summary>
/// Finds the first child of Body in the first bytes of an envelope, in UTF-8 or any encoding that keeps ASCII (so
/// ISO-8859-1 too). It allocates nothing and reads each byte once: every pass-through request goes through it. It
/// judges only what it must pass to get there; whatever follows is legacy's to judge.
/// </summary>
internal static class EnvelopeScanner
{
    private const int NamespacesKept = 64;

    private static ReadOnlySpan<byte> Soap11 => "http://schemas.xmlsoap.org/soap/envelope/"u8;

    private static ReadOnlySpan<byte> Soap12 => "http://www.w3.org/2003/05/soap-envelope"u8;

    public static EnvelopeScan Scan(ReadOnlySpan<byte> bytes)
    {
        Span<NamespaceDeclaration> kept = stackalloc NamespaceDeclaration[NamespacesKept];
        XmlTagReader tags = new(bytes, kept);
        ScanStatus opened = OpenEnvelope(ref tags, out bool empty);
        if (opened != ScanStatus.Found)
        {
            return new EnvelopeScan(opened);
        }

        ScanStatus body = empty ? ScanStatus.NoBody : OpenBody(ref tags);
        return body == ScanStatus.Found ? FirstChild(ref tags) : new EnvelopeScan(body);
    }

    private static ScanStatus OpenEnvelope(ref XmlTagReader tags, out bool empty)
    {
        empty = false;
        TagKind kind = tags.Next(insideRoot: false);
        if (kind is not (TagKind.Start or TagKind.Empty))
        {
            return Failed(kind, ScanStatus.NotXml);
        }

        empty = kind == TagKind.Empty;
        if (!tags.TryResolve(out ReadOnlySpan<byte> ns))
        {
            return ScanStatus.NotXml;
        }

        return !tags.LocalName.SequenceEqual("Envelope"u8) ? ScanStatus.NotSoap
            : ns.SequenceEqual(Soap11) ? ScanStatus.Found
            : ns.SequenceEqual(Soap12) ? ScanStatus.Soap12
            : ScanStatus.NotSoap;
    }

    private static ScanStatus OpenBody(ref XmlTagReader tags)
    {
        while (true)
        {
            tags.Mark();
            TagKind kind = tags.Next(insideRoot: true);
            if (kind is not (TagKind.Start or TagKind.Empty))
            {
                return Failed(kind, ScanStatus.NoBody);
            }

            if (!tags.TryResolve(out ReadOnlySpan<byte> ns))
            {
                return ScanStatus.NotXml;
            }

            if (tags.LocalName.SequenceEqual("Body"u8) && ns.SequenceEqual(Soap11))
            {
                return kind == TagKind.Empty ? ScanStatus.EmptyBody : ScanStatus.Found;
            }

            if (kind == TagKind.Start && SkipToEnd(ref tags) is var skipped and not TagKind.End)
            {
                return Failed(skipped, ScanStatus.NotXml);
            }

            tags.Release();
        }
    }

    private static EnvelopeScan FirstChild(ref XmlTagReader tags)
    {
        TagKind kind = tags.Next(insideRoot: true);
        if (kind is not (TagKind.Start or TagKind.Empty))
        {
            return new EnvelopeScan(Failed(kind, ScanStatus.EmptyBody));
        }

        return tags.TryResolve(out Range ns)
            ? new EnvelopeScan(ScanStatus.Found, ns, tags.LocalNameRange)
            : new EnvelopeScan(ScanStatus.NotXml);
    }

    /// <summary>Passes over the element just opened, a header for instance, by counting tags.</summary>
    private static TagKind SkipToEnd(ref XmlTagReader tags)
    {
        int depth = 1;
        tags.KeepsNamespaces = false;
        while (depth > 0)
        {
            TagKind kind = tags.Next(insideRoot: true);
            switch (kind)
            {
                case TagKind.Start:
                    depth++;
                    break;
                case TagKind.End:
                    depth--;
                    break;
                case TagKind.Empty:
                    break;
                default:
                    return kind;
            }
        }

        tags.KeepsNamespaces = true;
        return TagKind.End;
    }

    private static ScanStatus Failed(TagKind kind, ScanStatus atEnd) => kind switch
    {
        TagKind.NeedMore => ScanStatus.NeedMore,
        TagKind.Dtd => ScanStatus.Dtd,
        TagKind.End => atEnd,
        _ => ScanStatus.NotXml,
    };
}
