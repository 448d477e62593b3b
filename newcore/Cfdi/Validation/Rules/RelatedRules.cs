using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the invoices a payment pays (CRP20236 to CRP20248, 20277 to 20279).</summary>
internal static class RelatedRules
{
    private const string LongOne = "1.0000000000";

    public static readonly RuleSet Set = RuleSet.Of<Paid>(
        nameof(RelatedRules), "/Comprobante/Complemento/Pagos/Pago/DoctoRelacionado",
        document => PaymentRules.Payments(document)
            .SelectMany(payment => payment.Related.Select(related => new Paid(payment, related))),
        new("CRP20236", "MonedaDR", "MonedaDR no puede ser XXX.",
            (_, at) => at.Invoice.Currency == DocumentFacts.NoCurrency),
        new("CRP20237", "EquivalenciaDR", "Falta EquivalenciaDR: la moneda no es la del pago.",
            (_, at) => !at.IsSameCurrency && !at.Invoice.Equivalence.Exists),
        new("CRP20238", "EquivalenciaDR", "EquivalenciaDR debe ser \"1\": la moneda es la del pago.",
            (_, at) => at.IsSameCurrency && !IsOne(at)),
        new("CRP20239", "ImpSaldoAnt", "ImpSaldoAnt debe ser mayor que cero.", (_, at) => IsZero(at.Invoice.Before)),
        new("CRP20240", "ImpSaldoAnt", "ImpSaldoAnt tiene más decimales que MonedaDR.",
            (_, at) => at.Exceeds(at.Invoice.Before)),
        new("CRP20241", "ImpPagado", "ImpPagado debe ser mayor que cero.", (_, at) => IsZero(at.Invoice.Paid)),
        new("CRP20242", "ImpPagado", "ImpPagado tiene más decimales que MonedaDR.",
            (_, at) => at.Exceeds(at.Invoice.Paid)),
        new("CRP20243", "ImpSaldoInsoluto", "ImpSaldoInsoluto tiene más decimales que MonedaDR.",
            (_, at) => at.Exceeds(at.Invoice.After)),
        new("CRP20244", "ImpSaldoInsoluto", "ImpSaldoInsoluto no es ImpSaldoAnt menos ImpPagado.",
            (_, at) => at.Invoice.After.Value != at.Invoice.Before.Value - at.Invoice.Paid.Value),
        new("CRP20246", "ObjetoImpDR", "Con ObjetoImpDR 02 debe existir ImpuestosDR.",
            (_, at) => at.Invoice is { TaxObject: "02", Taxes: null }),
        new("CRP20247", "ObjetoImpDR", "Con ObjetoImpDR 01, 03, 04 o 05 no debe existir ImpuestosDR.",
            (_, at) => at.Invoice.TaxObject is "01" or "03" or "04" or "05" && at.Invoice.Taxes is not null),
        new("CRP20248", "", "ImpuestosDR no lleva traslados ni retenciones.",
            (_, at) => at.Invoice.Taxes is not null && at.Invoice.Transfers.Count + at.Invoice.Withholdings.Count == 0),
        new("CRP20277", "EquivalenciaDR", "Con varias monedas, EquivalenciaDR de la del pago debe ser 1.0000000000.",
            (_, at) => at.IsSameCurrency && !at.Payment.IsOneCurrency && at.Element["EquivalenciaDR"] != LongOne),
        new("CRP20278", "ObjetoImpDR", "Con ObjetoImpDR 06 u 08 no debe haber IVA ni IEPS.",
            (_, at) => at.Invoice.TaxObject is "06" or "08" && (at.Has(TaxKey.Vat) || at.Has(TaxKey.Excise))),
        new("CRP20279", "ObjetoImpDR", "Con ObjetoImpDR 07 no debe haber IVA, y sí IEPS trasladado.",
            (_, at) => at.Invoice.TaxObject == "07" && (at.Has(TaxKey.Vat)
                || !at.Invoice.Transfers.Exists(tax => tax.Tax == TaxKey.Excise))));

    private static bool IsZero(Number amount) => amount is { Is: true, Value: 0 };

    /// <summary>With several currencies the long form is asked for elsewhere, and is one here.</summary>
    private static bool IsOne(Paid at) => at.Payment.IsOneCurrency
        ? at.Element["EquivalenciaDR"] == "1" : at.Invoice.Equivalence is { Is: true, Value: 1 };

    /// <summary>An invoice with the payment it is paid by.</summary>
    private sealed record Paid(PaymentFacts Payment, RelatedFacts Invoice) : IFacts
    {
        public Element Element => Invoice.Element;

        public bool IsSameCurrency { get; } = Invoice.Currency == Payment.Currency;

        public bool Exceeds(Number amount) => amount.Decimals > SatCatalogues.CurrencyDecimals(Invoice.Currency);

        public bool Has(string tax) =>
            Invoice.Transfers.Exists(entry => entry.Tax == tax)
            || Invoice.Withholdings.Exists(entry => entry.Tax == tax);
    }
}
