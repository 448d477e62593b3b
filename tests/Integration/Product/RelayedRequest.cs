using System.Text;

namespace Strangler.Tests.Integration.Product;

/// <summary>A request as it left the gateway.</summary>
internal sealed record RelayedRequest(string Path, string? SoapAction, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
