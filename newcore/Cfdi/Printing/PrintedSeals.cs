using Strangler.Cfdi.Stamping;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>
/// What RMF 2.7.1.7 asks of a printed form: square code, UUID, both certificates, both seals, SAT's original chain,
/// when it was stamped.
/// </summary>
internal static class PrintedSeals
{
    /// <summary>Above the 2.75 cm that SAT asks.</summary>
    private const decimal CodeSide = 96;
    private const decimal Leading = 5.6m;
    private const decimal Room = PrintSheet.Room - CodeSide - 6;
    private static readonly PdfText Tiny = new(5);

    public static void Draw(PrintSheet sheet, PrintedDocument document)
    {
        if (document.Stamp is not { } stamp)
        {
            return;
        }

        (string Label, string Text)[] parts =
        [
            ("Sello digital del CFDI", stamp.DocumentSeal), ("Sello digital del SAT", stamp.Seal),
            ("Cadena original del complemento de certificación digital del SAT", stamp.OriginalString),
        ];
        decimal height = Math.Max(
            CodeSide, 42 + parts.Sum(part => 8 + (Leading * PdfDrawing.LinesOf(part.Text, Room, Tiny))));
        sheet.MakeRoom(height + 4);
        Code(sheet, document, stamp);
        decimal left = PrintSheet.Left + CodeSide + 6;
        decimal at = Facts(sheet, document, stamp, left);
        foreach ((string label, string text) in parts)
        {
            sheet.Drawing.Text(left, at, Room, label, new PdfText(6, PdfFont.Bold, sheet.Colour));
            at -= 6.2m;
            at -= Leading * sheet.Drawing.Paragraph(left, at, Room, text, Tiny, Leading);
            at -= 1.8m;
        }

        sheet.Top -= height + 4;
    }

    private static void Code(PrintSheet sheet, PrintedDocument document, FiscalStamp stamp)
    {
        string text = VerificationCode.TextOf(
            stamp.UuidText, document.Issuer["Rfc"] ?? "", document.Receiver["Rfc"] ?? "",
            document.Root["Total"] ?? "0", document.Root["Sello"] ?? "");
        sheet.Drawing.Modules(
            PrintSheet.Left - 4, sheet.Top - CodeSide, CodeSide, VerificationCode.ModulesOf(text));
    }

    private static decimal Facts(PrintSheet sheet, PrintedDocument document, FiscalStamp stamp, decimal left)
    {
        PdfText bold = new(8, PdfFont.Bold);
        PdfText plain = new(7);
        decimal top = sheet.Top;
        sheet.Drawing.Text(left, top - 9, Room, $"Folio fiscal (UUID): {stamp.UuidText}", bold);
        sheet.Drawing.Text(
            left, top - 19, Room / 2, $"Certificado del emisor: {document.Root["NoCertificado"]}", plain);
        sheet.Drawing.Text(
            left + (Room / 2), top - 19, Room / 2, $"Certificado del SAT: {stamp.CertificateNumber}", plain);
        sheet.Drawing.Text(
            left, top - 28, Room / 2, $"Fecha de certificación: {SpanishDate.Moment(stamp.StampedAt)}", plain);
        sheet.Drawing.Text(
            left + (Room / 2), top - 28, Room / 2, $"Proveedor de certificación: {stamp.ProviderRfc}", plain);
        return top - 37;
    }
}
