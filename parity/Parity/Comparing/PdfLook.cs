using System.Text;
using System.Text.RegularExpressions;

namespace Strangler.Parity.Comparing;

/// <summary>
/// What two renderings of one document must have in common: two programs never write the same bytes, nor the same page.
/// </summary>
/// <param name="Pages">At least 1.</param>
/// <param name="Length">Bytes.</param>
internal readonly partial record struct PdfLook(int Pages, int Length)
{
    private const string Start = "%PDF-";

    /// <summary>
    /// Null for what is no PDF in base64, and for one whose pages are packed away and cannot be counted.
    /// </summary>
    public static PdfLook? Of(string text)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out int length))
        {
            return null;
        }

        string content = Encoding.Latin1.GetString(bytes, 0, length);
        int pages = content.StartsWith(Start, StringComparison.Ordinal) ? Page().Count(content) : 0;
        return pages == 0 ? null : new PdfLook(pages, length);
    }

    public override string ToString() => $"PDF, pages: {Pages}, bytes: {Length}";

    /// <summary>A page object; the tree of pages is of the type Pages.</summary>
    [GeneratedRegex(@"/Type\s*/Page(?![A-Za-z])")]
    private static partial Regex Page();
}
