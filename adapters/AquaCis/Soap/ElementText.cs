using System.Text;
using System.Xml;

namespace Strangler.AquaCis.Soap;

internal static class ElementText
{
    /// <summary>
    /// The own text of the element the reader stands on; elements inside it are passed over. Leaves the reader behind
    /// the element.
    /// </summary>
    public static string Read(XmlReader xml)
    {
        StringBuilder text = new();
        if (!xml.IsEmptyElement)
        {
            int depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    text.Append(xml.Value);
                    xml.Read();
                }
                else
                {
                    xml.Skip();
                }
            }
        }

        xml.Read();
        return text.ToString();
    }
}
