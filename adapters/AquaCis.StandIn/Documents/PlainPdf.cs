using System.Globalization;
using System.Text;

namespace Strangler.AquaCis.StandIn.Documents;

/// <summary>
/// A PDF of one page of plain lines: valid, small, and the same bytes for the same lines. It stands for the documents
/// that the legacy system keeps and an extract does not.
/// </summary>
internal static class PlainPdf
{
    /// <summary>What fits on the page; further lines are left out.</summary>
    public const int LineLimit = 48;

    private const int LengthLimit = 100;

    public static byte[] Write(string title, IEnumerable<string> lines)
    {
        byte[] page = Page([title, "", .. lines]);
        using MemoryStream pdf = new();
        List<long> offsets = [];
        Put(pdf, "%PDF-1.4\n");
        AddObject(pdf, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
        AddObject(pdf, offsets, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        AddObject(pdf, offsets, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
            + "/Resources << /Font << /F1 4 0 R >> >> >>");
        AddObject(pdf, offsets, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        offsets.Add(pdf.Position);
        Put(pdf, $"5 0 obj\n<< /Length {page.Length} >>\nstream\n");
        pdf.Write(page);
        Put(pdf, "\nendstream\nendobj\n");
        AddTable(pdf, offsets);
        return pdf.ToArray();
    }

    private static byte[] Page(IEnumerable<string> lines)
    {
        StringBuilder text = new("BT /F1 11 Tf 14 TL 56 736 Td");
        foreach (string line in lines.Take(LineLimit))
        {
            text.Append(" (").Append(Escape(line)).Append(") Tj T*");
        }

        return Encoding.Latin1.GetBytes(text.Append(" ET").ToString());
    }

    private static string Escape(string line) => (line.Length > LengthLimit ? line[..LengthLimit] : line)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("(", "\\(", StringComparison.Ordinal)
        .Replace(")", "\\)", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");

    private static void AddObject(MemoryStream pdf, List<long> offsets, string body)
    {
        offsets.Add(pdf.Position);
        Put(pdf, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
    }

    private static void AddTable(MemoryStream pdf, List<long> offsets)
    {
        long start = pdf.Position;
        Put(pdf, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset =>
            Put(pdf, offset.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n"));
        Put(pdf, $"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    }

    private static void Put(MemoryStream pdf, string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
}
