using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the taxes of an invoice that is paid (CRP20249 to CRP20261).</summary>
internal static class RelatedTaxRules
{
    private const string Place = "/Comprobante/Complemento/Pagos/Pago/DoctoRelacionado/ImpuestosDR";

    public static readonly RuleSet Withholdings = RuleSet.Of<TaxFacts>(
        nameof(RelatedTaxRules), $"{Place}/RetencionesDR/RetencionDR",
        document => Related(document).SelectMany(related => related.Withholdings),
        new("CRP20249", "BaseDR", "La base de la retención debe ser mayor que cero.", (_, at) => IsZero(at)),
        new("CRP20252", "TipoFactorDR", "Una retención no puede ser exenta.", (_, at) => at.IsExempt),
        new("CRP20253", "TasaOCuotaDR", "TasaOCuotaDR no está en c_TasaOCuota para el impuesto retenido.",
            (_, at) => at.Rate.Is && !TaxRates.IsWithheld(at.Tax, at.Factor, at.Rate.Value)),
        new("CRP20254", "ImporteDR", "El importe de la retención no es BaseDR por TasaOCuotaDR.",
            (_, at) => IsWrong(at)));

    public static readonly RuleSet Transfers = RuleSet.Of<TaxFacts>(
        nameof(RelatedTaxRules), $"{Place}/TrasladosDR/TrasladoDR",
        document => Related(document).SelectMany(related => related.Transfers),
        new("CRP20255", "BaseDR", "La base del traslado debe ser mayor que cero.", (_, at) => IsZero(at)),
        new("CRP20258", "TipoFactorDR", "Un traslado exento no lleva TasaOCuotaDR ni ImporteDR.",
            (_, at) => at.IsExempt && (at.Rate.Exists || at.Amount.Exists)),
        new("CRP20259", "TipoFactorDR", "Un traslado con tasa o cuota lleva TasaOCuotaDR e ImporteDR.",
            (_, at) => !at.IsExempt && !(at.Rate.Exists && at.Amount.Exists)),
        new("CRP20260", "TasaOCuotaDR", "TasaOCuotaDR no está en c_TasaOCuota para el impuesto trasladado.",
            (_, at) => at.Rate.Is && !TaxRates.IsTransferred(at.Tax, at.Factor, at.Rate.Value)),
        new("CRP20261", "ImporteDR", "El importe del traslado no es BaseDR por TasaOCuotaDR.", (_, at) => IsWrong(at)));

    private static IEnumerable<RelatedFacts> Related(DocumentFacts document) =>
        PaymentRules.Payments(document).SelectMany(payment => payment.Related);

    private static bool IsZero(TaxFacts at) => at.Base is { Is: true, Value: 0 };

    private static bool IsWrong(TaxFacts at) =>
        at.Base.Is && at.Rate.Is && at.Amount.Is && !Rounding.IsTax(at.Base, at.Rate, at.Amount);
}
