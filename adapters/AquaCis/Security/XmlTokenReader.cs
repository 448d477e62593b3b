using System.Xml;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Security;

/// <summary>Reads a token from a security header, in whatever form it comes.</summary>
internal static class XmlTokenReader
{
    /// <summary>Null where the reader stands on something else; leaves it on the end of the element.</summary>
    public static async ValueTask<UsernameToken?> ReadAsync(XmlReader xml)
    {
        if (!Is(xml, nameof(UsernameToken)))
        {
            return null;
        }

        (string? username, string? password, string? type) = (null, null, null);
        if (!xml.IsEmptyElement)
        {
            int depth = xml.Depth;
            await xml.ReadAsync();
            while (xml.Depth > depth)
            {
                if (username is null && Is(xml, "Username"))
                {
                    username = await ElementText.ReadAsync(xml);
                }
                else if (password is null && Is(xml, "Password"))
                {
                    type = xml.GetAttribute("Type");
                    password = await ElementText.ReadAsync(xml);
                }
                else
                {
                    await xml.SkipAsync();
                }
            }
        }

        return UsernameToken.Of(username, password, type);
    }

    private static bool Is(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element
        && xml.LocalName == name && xml.NamespaceURI == UsernameToken.Namespace;
}
