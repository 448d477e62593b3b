using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Rating;

namespace Strangler.Cfdi.Building;

/// <summary>Makes invoices and notes of the core into fiscal documents whose total is exactly theirs.</summary>
/// <param name="issuer">The utility.</param>
public sealed class InvoiceDocuments(Issuer issuer, FiscalTable table)
{
    /// <summary>An invoice that was paid when its document is made (PUE).</summary>
    /// <param name="form">c_FormaPago, as it was paid.</param>
    public BuildOutcome Paid(InvoiceFacts facts, Receiver receiver, string form) =>
        Build(facts, receiver, CfdiType.Income, PaymentTerms.AtOnce, form, []);

    /// <summary>An invoice that is to be paid (PPD); each payment gets a document of its own.</summary>
    public BuildOutcome ToBePaid(InvoiceFacts facts, Receiver receiver) =>
        Build(facts, receiver, CfdiType.Income, PaymentTerms.Later, SatKeys.ToBeDefined, []);

    /// <summary>A credit note of a stamped invoice.</summary>
    /// <param name="facts">Amounts as the note writes them: positive in the customer's favour.</param>
    /// <param name="form">How it is given back: 15 where it is let off the debt.</param>
    public BuildOutcome Credit(InvoiceFacts facts, Receiver receiver, string invoiceUuid, string form)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        Receiver refunded = TaxpayerId.IsGeneric(receiver.Rfc)
            ? receiver
            : receiver with { Use = ReceiverUse.ForCredit(receiver.Regime) };
        return Build(
            facts, refunded, CfdiType.Credit, PaymentTerms.AtOnce, form,
            [new Relation(SatKeys.CreditNoteOf, [invoiceUuid])]);
    }

    /// <summary>The same document in place of one stamped wrong, which is then cancelled with 01.</summary>
    public static CfdiDocument Replacing(CfdiDocument document, string uuid)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document with
        {
            Relations = [.. document.Relations, new Relation(SatKeys.ReplacementOf, [uuid])],
        };
    }

    private BuildOutcome Build(
        InvoiceFacts facts, Receiver receiver, CfdiType type, PaymentTerms terms, string form,
        IReadOnlyList<Relation> relations)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(receiver);
        LineMaker maker = new(table, facts, type == CfdiType.Credit);
        List<DocumentLine> lines = maker.Make(metred: true);
        if (lines.Count == 0 || facts.Total.Centavos <= 0)
        {
            return BuildOutcome.Refuse(
                "DOC-NOTHING", "Conceptos", "Nothing of it is above zero: there is nothing to stamp.");
        }

        if (table.RefuseOtherRates && maker.Findings.Count > 0)
        {
            return new BuildOutcome.Refused(maker.Findings);
        }

        decimal most = MostRounding(facts);
        if (lines.Sum(line => line.Amount) is var sum && Math.Abs(sum - Amounts.Two(sum)) > 0.004m)
        {
            lines = maker.Make(metred: false);
        }

        return ExactTotal.Fit(lines, facts.Total.Pesos, most, Rounding)
            ? BuildOutcome.Of(
                Document(facts, receiver, type, terms, form, lines) with { Relations = relations },
                [.. maker.Findings, .. Receivers.Warnings(receiver)])
            : BuildOutcome.Refuse("DOC-TOTAL", "@Total", "The invoice's lines and taxes do not come to its total.");
    }

    private DocumentLine Rounding(decimal amount)
    {
        ConceptKey key = table.KeyOf(RatedBill.RoundingConcept);
        return DocumentLine.Priced(key.Product, key.Unit, key.Name ?? "Ajuste por redondeo", 1, amount);
    }

    private CfdiDocument Document(
        InvoiceFacts facts, Receiver receiver, CfdiType type, PaymentTerms terms, string form,
        List<DocumentLine> lines) => new()
        {
            Type = type,
            Series = facts.Series,
            Folio = facts.Folio,
            PaymentForm = form,
            Terms = terms,
            PlaceOfIssue = issuer.PostalCode,
            Issuer = issuer,
            Receiver = receiver,
            Lines = lines,
            Totals = DocumentTotals.Of(lines),
        };

    /// <summary>The bill's own rounding, and a centavo for each line's tax.</summary>
    private static decimal MostRounding(InvoiceFacts facts)
    {
        decimal rounding = 0;
        foreach (ChargedLine line in facts.Lines)
        {
            rounding += line.Concept == RatedBill.RoundingConcept ? Math.Abs(line.Amount.Pesos) : 0;
        }

        return rounding + (0.01m * (facts.Lines.Count + 1));
    }
}
