using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>The foot of a bill, to be shown at a till: what is owed, and codes of reference and payment.</summary>
internal static class PaymentStrip
{
    private const decimal Height = 78;
    private const decimal Module = 0.85m;
    private const decimal BarHeight = 30;

    public static void Draw(PrintSheet sheet, PrintedDocument document, PrintFacts facts)
    {
        if (!document.IsIncome || facts.Payment is not { } debt || debt.Owed.Centavos <= 0)
        {
            return;
        }

        sheet.MakeRoom(Height);
        decimal top = PrintSheet.Bottom + Height;
        PdfDrawing drawing = sheet.Drawing;
        drawing.Line(PrintSheet.Left, PrintSheet.Right, top - 4, PrintSheet.Grey, 0.6m, dash: 3);
        drawing.Text(
            PrintSheet.Left, top - 15, 300, $"TALÓN DE PAGO   Contrato {facts.Contract}   {document.Number}",
            new PdfText(8, PdfFont.Bold, sheet.Colour));
        drawing.Text(
            PrintSheet.Left, top - 15, PrintSheet.Room,
            $"{PrintedDocument.Amount(debt.Owed.ToString())}   hasta el {SpanishDate.Day(debt.Due)}",
            new PdfText(10, PdfFont.Bold), PdfAlignment.Right);
        decimal bottom = top - 24 - BarHeight;
        Code(sheet, PrintSheet.Left + 10, bottom, "Referencia", debt.Reference);
        Code128 whole = new(debt.BarCode);
        Code(sheet, PrintSheet.Right - 10 - (whole.Modules * Module), bottom, "Ráfaga", debt.BarCode);
        sheet.Top = PrintSheet.Bottom;
    }

    private static void Code(PrintSheet sheet, decimal left, decimal bottom, string label, string digits)
    {
        Code128 code = new(digits);
        decimal width = code.Modules * Module;
        sheet.Drawing.BarCode(left, bottom, Module, BarHeight, code);
        sheet.Drawing.Text(
            left - 10, bottom - 9, width + 20, $"{label} {digits}", new PdfText(7.5m), PdfAlignment.Centre);
    }
}
