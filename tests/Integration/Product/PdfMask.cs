using System.Text.RegularExpressions;

namespace Strangler.Tests.Integration.Product;

/// <summary>
/// Two PDFs of one invoice are drawn by two writers: where the rest is compared to the byte, that both are PDFs is
/// enough.
/// </summary>
internal static partial class PdfMask
{
    /// <summary>Replaces the content of each <c>pdf</c> that begins as a PDF; anything else stays as it is.</summary>
    public static string Of(string text) => Pdfs().Replace(text, "${open}PDF${end}");

    /// <summary>XML and JSON; JSON of a stack that decodes base64 where it can.</summary>
    [GeneratedRegex(
        """(?<open><pdf>)JVBERi0[A-Za-z0-9+/=]*(?<end>)|(?<open>"pdf": ?")(JVBERi0|%PDF-)(\\.|[^"\\])*(?<end>)""")]
    private static partial Regex Pdfs();
}
