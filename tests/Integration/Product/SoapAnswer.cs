using System.Text;

namespace Strangler.Tests.Integration.Product;

/// <summary>What came back over the wire, byte for byte.</summary>
internal sealed record SoapAnswer(int Status, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
