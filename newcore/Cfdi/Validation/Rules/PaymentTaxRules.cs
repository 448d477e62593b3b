using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the taxes of a payment, summed over its invoices (CRP20263 to CRP20274).</summary>
internal static class PaymentTaxRules
{
    private const string Place = "/Comprobante/Complemento/Pagos/Pago/ImpuestosP";

    private static readonly string[] WithheldTotals =
        ["TotalRetencionesIVA", "TotalRetencionesISR", "TotalRetencionesIEPS"];

    private static readonly string[] BaseTotals =
    [
        "TotalTrasladosBaseIVA16", "TotalTrasladosBaseIVA8", "TotalTrasladosBaseIVA0", "TotalTrasladosBaseIVAExento",
    ];

    private static readonly string[] TaxTotals =
        ["TotalTrasladosImpuestoIVA16", "TotalTrasladosImpuestoIVA8", "TotalTrasladosImpuestoIVA0"];

    public static readonly RuleSet Withholdings = RuleSet.Of<Taxed>(
        nameof(PaymentTaxRules), $"{Place}/RetencionesP/RetencionP",
        document => Taxes(document, payment => payment.Withholdings),
        new("CRP20263", "ImpuestoP", "El impuesto retenido se repite.", (_, at) => at.Tax.Repeats),
        new("CRP20264", "ImporteP", "Hay retenciones y falta su total.",
            (document, _) => !Array.Exists(WithheldTotals, document.Payments!.Has)),
        new("CRP20265", "ImporteP", "El importe retenido no es la suma de los documentos relacionados.",
            (_, at) => IsOther(at.Tax.Amount, at.Payment.WithholdingSums.Withheld(at.Tax.Tax))));

    public static readonly RuleSet Transfers = RuleSet.Of<Taxed>(
        nameof(PaymentTaxRules), $"{Place}/TrasladosP/TrasladoP",
        document => Taxes(document, payment => payment.Transfers),
        new("CRP20266", "", "Si todo es exento, el traslado sólo lleva BaseP, ImpuestoP y TipoFactorP.",
            (_, at) => at.Payment.OnlyExempt && (at.Tax.Rate.Exists || at.Tax.Amount.Exists)),
        new("CRP20267", "BaseP", "Hay IVA trasladado y falta el total de su base.",
            (document, at) => at.IsVat && !Array.Exists(BaseTotals, document.Payments!.Has)),
        new("CRP20268", "BaseP", "La base no es la suma de las bases de los documentos relacionados.",
            (_, at) => !at.Payment.OnlyExempt && IsOther(at.Tax.Base, at.Payment.TransferSums.Base(at.Tax.Key))),
        new("CRP20269", "BaseP", "La base exenta no es la suma de las bases de los documentos relacionados.",
            (_, at) => at.Payment.OnlyExempt && IsOther(at.Tax.Base, at.Payment.TransferSums.Base(at.Tax.Key))),
        new("CRP20271", "ImpuestoP", "La combinación de impuesto, factor y tasa se repite.", (_, at) => at.Tax.Repeats),
        new("CRP20272", "TasaOCuotaP", "TasaOCuotaP no está en c_TasaOCuota para el impuesto y el factor.",
            (_, at) => at.Tax.Rate.Is && !TaxRates.IsTransferred(at.Tax.Tax, at.Tax.Factor, at.Tax.Rate.Value)),
        new("CRP20273", "ImporteP", "Hay IVA trasladado no exento y falta el total del impuesto.",
            (document, at) => at.IsVat && !at.Tax.IsExempt && !Array.Exists(TaxTotals, document.Payments!.Has)),
        new("CRP20274", "ImporteP", "El importe no es la suma de los importes de los documentos relacionados.",
            (_, at) => !at.Tax.IsExempt && IsOther(at.Tax.Amount, at.Payment.TransferSums.Amount(at.Tax.Key))),
        new("AQ-033", "", "La base y el importe no son, a seis decimales, la suma de los documentos relacionados.",
            (_, at) => at.Tax.Base.Value != Rounding.To(at.Payment.TransferSums.Base(at.Tax.Key), 6)
                || at.Tax.Amount.Value != Rounding.To(at.Payment.TransferSums.Amount(at.Tax.Key), 6)));

    /// <summary>Not the sum, rounded to the decimals the payment was written with.</summary>
    private static bool IsOther(Number written, decimal sum) => written.Value != Rounding.To(sum, written.Decimals);

    private static IEnumerable<Taxed> Taxes(DocumentFacts document, Func<PaymentFacts, List<TaxFacts>> taxes) =>
        PaymentRules.Payments(document)
            .SelectMany(payment => taxes(payment).Select(tax => new Taxed(payment, tax)));

    /// <summary>A tax with the payment it is of.</summary>
    private sealed record Taxed(PaymentFacts Payment, TaxFacts Tax) : IFacts
    {
        public Element Element => Tax.Element;

        public bool IsVat => Tax.Tax == TaxKey.Vat;
    }
}
