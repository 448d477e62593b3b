using System.Globalization;
using System.Xml.Linq;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.StandIn.Documents;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>Payment documents: a reference, a bar-code line, and a page or XML that says what is to be paid.</summary>
internal sealed class DebtDocuments(PaymentReferences references, DebtLookup lookup)
{
    public void Register(AnswerTable table) => table
        .On(ServicePaths.Debt, "getDocumentoPago", body => Issue(body, (document, slip) => document
            .Value("pdf", PlainPdf.Write("DOCUMENTO DE PAGO", slip.Lines))
            .Value("rafagaPago", slip.BarCode)
            .Value("referencia", slip.Reference)))
        .On(ServicePaths.Debt, "getDocumentoPagoXML", body => Issue(body, (document, slip) => document
            .Value("rafagaPago", slip.BarCode)
            .Value("referencia", slip.Reference)
            .Value("XML", slip.Xml)));

    private Answer Issue(WireRecord body, Action<RecordWriter, PaymentSlip> write)
    {
        (PaymentSlip? slip, Outcome outcome) = SlipFor(body);
        return Answer.Of(reply => reply.Record("return", document =>
        {
            document.Record("resultado", outcome.Write);
            if (slip is not null)
            {
                write(document, slip);
            }
        }));
    }

    private (PaymentSlip? Slip, Outcome Outcome) SlipFor(WireRecord body)
    {
        (Contract? contract, Outcome outcome) = lookup.ByContractAndTaxId(body);
        if (contract is null)
        {
            return (null, outcome);
        }

        HashSet<string> asked =
        [
            .. body.Record("docs")?.Records("facturasPendientes")
                .Select(invoice => invoice.Text("factura")?.Trim() ?? "")
                .Where(number => number.Length > 0) ?? [],
        ];
        List<UnpaidInvoice> invoices =
        [
            .. lookup.DebtOf(contract).Unpaid
                .Where(unpaid => asked.Count == 0 || asked.Contains(unpaid.Invoice.Number)),
        ];
        return invoices.Count == 0
            ? (null, DebtOutcomes.NothingOwed)
            : (new PaymentSlip(contract.Number, references.Issue(contract), invoices), Outcome.Ok);
    }

    /// <param name="Reference">Of the contract; the amount is a proposal.</param>
    private sealed record PaymentSlip(int Contract, string Reference, IReadOnlyList<UnpaidInvoice> Invoices)
    {
        private decimal Amount => Invoices.Sum(unpaid => unpaid.Owed);

        private DateOnly Limit => Invoices.Max(unpaid => unpaid.Invoice.Due);

        /// <summary>
        /// At most 46 digits: reference, centavos in ten, last day to pay. Its real form was never recorded.
        /// </summary>
        public string BarCode => string.Create(
            CultureInfo.InvariantCulture, $"9050{Reference}{decimal.Truncate(Amount * 100):0000000000}{Limit:yyMMdd}");

        public IEnumerable<string> Lines =>
        [
            $"CONTRATO {Contract}",
            $"REFERENCIA {Reference}",
            $"RAFAGA {BarCode}",
            $"IMPORTE {Text(Amount)} MXN",
            $"PAGAR ANTES DE {Text(Limit)}",
            "",
            .. Invoices.Select(unpaid => $"{unpaid.Invoice.Number}   {Text(unpaid.Invoice.Due)}   {Text(unpaid.Owed)}"),
        ];

        public string Xml => new XElement(
            "documentoPago",
            new XElement("contrato", Contract),
            new XElement("referencia", Reference),
            new XElement("rafaga", BarCode),
            new XElement("importe", Text(Amount)),
            new XElement("fechaLimite", Text(Limit)),
            new XElement("facturas", Invoices.Select(unpaid => new XElement(
                "factura",
                new XAttribute("numero", unpaid.Invoice.Number),
                new XAttribute("vencimiento", Text(unpaid.Invoice.Due)),
                new XAttribute("importe", Text(unpaid.Owed)))))).ToString(SaveOptions.DisableFormatting);

        private static string Text(decimal pesos) => pesos.ToString("0.00", CultureInfo.InvariantCulture);

        private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
