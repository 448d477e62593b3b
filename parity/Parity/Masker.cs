using System.Globalization;
using System.Text;
using System.Xml;
using Strangler.Parity.Masking;
using Strangler.Parity.Reading;

namespace Strangler.Parity;

/// <summary>
/// Masks a whole request or answer, so that it may be kept as evidence: names, tax ids, addresses and the like by its
/// shape, whatever the shape does not know, and everything in the Header, where callers put their passwords.
/// </summary>
public static class Masker
{
    /// <param name="shape">The operation's request or response element.</param>
    /// <param name="limit">Characters kept.</param>
    public static string Mask(Observed sent, AnswerShape shape, int limit)
    {
        if (sent.Body.Length > Judge.BodyLimit)
        {
            return Describe(sent, "too long to be kept");
        }

        StringBuilder masked = new();
        try
        {
            using XmlReader xml = NameTables.Open(DecodedBody.Of(sent.Body.Span, sent.ContentType).Text);
            using XmlWriter writer = XmlWriter.Create(masked, Settings);
            new MaskedCopy(xml, writer, shape).Write(() => masked.Length > limit);
        }
        catch (XmlException)
        {
            NameTables.Forget();
            return Describe(sent, "not well-formed XML");
        }

        string text = masked.ToString();
        return text.Length > limit ? $"{Cut.To(text, limit)}…" : text;
    }

    private static readonly XmlWriterSettings Settings =
        new() { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, CheckCharacters = false };

    private static string Describe(Observed sent, string why) =>
        string.Create(CultureInfo.InvariantCulture, $"({sent.Body.Length} bytes, {why})");
}
