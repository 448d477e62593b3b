namespace Strangler.Gateway.Classification;

internal enum ScanStatus
{
    /// <summary>The first child of Body is known.</summary>
    Found,

    /// <summary>Nothing wrong so far, but the bytes end before the first child of Body.</summary>
    NeedMore,

    /// <summary>No XML parser would take it.</summary>
    NotXml,

    /// <summary>A document type declaration: refused, for entities can grow without bound and read files.</summary>
    Dtd,

    /// <summary>XML, but no SOAP envelope.</summary>
    NotSoap,

    /// <summary>A SOAP 1.2 envelope; AquaCIS speaks 1.1.</summary>
    Soap12,

    NoBody,

    EmptyBody,
}
