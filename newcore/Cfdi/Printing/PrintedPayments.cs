using Strangler.Cfdi.Validation.Tree;
using Strangler.Core.Documents;

namespace Strangler.Cfdi.Printing;

/// <summary>Payments, and the invoices that each of them pays.</summary>
internal static class PrintedPayments
{
    private const decimal RowHeight = 12;
    private static readonly PdfText Plain = new(8);
    private static readonly PdfText Bold = new(8, PdfFont.Bold);

    private static readonly (string Heading, decimal Width, PdfAlignment Alignment)[] Columns =
    [
        ("Folio fiscal del documento pagado", 178, PdfAlignment.Left), ("Serie y folio", 102, PdfAlignment.Left),
        ("Parc.", 30, PdfAlignment.Right), ("IVA", 50, PdfAlignment.Right), ("Saldo anterior", 60, PdfAlignment.Right),
        ("Pagado", 60, PdfAlignment.Right), ("Saldo insoluto", 60, PdfAlignment.Right),
    ];

    public static void Draw(PrintSheet sheet, Element payments)
    {
        foreach (Element payment in PrintedDocument.Children(payments, "Pago"))
        {
            sheet.MakeRoom(80);
            sheet.Heading("PAGO");
            Head(sheet, payment);
            Headings(sheet);
            foreach (Element paid in PrintedDocument.Children(payment, "DoctoRelacionado"))
            {
                if (sheet.MakeRoom(RowHeight + 2))
                {
                    Headings(sheet);
                }

                Cells(sheet, Plain,
                [
                    paid["IdDocumento"] ?? "", paid["Serie"] is { } series ? $"{series}-{paid["Folio"]}" : paid["Folio"]
                        ?? "",
                    paid["NumParcialidad"] ?? "", string.Join(' ', RatesOf(paid)),
                    PrintedDocument.Amount(paid["ImpSaldoAnt"]), PrintedDocument.Amount(paid["ImpPagado"]),
                    PrintedDocument.Amount(paid["ImpSaldoInsoluto"]),
                ]);
            }

            sheet.Top -= 6;
        }
    }

    private static void Head(PrintSheet sheet, Element payment)
    {
        Line(sheet, "Fecha de pago", SpanishDate.Moment(payment["FechaPago"]));
        Line(sheet, "Forma de pago", SatTexts.Said("form", payment["FormaDePagoP"]));
        Line(sheet, "Monto", $"{PrintedDocument.Amount(payment["Monto"])} {payment["MonedaP"]}");
        if (payment["NumOperacion"] is { } operation)
        {
            Line(sheet, "Número de operación", operation);
        }

        if ((payment["RfcEmisorCtaOrd"] ?? payment["CtaOrdenante"]) is not null)
        {
            Line(
                sheet, "Cuenta ordenante",
                string.Join(' ', payment["RfcEmisorCtaOrd"], payment["CtaOrdenante"]).Trim());
        }

        if ((payment["RfcEmisorCtaBen"] ?? payment["CtaBeneficiario"]) is not null)
        {
            Line(
                sheet, "Cuenta beneficiaria",
                string.Join(' ', payment["RfcEmisorCtaBen"], payment["CtaBeneficiario"]).Trim());
        }

        sheet.Top -= 5;
    }

    private static void Line(PrintSheet sheet, string label, string text)
    {
        PdfText grey = new(8, PdfFont.Plain, PrintSheet.Grey);
        sheet.Drawing.Text(PrintSheet.Left + 5, sheet.Top - 11, 100, label, grey);
        sheet.Drawing.Text(PrintSheet.Left + 105, sheet.Top - 11, PrintSheet.Room - 110, text, Bold);
        sheet.Top -= 11;
    }

    private static void Headings(PrintSheet sheet)
    {
        PdfColour light = sheet.Colour.Tint(0.12m);
        sheet.Drawing.Box(PrintSheet.Left, sheet.Top - RowHeight - 1, PrintSheet.Room, RowHeight, light);
        Cells(sheet, new PdfText(7, PdfFont.Bold, sheet.Colour), [.. Columns.Select(column => column.Heading)]);
    }

    private static void Cells(PrintSheet sheet, PdfText style, string[] cells)
    {
        decimal left = PrintSheet.Left;
        for (int at = 0; at < cells.Length; at++)
        {
            (_, decimal width, PdfAlignment alignment) = Columns[at];
            sheet.Drawing.Text(left + 3, sheet.Top - 10, width - 6, cells[at], style, alignment);
            left += width;
        }

        sheet.Top -= RowHeight;
    }

    private static IEnumerable<string> RatesOf(Element paid) =>
        paid.Child("ImpuestosDR")?.Child("TrasladosDR") is { } taxes
            ? PrintedDocument.Children(taxes, "TrasladoDR")
                .Select(tax => TaxTexts.Rate(tax["TipoFactorDR"], tax["TasaOCuotaDR"])).Distinct()
            : [];
}
