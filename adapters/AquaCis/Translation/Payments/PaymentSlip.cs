using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.Translation.Debts;
using Strangler.Core.Debts;
using Strangler.Core.Documents;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>What a customer takes to a till: the contract's reference, and what is proposed to be paid.</summary>
/// <param name="Invoices">At least one, newest first.</param>
internal sealed record PaymentSlip(DebtAccount Account, IReadOnlyList<OpenInvoice> Invoices)
{
    /// <summary>The contract's own, with its check digit: unique as contracts are.</summary>
    public string Reference { get; } = PaymentReference.Of(Account.Contract);

    private Money Amount => new(Invoices.Sum(one => one.Owed.Centavos));

    private DateOnly Limit => Invoices.Max(one => one.Due);

    public string BarCode => PaymentReference.BarCode(Account.Contract, Amount, Limit);

    public string Xml => new XElement(
        "documentoPago",
        new XElement("contrato", Account.Contract.Value),
        new XElement("referencia", Reference),
        new XElement("rafaga", BarCode),
        new XElement("importe", Amount.ToString()),
        new XElement("fechaLimite", Day(Limit)),
        new XElement("facturas", Invoices.Select(one => new XElement(
            "factura",
            new XAttribute("numero", one.Number),
            new XAttribute("vencimiento", Day(one.Due)),
            new XAttribute("importe", one.Owed.ToString()))))).ToString(SaveOptions.DisableFormatting);

    public byte[] Pdf()
    {
        PdfDocument document = new("Documento de pago", "Documento sin validez fiscal. Página {0} de {1}", "es-MX");
        document
            .Line("COMISIÓN ESTATAL DE AGUAS", PdfFont.Bold, 14)
            .Line(Account.ServiceAreaName)
            .Gap()
            .Line("DOCUMENTO DE PAGO", PdfFont.Bold, 12)
            .Pair("Contrato", Account.Contract.ToString())
            .Pair("Titular", WireText.NameOf(Account))
            .Pair("Referencia", Reference)
            .Pair("Código de barras", BarCode)
            .Pair("Importe", $"{Amount} MXN")
            .Pair("Pagar antes de", Day(Limit))
            .Gap();
        foreach (OpenInvoice one in Invoices)
        {
            document.Pair(one.Number, $"{Day(one.Due)}   {one.Owed} MXN");
        }

        return document.ToBytes();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
