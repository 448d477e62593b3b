using System.Buffers;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Reads a request, keeping only the fields its contract knows, and the token of its header. Unknown elements are
/// passed over, as JAXB does; DTDs are refused; depth and list sizes have limits. Nearly all requests are plain enough
/// for <see cref="PlainRequestReader"/>; whatever is not goes to <see cref="XmlRequestReader"/>, which decides.
/// </summary>
public static class SoapRequestReader
{
    internal const int DepthLimit = 32;
    internal const int ItemLimit = 10_000;
    private const int FirstRead = 4096;
    private const string Charset = "charset";

    /// <param name="body">The whole of it.</param>
    /// <param name="contentType">As HTTP gives it: its charset wins, but for a byte order mark.</param>
    /// <param name="service">Whose operations it may ask for.</param>
    /// <exception cref="SoapReadException">
    /// Not XML, no Body, an unknown operation, or a value its type cannot hold.
    /// </exception>
    public static SoapRequest Read(ReadOnlyMemory<byte> body, string? contentType, ServiceContract service) =>
        (MayBePlain(contentType) ? PlainRequestReader.Read(body.Span, service) : null)
        ?? XmlRequestReader.Read(body, contentType, service);

    /// <summary>Reads a body to its end first.</summary>
    /// <param name="contentType">As HTTP gives it.</param>
    /// <param name="lengthLimit">Bytes; a longer one is refused.</param>
    /// <exception cref="SoapReadException">As for <see cref="Read"/>, or the body is too long.</exception>
    public static async ValueTask<SoapRequest> ReadAsync(
        Stream body, string? contentType, ServiceContract service, long lengthLimit, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
        try
        {
            int length = 0;
            while (await body.ReadAsync(buffer.AsMemory(length), cancellation) is var read and > 0)
            {
                length += read;
                if (length > lengthLimit)
                {
                    throw new SoapReadException($"The request is longer than {lengthLimit} bytes.");
                }

                buffer = length == buffer.Length ? Doubled(buffer) : buffer;
            }

            return Read(buffer.AsMemory(0, length), contentType, service);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What CXF answers to an element no operation takes.</summary>
    public static string UnknownOperation(string ns, string localName) =>
        $"Message part {{{ns}}}{localName} was not recognized.  (Does it exist in service WSDL?)";

    /// <summary>In UTF-8, or in what the XML itself says: what consumers send, without parsing it.</summary>
    private static bool MayBePlain(string? contentType) =>
        contentType?.IndexOf(Charset, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at)
        || contentType.AsSpan(at + Charset.Length).Equals("=utf-8", StringComparison.OrdinalIgnoreCase);

    private static byte[] Doubled(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
