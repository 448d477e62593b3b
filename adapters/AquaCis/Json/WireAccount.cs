using Strangler.AquaCis.Security;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Json;

/// <summary>
/// As whom JSON callers are known to AquaCIS: a WS-Security name and password in the header of every request.
/// </summary>
public sealed record WireAccount(string Username, string Password)
{
    internal void WriteTo(WireXmlWriter xml)
    {
        xml.Raw("<soap:Header>"u8);
        xml.StartTag("wsse:Security");
        xml.Namespace("wsse", UsernameToken.Namespace);
        xml.StartTag("wsse:UsernameToken");
        xml.Leaf("wsse:Username", Username);
        xml.Leaf("wsse:Password", Password);
        xml.EndTag("wsse:UsernameToken");
        xml.EndTag("wsse:Security");
        xml.Raw("</soap:Header>"u8);
    }

    public override string ToString() => Username;
}
