using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>Whom it is for, and what it is about in one figure.</summary>
internal static class PrintedParties
{
    private const decimal Height = 72;
    private const decimal LeftRoom = 340;
    private const decimal Gap = 8;

    public static void Draw(PrintSheet sheet, PrintedDocument document, PrintFacts facts)
    {
        PdfDrawing drawing = sheet.Drawing;
        decimal bottom = sheet.Top - Height;
        drawing.Frame(PrintSheet.Left, bottom, LeftRoom, Height, sheet.Colour.Tint(0.4m));
        Receiver(sheet, document);
        decimal left = PrintSheet.Left + LeftRoom + Gap;
        decimal room = PrintSheet.Right - left;
        drawing.Box(left, bottom, room, Height, sheet.Colour.Tint(0.1m));
        Figure(sheet, document, facts, left + 10, room - 20);
        sheet.Top = bottom - Gap;
    }

    private static void Receiver(PrintSheet sheet, PrintedDocument document)
    {
        PdfDrawing drawing = sheet.Drawing;
        decimal left = PrintSheet.Left + 8;
        const decimal Wide = LeftRoom - 16;
        drawing.Text(
            left, sheet.Top - 12, Wide, "RECEPTOR", new PdfText(7, PdfFont.Bold, sheet.Colour));
        drawing.Paragraph(
            left, sheet.Top - 25, Wide, document.Receiver["Nombre"] ?? "", new PdfText(10, PdfFont.Bold), 11, 2);
        bool isLong = PdfDrawing.LinesOf(
            document.Receiver["Nombre"] ?? "", Wide, new PdfText(10, PdfFont.Bold)) > 1;
        decimal next = sheet.Top - (isLong ? 47 : 39);
        PdfText text = new(8);
        drawing.Text(
            left, next, Wide,
            $"RFC {document.Receiver["Rfc"]}   Domicilio fiscal C.P. " + document.Receiver["DomicilioFiscalReceptor"],
            text);
        drawing.Text(
            left, next - 10.5m, Wide,
            "Régimen fiscal " + SatTexts.Said("regime", document.Receiver["RegimenFiscalReceptor"]), text);
        if (!isLong || next - 21 > sheet.Top - Height)
        {
            drawing.Text(
                left, next - 21 + (isLong ? 1 : 0), Wide,
                "Uso del CFDI " + SatTexts.Said("use", document.Receiver["UsoCFDI"]), text);
        }
    }

    private static void Figure(
        PrintSheet sheet, PrintedDocument document, PrintFacts facts, decimal left, decimal room)
    {
        PdfDrawing drawing = sheet.Drawing;
        bool isDebt = document.IsIncome && facts.Payment is not null && facts.Payment.Owed.Centavos > 0;
        string label = document.Payments is not null ? "IMPORTE PAGADO"
            : isDebt ? "TOTAL A PAGAR"
            : document.IsIncome ? "TOTAL" : "IMPORTE ACREDITADO";
        string amount = isDebt
            ? PrintedDocument.Amount(facts.Payment!.Owed.ToString())
            : PrintedDocument.Amount(document.Total);
        drawing.Text(
            left, sheet.Top - 14, room, label, new PdfText(8, PdfFont.Bold, sheet.Colour), PdfAlignment.Centre);
        drawing.Text(
            left, sheet.Top - 39, room, amount, new PdfText(24, PdfFont.Bold, sheet.Colour), PdfAlignment.Centre);
        if (isDebt)
        {
            drawing.Text(
                left, sheet.Top - 54, room, $"Pague antes del {SpanishDate.Day(facts.Payment!.Due)}",
                new PdfText(10, PdfFont.Bold), PdfAlignment.Centre);
        }

        if (facts.Contract is { } contract)
        {
            drawing.Text(
                left, sheet.Top - (isDebt ? 66 : 56), room, $"Contrato {contract}",
                new PdfText(isDebt ? 8 : 10, PdfFont.Bold, PrintSheet.Grey), PdfAlignment.Centre);
        }
    }
}
