using System.Xml.Linq;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>What a caller got.</summary>
internal sealed record Answered(int Status, string ContentType, string Body)
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>The fault's code and text; fails where the answer is no fault in the legacy shape.</summary>
    public (string Code, string Text) Fault()
    {
        Assert.Equal("text/xml; charset=UTF-8", ContentType.Replace(";charset", "; charset", StringComparison.Ordinal));
        Assert.Contains("<faultstring>", Body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        XElement fault = XDocument.Parse(Body).Root!.Element(Soap + "Body")!.Element(Soap + "Fault")!;
        return (fault.Element("faultcode")!.Value, fault.Element("faultstring")!.Value);
    }
}
