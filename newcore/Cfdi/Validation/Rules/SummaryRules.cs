using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the summary of taxes (CFDI40202 to 40221).</summary>
internal static class SummaryRules
{
    private const string Place = "/Comprobante/Impuestos";
    private const string Withheld = "TotalImpuestosRetenidos";
    private const string Charged = "TotalImpuestosTrasladados";

    public static readonly RuleSet Totals = RuleSet.Of<PlaceFacts>(nameof(SummaryRules), Place, Summary,
        new("CFDI40202", Withheld, "TotalImpuestosRetenidos tiene más decimales que la moneda.",
            (document, at) => !document.Allows(Number.Of(at.Element[Withheld]))),
        new("CFDI40203", Withheld, "TotalImpuestosRetenidos no es la suma de las retenciones.",
            (document, at) => at.Has(Withheld) && Number.Of(at.Element[Withheld]).Value
                != document.Withholdings.Sum(tax => tax.Amount.Value)),
        new("CFDI40204", Charged, "TotalImpuestosTrasladados tiene más decimales que la moneda.",
            (document, at) => !document.Allows(Number.Of(at.Element[Charged]))),
        new("CFDI40205", Charged, "TotalImpuestosTrasladados no es la suma de los traslados.",
            (document, at) => at.Has(Charged) && Number.Of(at.Element[Charged]).Value
                != document.Transfers.Sum(tax => tax.Amount.Value)),
        new("CFDI40206", "", "Hay Retenciones y falta TotalImpuestosRetenidos.",
            (_, at) => at.Element.Child("Retenciones") is not null && !at.Has(Withheld)),
        new("CFDI40212", "", "Hay traslados no exentos y falta TotalImpuestosTrasladados.",
            (document, at) => document.Transfers.Exists(tax => !tax.IsExempt) && !at.Has(Charged)));

    public static readonly RuleSet Withholdings = RuleSet.Of<TaxFacts>(
        nameof(SummaryRules), $"{Place}/Retenciones/Retencion", document => document.Withholdings,
        new("CFDI40208", "Impuesto", "El impuesto retenido se repite.", (_, at) => at.Repeats),
        new("CFDI40209", "Importe", "Hay un importe retenido y falta TotalImpuestosRetenidos.",
            (document, at) => at.Amount.Exists && !document.Summary!.Has(Withheld)),
        new("CFDI40210", "Importe", "El importe retenido tiene más decimales que la moneda.",
            (document, at) => !document.Allows(at.Amount)),
        new("CFDI40211", "Importe", "El importe retenido no es la suma redondeada de los conceptos.",
            (document, at) => at.Amount.Value
                != Rounding.To(document.LineWithholdings.Withheld(at.Tax), document.Decimals)));

    public static readonly RuleSet Transfers = RuleSet.Of<TaxFacts>(
        nameof(SummaryRules), $"{Place}/Traslados/Traslado", document => document.Transfers,
        new("CFDI40213", "", "Si todo es exento, el traslado sólo lleva Base, Impuesto y TipoFactor.",
            (document, at) => document.OnlyExempt && (at.Rate.Exists || at.Amount.Exists)),
        new("CFDI40214", "Base", "La base del traslado tiene más decimales que la moneda.",
            (document, at) => !document.Allows(at.Base)),
        new("CFDI40215", "Base", "La base del traslado no es la suma redondeada de las bases de los conceptos.",
            (document, at) => !document.OnlyExempt && !IsBase(document, at)),
        new("CFDI40216", "Base", "La base exenta no es la suma redondeada de las bases de los conceptos.",
            (document, at) => document.OnlyExempt && !IsBase(document, at)),
        new("CFDI40218", "Impuesto", "La combinación de impuesto, factor y tasa se repite.", (_, at) => at.Repeats),
        new("CFDI40219", "TasaOCuota", "TasaOCuota no está en c_TasaOCuota para el impuesto y el factor.",
            (_, at) => at.Rate.Is && !TaxRates.IsTransferred(at.Tax, at.Factor, at.Rate.Value)),
        new("CFDI40220", "Importe", "El importe del traslado tiene más decimales que la moneda.",
            (document, at) => !document.Allows(at.Amount)),
        new("CFDI40221", "Importe", "El importe del traslado no es la suma redondeada de los conceptos.",
            (document, at) => !at.IsExempt && at.Amount.Value
                != Rounding.To(document.LineTransfers.Amount(at.Key), document.Decimals)));

    private static bool IsBase(DocumentFacts document, TaxFacts at) =>
        at.Base.Value == Rounding.To(document.LineTransfers.Base(at.Key), document.Decimals);

    private static IEnumerable<PlaceFacts> Summary(DocumentFacts document) =>
        document.Summary is { } summary ? [new PlaceFacts(summary)] : [];
}
