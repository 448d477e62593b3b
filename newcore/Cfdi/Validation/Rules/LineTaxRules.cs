using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the taxes of a line (CFDI40174 to 40186).</summary>
internal static class LineTaxRules
{
    private const string Place = "/Comprobante/Conceptos/Concepto/Impuestos";

    public static readonly RuleSet Transfers = RuleSet.Of<TaxFacts>(
        nameof(LineTaxRules), $"{Place}/Traslados/Traslado",
        document => document.Lines.SelectMany(line => line.Transfers),
        new("CFDI40174", "Base", "La base del traslado debe ser mayor que cero.", (_, at) => IsZero(at)),
        new("CFDI40177", "TipoFactor", "Un traslado exento no lleva TasaOCuota ni Importe.",
            (_, at) => at.IsExempt && (at.Rate.Exists || at.Amount.Exists)),
        new("CFDI40178", "TipoFactor", "Un traslado con tasa o cuota lleva TasaOCuota e Importe.",
            (_, at) => !at.IsExempt && !(at.Rate.Exists && at.Amount.Exists)),
        new("CFDI40179", "TasaOCuota", "TasaOCuota no está en c_TasaOCuota para el impuesto trasladado.",
            (_, at) => at.Rate.Is && !TaxRates.IsTransferred(at.Tax, at.Factor, at.Rate.Value)),
        new("CFDI40180", "Importe", "El importe del traslado no es Base por TasaOCuota.", (_, at) => IsWrong(at)));

    public static readonly RuleSet Withholdings = RuleSet.Of<TaxFacts>(
        nameof(LineTaxRules), $"{Place}/Retenciones/Retencion",
        document => document.Lines.SelectMany(line => line.Withholdings),
        new("CFDI40181", "Base", "La base de la retención debe ser mayor que cero.", (_, at) => IsZero(at)),
        new("CFDI40184", "TipoFactor", "Una retención no puede ser exenta.", (_, at) => at.IsExempt),
        new("CFDI40185", "TasaOCuota", "TasaOCuota no está en c_TasaOCuota para el impuesto retenido.",
            (_, at) => at.Rate.Is && !TaxRates.IsWithheld(at.Tax, at.Factor, at.Rate.Value)),
        new("CFDI40186", "Importe", "El importe de la retención no es Base por TasaOCuota.", (_, at) => IsWrong(at)));

    private static bool IsZero(TaxFacts at) => at.Base is { Is: true, Value: 0 };

    private static bool IsWrong(TaxFacts at) =>
        at.Base.Is && at.Rate.Is && at.Amount.Is && !Rounding.IsTax(at.Base, at.Rate, at.Amount);
}
