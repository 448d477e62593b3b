using System.Text;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Security;

/// <summary>Reads the token of a plain request's header, on the way to its body.</summary>
internal static class PlainTokenReader
{
    private static ReadOnlySpan<byte> Wsse =>
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"u8;

    /// <summary>
    /// Reads the header just opened, and its end; the first token counts. False at something unusual.
    /// </summary>
    public static bool TryRead(ref PlainXmlReader xml, ref UsernameToken? token)
    {
        while (xml.Next() is var tag and not PlainTag.End)
        {
            bool read = tag == PlainTag.Empty
                || (tag == PlainTag.Start
                    && (xml.Is(Wsse, "Security"u8) ? TryReadSecurity(ref xml, ref token) : xml.TrySkip()));
            if (!read)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadSecurity(ref PlainXmlReader xml, ref UsernameToken? token)
    {
        while (xml.Next() is var tag and not PlainTag.End)
        {
            if (tag == PlainTag.Unusual)
            {
                return false;
            }

            bool isToken = token is null && xml.Is(Wsse, "UsernameToken"u8);
            token = isToken && tag == PlainTag.Empty ? UsernameToken.Unusable : token;
            if (tag == PlainTag.Start && !(isToken ? TryReadToken(ref xml, out token) : xml.TrySkip()))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadToken(ref PlainXmlReader xml, out UsernameToken? token)
    {
        (string? username, string? password, string? type) = (null, null, null);
        token = null;
        while (xml.Next() is var tag and not PlainTag.End)
        {
            bool read = tag != PlainTag.Unusual;
            if (read && username is null && xml.Is(Wsse, "Username"u8))
            {
                read = PlainRequestReader.TryReadText(ref xml, tag, out username);
            }
            else if (read && password is null && xml.Is(Wsse, "Password"u8))
            {
                type = TypeOf(xml.Attribute("Type"u8));
                read = PlainRequestReader.TryReadText(ref xml, tag, out password);
            }
            else if (tag == PlainTag.Start)
            {
                read = xml.TrySkip();
            }

            if (!read)
            {
                return false;
            }
        }

        token = UsernameToken.Of(username, password, type);
        return true;
    }

    /// <summary>The usual one costs no string.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> type) =>
        type.IsEmpty || type.EndsWith("#PasswordText"u8) ? null : Encoding.UTF8.GetString(type);
}
