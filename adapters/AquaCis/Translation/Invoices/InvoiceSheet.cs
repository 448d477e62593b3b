using System.Globalization;
using Strangler.AquaCis.Extract;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;
using Strangler.Core.Documents;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// An invoice for its customer, as PDF: who and where, when, what was read, what is charged, what is to be paid until
/// when, and against which reference. The same records give the same bytes. It is no fiscal document.
/// </summary>
public static class InvoiceSheet
{
    private static readonly string[] Months =
    [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
    ];

    private static readonly PdfColumn[] ReadingColumns =
    [
        new("Medidor", 110), new("Fecha", 90), new("Tipo", 110), new("Lectura", 90, FlushRight: true),
        new("Consumo m³", 104, FlushRight: true),
    ];

    private static readonly PdfColumn[] LineColumns =
    [
        new("Concepto", 250), new("Cantidad", 84, FlushRight: true), new("IVA", 60, FlushRight: true),
        new("Importe", 110, FlushRight: true),
    ];

    /// <param name="account">Of the invoice's contract.</param>
    public static byte[] Write(DebtAccount account, InvoiceDetail detail)
    {
        InvoiceRecord invoice = detail.Invoice;
        PdfDocument document = new(
            $"Factura {invoice.Number}", "Documento sin validez fiscal. Página {0} de {1}", "es-MX");
        document
            .Line("COMISIÓN ESTATAL DE AGUAS", PdfFont.Bold, 14)
            .Line(account.ServiceAreaName)
            .Gap()
            .Line($"FACTURA {invoice.Number}", PdfFont.Bold, 12)
            .Pair("Contrato", invoice.Contract.ToString())
            .Pair("Titular", WireText.NameOf(account))
            .Pair("Domicilio", WireText.AddressOf(account))
            .Pair("Periodo", Period(invoice.Cycle))
            .Pair("Fecha de emisión", Day(invoice.Issued))
            .Pair("Fecha de vencimiento", Day(invoice.Due))
            .Gap();
        if (detail.Readings.Count > 0)
        {
            document.Table(ReadingColumns, detail.Readings.Select(Row)).Gap();
        }

        return document
            .Table(LineColumns, detail.Lines.Select(Row), Totals(detail))
            .Gap()
            .Pair("Total a pagar", $"{Amount(invoice.Amount)} MXN")
            .Pair("Referencia de pago", PaymentReference.Of(invoice.Contract))
            .ToBytes();
    }

    /// <summary>A charge that the service area does not name has its number.</summary>
    internal static string NameOf(InvoiceLine line) =>
        line.ChargeName ?? line.ChargeType.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Row(InvoiceReading reading) =>
    [
        reading.MeterSerial, Day(DateOnly.FromDateTime(UtilityTime.Local(reading.ReadAt).DateTime)),
        Kind(reading.Kind), reading.Dials.ToString(CultureInfo.InvariantCulture),
        reading.Consumption.ToString(CultureInfo.InvariantCulture),
    ];

    private static IReadOnlyList<string> Row(InvoiceLine line) =>
    [
        NameOf(line), line.Quantity.ToString("0.###", CultureInfo.InvariantCulture),
        line.TaxRate.ToString("0.## %", CultureInfo.InvariantCulture), Amount(line.Amount),
    ];

    private static IEnumerable<IReadOnlyList<string>> Totals(InvoiceDetail detail)
    {
        yield return ["Subtotal", "", "", Amount(detail.Invoice.Amount - detail.Invoice.Tax)];
        yield return ["IVA", "", "", Amount(detail.Invoice.Tax)];
        yield return ["Total", "", "", Amount(detail.Invoice.Amount)];
    }

    private static string Kind(char kind) => kind switch
    {
        'L' => "Periódica",
        'E' => "Estimada",
        'F' => "Final",
        'I' => "Inicial",
        _ => kind.ToString(),
    };

    private static string Period(BillingCycle cycle) => $"{Months[cycle.Period - 1]} de {cycle.Year}";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Amount(Money amount) =>
        string.Create(CultureInfo.InvariantCulture, $"{(amount < Money.Zero ? "-" : "")}${Math.Abs(amount.Pesos):N2}");
}
