using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>
/// An invoice as plain XML, as the stand-in writes it: legacy's electronic format was not recorded. It is no fiscal
/// document.
/// </summary>
public static class InvoiceXml
{
    public static byte[] Write(InvoiceDetail detail)
    {
        InvoiceRecord invoice = detail.Invoice;
        XElement document = new(
            "factura",
            new XAttribute("numero", invoice.Number), new XAttribute("contrato", invoice.Contract.Value),
            new XAttribute("fecha", invoice.Issued.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            new XAttribute("impuestos", invoice.Tax), new XAttribute("total", invoice.Amount),
            detail.Lines.Select(line => new XElement(
                "linea",
                new XAttribute("concepto", InvoiceSheet.NameOf(line)), new XAttribute("importe", line.Amount))));
        return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
    }
}
