using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Sealing;
using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>Makes the receipts of a day, week, fortnight or month into one document for the public.</summary>
/// <param name="issuer">The utility.</param>
public sealed class GlobalDocuments(Issuer issuer)
{
    /// <summary>Receipts of one document; more are to be divided among several.</summary>
    public const int MostReceipts = 5_000;

    private const string Description = "Venta";
    private const string CreditDescription = "Servicio de agua que se factura a nombre del cliente";

    public BuildOutcome Build(string? series, string folio, GlobalSpan span, IReadOnlyList<Receipt> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        List<DocumentLine> lines = [.. receipts.SelectMany(Lines)];
        if (lines.Count == 0 || receipts.Count > MostReceipts)
        {
            return BuildOutcome.Refuse(
                "DOC-RECEIPTS", "Conceptos", $"There are {receipts.Count} receipts; 1 to {MostReceipts} are possible.");
        }

        decimal total = receipts.Sum(receipt => receipt.Total.Pesos);
        return Fit(lines, total, receipts.Count, Rounding)
            ? BuildOutcome.Of(Document(series, folio, receipts.MaxBy(receipt => receipt.Total)!.Form, lines) with
            {
                Global = span.Period,
            }, [])
            : Unequal();
    }

    /// <summary>
    /// A credit note that takes a receipt out of a stamped global document, for a document of its own (appendix 2, III
    /// of SAT's guide): to the public, by the form the receipt was paid in.
    /// </summary>
    public BuildOutcome Credit(string? series, Receipt receipt, string globalUuid)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        List<DocumentLine> lines = [.. Lines(receipt).Select(Credited)];
        return lines.Count > 0 && Fit(lines, receipt.Total.Pesos, 1, amount => Credited(Line(receipt.Folio, amount)))
            ? BuildOutcome.Of(Document(series, receipt.Folio, receipt.Form, lines) with
            {
                Type = CfdiType.Credit,
                Relations = [new Relation(SatKeys.CreditNoteOf, [globalUuid])],
                Receiver = Receivers.Public(issuer) with { Use = ReceiverUse.ForCredit(SatKeys.RegimeNone) },
            }, [])
            : Unequal();
    }

    private static bool Fit(
        List<DocumentLine> lines, decimal total, int receipts, Func<decimal, DocumentLine> rounding) =>
        ExactTotal.Fit(lines, total, 0.01m * (receipts + 1) * 2, rounding);

    private static BuildOutcome Unequal() => BuildOutcome.Refuse(
        "DOC-TOTAL", "@Total", "The receipts' parts and taxes do not come to their totals.");

    private static DocumentLine Credited(DocumentLine line) => line with
    {
        ProductKey = SatKeys.BillingService,
        Description = CreditDescription,
    };

    private CfdiDocument Document(string? series, string folio, string form, List<DocumentLine> lines) => new()
    {
        Type = CfdiType.Income,
        Series = series,
        Folio = folio,
        PaymentForm = form,
        Terms = PaymentTerms.AtOnce,
        PlaceOfIssue = issuer.PostalCode,
        Issuer = issuer,
        Receiver = Receivers.Public(issuer),
        Lines = lines,
        Totals = DocumentTotals.Of(lines),
    };

    /// <summary>One line of a receipt, with a tax for each rate; what is not taxable is a line of its own.</summary>
    private static IEnumerable<DocumentLine> Lines(Receipt receipt)
    {
        (decimal Rate, Money Net)[] taxed =
        [
            .. receipt.Parts.Where(part => part.Rate is not null && part.Net > Money.Zero)
                .GroupBy(part => part.Rate!.Value)
                .Select(rate => (rate.Key, rate.Aggregate(Money.Zero, (sum, part) => sum + part.Net))),
        ];
        if (taxed.Length > 0)
        {
            yield return Line(receipt.Folio, taxed.Sum(part => part.Net.Pesos)) with
            {
                TaxObject = SatKeys.Taxable,
                Taxes = [.. taxed.Select(part => VatAmount.Of(part.Net.Pesos, part.Rate))],
            };
        }

        decimal untaxed = receipt.Parts.Where(part => part.Rate is null).Sum(part => part.Net.Pesos);
        if (untaxed > 0)
        {
            yield return Line(receipt.Folio, untaxed);
        }
    }

    private static DocumentLine Rounding(decimal amount) => Line("REDONDEO", amount);

    private static DocumentLine Line(string folio, decimal net) =>
        DocumentLine.Priced(SatKeys.NotInCatalogue, SatKeys.Activity, Description, 1, net) with
        {
            ItemNumber = folio,
        };
}
