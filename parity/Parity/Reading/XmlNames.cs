namespace Strangler.Parity.Reading;

/// <summary>Names every XML reader knows.</summary>
internal static class XmlNames
{
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Declarations = "http://www.w3.org/2000/xmlns/";
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    /// <summary>White space as XML counts it; a no-break blank is text.</summary>
    public const string Blanks = " \t\r\n";

    public static bool IsBlank(string text) => !text.AsSpan().ContainsAnyExcept(Blanks);
}
