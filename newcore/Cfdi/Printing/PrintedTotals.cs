using Strangler.Cfdi.Validation.Tree;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>Sums and taxes by rate on the right; the total in words and how it is paid on the left.</summary>
internal static class PrintedTotals
{
    private const decimal RightRoom = 216;
    private const decimal LineHeight = 11;
    private static readonly PdfText Plain = new(8);

    public static void Draw(PrintSheet sheet, PrintedDocument document)
    {
        List<(string Label, string Amount)> sums = [.. Sums(document)];
        List<string> notes = [.. Notes(document)];
        const decimal LeftRoom = PrintSheet.Room - RightRoom - 12;
        int noteLines = notes.Sum(note => PdfDrawing.LinesOf(note, LeftRoom, Plain));
        decimal height = Math.Max((sums.Count * LineHeight) + 20, noteLines * 10) + 12;
        sheet.MakeRoom(height);
        decimal at = sheet.Top - 9;
        for (int note = 0; note < notes.Count; note++)
        {
            PdfText style = note == 0 ? new PdfText(8, PdfFont.Bold) : Plain;
            at -= 10 * sheet.Drawing.Paragraph(PrintSheet.Left, at, LeftRoom, notes[note], style, 10, 8);
        }

        Right(sheet, document, sums);
        sheet.Top -= height;
    }

    private static void Right(PrintSheet sheet, PrintedDocument document, List<(string Label, string Amount)> sums)
    {
        decimal left = PrintSheet.Right - RightRoom;
        decimal at = sheet.Top - 9;
        foreach ((string label, string amount) in sums)
        {
            sheet.Drawing.Text(left + 6, at, 140, label, Plain);
            sheet.Drawing.Text(left + 6, at, RightRoom - 9, amount, Plain, PdfAlignment.Right);
            at -= LineHeight;
        }

        PdfText total = new(11, PdfFont.Bold, PdfColour.White);
        sheet.Drawing.Box(left, at - 8, RightRoom, 17, sheet.Colour);
        sheet.Drawing.Text(left + 6, at - 3, 100, document.Payments is null ? "Total" : "Total pagado", total);
        sheet.Drawing.Text(
            left + 6, at - 3, RightRoom - 9, PrintedDocument.Amount(document.Total), total, PdfAlignment.Right);
    }

    private static IEnumerable<(string Label, string Amount)> Sums(PrintedDocument document)
    {
        if (document.Payments?.Child("Totales") is { } totals)
        {
            foreach ((string label, string name) in new[]
            {
                ("Base IVA 16 %", "TotalTrasladosBaseIVA16"), ("IVA 16 %", "TotalTrasladosImpuestoIVA16"),
                ("Base IVA 8 %", "TotalTrasladosBaseIVA8"), ("IVA 8 %", "TotalTrasladosImpuestoIVA8"),
                ("Base IVA 0 %", "TotalTrasladosBaseIVA0"), ("IVA 0 %", "TotalTrasladosImpuestoIVA0"),
                ("Base IVA exento", "TotalTrasladosBaseIVAExento"),
            })
            {
                if (totals[name] is { } amount)
                {
                    yield return (label, PrintedDocument.Amount(amount));
                }
            }

            yield break;
        }

        yield return ("Subtotal", PrintedDocument.Amount(document.Root["SubTotal"]));
        if (document.Root["Descuento"] is { } discount)
        {
            yield return ("Descuento", "-" + PrintedDocument.Amount(discount));
        }

        foreach ((string, string) tax in Taxes(document.Root.Child("Impuestos")))
        {
            yield return tax;
        }
    }

    private static IEnumerable<(string Label, string Amount)> Taxes(Element? taxes)
    {
        if (taxes?.Child("Traslados") is { } charged)
        {
            foreach (Element tax in PrintedDocument.Children(charged, "Traslado"))
            {
                yield return (
                    $"{TaxTexts.NameOf(tax)} {TaxTexts.RateOf(tax)} de "
                    + PrintedDocument.Amount(tax["Base"]),
                    PrintedDocument.Amount(tax["Importe"] ?? "0"));
            }
        }

        if (taxes?.Child("Retenciones") is { } withheld)
        {
            foreach (Element tax in PrintedDocument.Children(withheld, "Retencion"))
            {
                yield return (
                    $"{TaxTexts.NameOf(tax)} retenido", "-" + PrintedDocument.Amount(tax["Importe"]));
            }
        }
    }

    private static IEnumerable<string> Notes(PrintedDocument document)
    {
        Element root = document.Root;
        yield return $"({AmountInWords.Of(PrintedDocument.ValueOf(document.Total))})";
        if (root["MetodoPago"] is { } method)
        {
            yield return $"Método de pago: {SatTexts.Said("method", method)}";
        }

        if (root["FormaPago"] is { } form)
        {
            yield return $"Forma de pago: {SatTexts.Said("form", form)}";
        }

        if (document.Payments is null)
        {
            yield return $"Moneda: {root["Moneda"]}   Exportación: {root["Exportacion"]}";
        }

        if (document.Global is { } span)
        {
            string every = SatTexts.Said("span", span["Periodicidad"]);
            string months = SatTexts.Name("month", span["Meses"]) + " de " + span["Año"];
            yield return $"Periodicidad: {every}   Periodo: {months}";
        }

        foreach (Element related in PrintedDocument.Children(root, "CfdiRelacionados"))
        {
            yield return $"Relación {SatTexts.Said("relation", related["TipoRelacion"])}: "
                + string.Join(", ", PrintedDocument.Children(related, "CfdiRelacionado").Select(one => one["UUID"]));
        }
    }
}
