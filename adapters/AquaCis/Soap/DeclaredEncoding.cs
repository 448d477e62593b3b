using System.Net.Http.Headers;
using System.Text;

namespace Strangler.AquaCis.Soap;

/// <summary>The encoding that a Content-Type names; over HTTP it outranks what the XML says of itself.</summary>
public static class DeclaredEncoding
{
    /// <summary>
    /// Null where none is named, or none that is known here; and for UTF-16 without its byte order, which only the
    /// first bytes can tell. It refuses bytes that it cannot hold, where .NET's own would replace them.
    /// </summary>
    public static Encoding? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            || type.CharSet?.Trim('"', '\'') is not { Length: > 0 } name
            || name.Equals("utf-16", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
