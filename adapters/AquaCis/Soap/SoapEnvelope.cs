namespace Strangler.AquaCis.Soap;

/// <summary>The envelope's fixed parts.</summary>
public static class SoapEnvelope
{
    public const string Namespace = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>What every reply says it is; existing consumers send it in the same form, without a blank.</summary>
    public const string ContentType = "text/xml;charset=UTF-8";

    internal static ReadOnlySpan<byte> Open =>
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"u8;

    internal static ReadOnlySpan<byte> Close => "</soap:Body></soap:Envelope>"u8;
}
