using System.Buffers;
using System.Globalization;
using System.Text;

namespace Strangler.Core.Documents;

/// <summary>
/// Pages put together to a file (PDF 1.4): catalogue, page tree, two fonts, the pages, the table of where each stands.
/// The same pages give the same bytes: nothing in it tells when or where it was written.
/// </summary>
internal sealed class PdfFile
{
    private const int Catalog = 1;
    private const int Tree = 2;
    private const int FirstFont = 3;
    private const int Info = 5;
    private const int FirstPage = 6;

    private readonly ArrayBufferWriter<byte> _file = new();
    private readonly List<int> _offsets = [];

    private PdfFile()
    {
    }

    /// <param name="title">For the reader's window; any characters.</param>
    /// <param name="language">Of the text, for those who have it read to them: <c>es-MX</c>.</param>
    public static byte[] Write(string title, string language, IReadOnlyList<PdfPage> pages)
    {
        PdfFile file = new();
        file.Put("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n");
        file.Add(Catalog, $"<< /Type /Catalog /Pages {Tree} 0 R /Lang ({language}) >>");
        string kids = string.Join(' ', pages.Select((_, at) => $"{PageAt(at)} 0 R"));
        file.Add(Tree, $"<< /Type /Pages /Kids [{kids}] /Count {pages.Count} >>");
        file.AddFont(FirstFont, "Helvetica");
        file.AddFont(FirstFont + 1, "Helvetica-Bold");
        file.Add(Info, $"<< /Title <{Hex(title)}> >>");
        for (int at = 0; at < pages.Count; at++)
        {
            file.AddPage(PageAt(at), pages[at].Bytes);
        }

        file.AddTable();
        return file._file.WrittenSpan.ToArray();
    }

    private static int PageAt(int index) => FirstPage + (2 * index);

    private void AddFont(int number, string name) => Add(
        number, $"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");

    private void AddPage(int number, byte[] drawing)
    {
        Add(number, string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] "
            + $"/Contents {number + 1} 0 R "
            + $"/Resources << /Font << /F1 {FirstFont} 0 R /F2 {FirstFont + 1} 0 R >> >> >>"));
        Begin(number + 1);
        Put($"<< /Length {drawing.Length} >>\nstream\n");
        _file.Write(drawing);
        Put("\nendstream\nendobj\n");
    }

    private void Add(int number, string body)
    {
        Begin(number);
        Put($"{body}\nendobj\n");
    }

    private void Begin(int number)
    {
        if (number != _offsets.Count + 1)
        {
            throw new InvalidOperationException("The objects of a file are written in order of their numbers.");
        }

        _offsets.Add(_file.WrittenCount);
        Put($"{number} 0 obj\n");
    }

    private void AddTable()
    {
        int start = _file.WrittenCount;
        Put($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (int offset in _offsets)
        {
            Put(offset.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        }

        Put($"trailer\n<< /Size {_offsets.Count + 1} /Root {Catalog} 0 R /Info {Info} 0 R >>\n"
            + $"startxref\n{start}\n%%EOF\n");
    }

    /// <summary>UTF-16, as texts outside pages are written.</summary>
    private static string Hex(string text) =>
        "FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    private void Put(string text) => _file.Write(Encoding.Latin1.GetBytes(text));
}
