using System.Runtime.InteropServices;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Reads a request, keeping only the fields its contract knows, and the token of its header. Unknown elements are
/// passed over, as JAXB does; DTDs are refused; depth and list sizes have limits.
/// </summary>
public static class SoapRequestReader
{
    internal const int DepthLimit = 32;
    internal const int ItemLimit = 10_000;

    /// <summary>Reads a request as it streams in.</summary>
    /// <param name="contentType">As HTTP gives it: its charset wins, but for a byte order mark.</param>
    /// <param name="lengthLimit">Characters.</param>
    /// <exception cref="SoapReadException">
    /// Not XML, no Body, an unknown operation, or a value its type cannot hold.
    /// </exception>
    public static ValueTask<SoapRequest> ReadAsync(
        Stream body, string? contentType, ServiceContract service, long lengthLimit, CancellationToken cancellation) =>
        XmlRequestReader.ReadAsync(body, contentType, service, lengthLimit, cancellation);

    /// <summary>
    /// Reads a request that is here already. Nearly all are plain enough for <see cref="PlainRequestReader"/>, which
    /// costs a fraction; whatever is not goes to <see cref="XmlRequestReader"/>, which decides.
    /// </summary>
    /// <exception cref="SoapReadException">As for a stream.</exception>
    public static ValueTask<SoapRequest> ReadAsync(
        ReadOnlyMemory<byte> body, string? contentType, ServiceContract service, CancellationToken cancellation) =>
        IsPlain(contentType) && PlainRequestReader.Read(body.Span, service) is { } request
            ? new(request)
            : XmlRequestReader.ReadAsync(StreamOver(body), contentType, service, body.Length, cancellation);

    /// <summary>What CXF answers to an element no operation takes.</summary>
    public static string UnknownOperation(string ns, string localName) =>
        $"Message part {{{ns}}}{localName} was not recognized.  (Does it exist in service WSDL?)";

    private static bool IsPlain(string? contentType) => contentType is null
        || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
        || contentType.Contains("utf-8", StringComparison.OrdinalIgnoreCase);

    private static MemoryStream StreamOver(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
}
