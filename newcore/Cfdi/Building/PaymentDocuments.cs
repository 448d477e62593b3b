using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>Makes payments of invoices to be paid later into documents of type P.</summary>
/// <param name="issuer">The utility.</param>
public sealed class PaymentDocuments(Issuer issuer)
{
    private static readonly DocumentLine Line = new(
        SatKeys.BillingService, null, 1m, SatKeys.Activity, null, "Pago", 0m, 0m, null, SatKeys.NotTaxable, []);

    /// <param name="receiver">That of the invoices; the use is always CP01.</param>
    public BuildOutcome Build(
        string? series, string folio, Receiver receiver, params IReadOnlyList<ReceivedPayment> payments)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ArgumentNullException.ThrowIfNull(payments);
        List<DocumentRefusal> refusals = [];
        foreach (ReceivedPayment payment in payments)
        {
            Check(payment, refusals);
        }

        return refusals.Count > 0
            ? new BuildOutcome.Refused(refusals)
            : BuildOutcome.Of(Document(series, folio, receiver, payments), Receivers.Warnings(receiver));
    }

    private CfdiDocument Document(
        string? series, string folio, Receiver receiver, IReadOnlyList<ReceivedPayment> payments) => new()
        {
            Type = CfdiType.Payment,
            Series = series,
            Folio = folio,
            PlaceOfIssue = issuer.PostalCode,
            Issuer = issuer,
            Receiver = receiver with { Use = SatKeys.UsePayments },
            Lines = [Line],
            Totals = DocumentTotals.Nothing,
            Payments = PaymentComplement.Of([.. payments.Select(Payment)]),
        };

    /// <summary>What would make nonsense of the shares; the rest is for the document's own checks.</summary>
    private static void Check(ReceivedPayment payment, List<DocumentRefusal> refusals)
    {
        foreach (PaidInvoice invoice in payment.Invoices)
        {
            if (invoice.Paid <= Money.Zero || invoice.Paid > invoice.Owed || invoice.Owed > invoice.Total
                || invoice.PaidBefore < Money.Zero || invoice.PaidBefore + invoice.Owed > invoice.Total)
            {
                refusals.Add(new DocumentRefusal(
                    "CRP20244", "Complemento/Pagos/Pago/DoctoRelacionado/@ImpPagado",
                    $"Of {invoice.Total}, {invoice.PaidBefore} was paid and {invoice.Owed} owed: "
                    + $"{invoice.Paid} cannot be paid of it."));
            }
        }

        if (payment.Invoices.Aggregate(Money.Zero, (sum, invoice) => sum + invoice.Paid) > payment.Amount)
        {
            refusals.Add(new DocumentRefusal(
                "CRP20217", "Complemento/Pagos/Pago/@Monto", "More is paid of invoices than was received."));
        }
    }

    private static DocumentPayment Payment(ReceivedPayment payment)
    {
        List<VatAmount> taxes = new(2);
        List<PaidDocument> documents = new(payment.Invoices.Count);
        decimal applied = 0;
        foreach (PaidInvoice invoice in payment.Invoices)
        {
            IReadOnlyList<VatAmount> part = InvoiceTaxes.PartOf(invoice);
            foreach (VatAmount tax in part)
            {
                DocumentTotals.Add(taxes, tax);
            }

            applied += invoice.Paid.Pesos;
            documents.Add(new PaidDocument(
                invoice.Uuid, invoice.Series, invoice.Folio, invoice.Instalment, Amounts.Two(invoice.Owed.Pesos),
                Amounts.Two(invoice.Paid.Pesos), Amounts.Two((invoice.Owed - invoice.Paid).Pesos),
                part.Count > 0 ? SatKeys.Taxable : SatKeys.NotTaxable, part));
        }

        return new DocumentPayment(
            payment.PaidAt, payment.Form, Amounts.Two(applied), payment.Operation, documents, taxes)
        {
            From = payment.From,
            To = payment.To,
        };
    }
}
