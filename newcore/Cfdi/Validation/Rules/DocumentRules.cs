using Strangler.Cfdi.Validation.Facts;
using static Strangler.Cfdi.Validation.Facts.DocumentFacts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of the root: dates, money, method (CFDI40103 to 40129, 40222).</summary>
internal static class DocumentRules
{
    private const string Place = "/Comprobante";

    public static readonly RuleSet Set = RuleSet.Of<DocumentFacts>(nameof(DocumentRules), Place, document => [document],
        new("CFDI40103", "FormaPago", "Los tipos T, N y P no llevan FormaPago.",
            (document, _) => document.Type is "T" or "N" or "P" && document.Has("FormaPago")),
        new("CFDI40105", "FormaPago", "Con MetodoPago PPD, FormaPago debe ser 99.",
            (document, _) => document["MetodoPago"] == "PPD" && document["FormaPago"] != "99"),
        new("CFDI40107", "SubTotal", "SubTotal tiene más decimales que la moneda.",
            (document, _) => !document.Allows(document.SubTotal)),
        new("CFDI40108", "SubTotal", "SubTotal no es la suma redondeada de los importes de los conceptos.",
            (document, _) => document.HasAmounts && document.SubTotal.Is && document.SubTotal.Value
                != Rounding.To(document.Lines.Sum(line => line.Amount.Value), document.Decimals)),
        new("CFDI40109", "SubTotal", "En los tipos T y P el SubTotal debe ser 0.",
            (document, _) => document.HasNoAmounts && document.SubTotal.Value != 0),
        new("CFDI40110", "Descuento", "Descuento es mayor que SubTotal.",
            (document, _) => document.Discount.Value > document.SubTotal.Value),
        new("CFDI40111", "Descuento",
            "Descuento debe existir sólo si algún concepto lo lleva, y ser su suma redondeada.",
            (document, _) => document.HasAmounts ? IsDiscountWrong(document) : document.Discount.Exists),
        new("CFDI40112", "Descuento", "Descuento tiene más decimales que la moneda.",
            (document, _) => !document.Allows(document.Discount)),
        new("CFDI40114", "TipoCambio", "Con moneda MXN, TipoCambio debe ser 1 o no existir.",
            (document, _) => document.Currency == Peso && document.Has("TipoCambio") && document["TipoCambio"] != "1"),
        new("CFDI40115", "TipoCambio", "Falta TipoCambio: la moneda no es MXN ni XXX.",
            (document, _) => document.Currency is not (Peso or NoCurrency) && !document.Has("TipoCambio")),
        new("CFDI40116", "TipoCambio", "Con moneda XXX no debe existir TipoCambio.",
            (document, _) => document.Currency == NoCurrency && document.Has("TipoCambio")),
        new("CFDI40119", "Total", "Total no es SubTotal menos descuentos más traslados menos retenciones.",
            (document, _) => document.Total.Is && document.Total.Value != TotalOf(document)),
        new("CFDI40122", "Exportacion", "Con Exportacion 02 debe existir el complemento de Comercio Exterior.",
            (document, _) => document["Exportacion"] == "02" && !document.HasForeignTrade),
        new("CFDI40125", "MetodoPago", "Los tipos T y P no llevan MetodoPago.",
            (document, _) => document.HasNoAmounts && document.Has("MetodoPago")),
        new("CFDI40127", "Confirmacion", "Confirmacion no debe existir: ningún importe está fuera de rango.",
            (document, _) => document.Has("Confirmacion") && IsInPesosAlone(document)),
        new("CFDI40130", "", "Falta InformacionGlobal: es un ingreso a PUBLICO EN GENERAL.",
            (document, _) => document.Type == "I" && document.Global.Count == 0 && document.ReceiverRfc == PublicRfc
                && document.Receiver[0]["Nombre"] == ReceiverRules.PublicName),
        new("CFDI40201", "", "Los tipos T y P no llevan Impuestos.",
            (document, _) => document.HasNoAmounts && document.Summary is not null),
        new("CFDI40222", "Exportacion", "Con Exportacion 01 o 03 no debe existir el complemento de Comercio Exterior.",
            (document, _) => document["Exportacion"] is "01" or "03" && document.HasForeignTrade));

    private static bool IsDiscountWrong(DocumentFacts document)
    {
        bool exists = document.Lines.Exists(line => line.Discount.Exists);
        return exists != document.Discount.Exists || (exists && document.Discount.Value
            != Rounding.To(document.Lines.Sum(line => line.Discount.Value), document.Decimals));
    }

    private static decimal TotalOf(DocumentFacts document) =>
        document.SubTotal.Value - document.Discount.Value + document.LocalTaxes
        + Tree.Number.Of(document.Summary?["TotalImpuestosTrasladados"]).Value
        - Tree.Number.Of(document.Summary?["TotalImpuestosRetenidos"]).Value;

    /// <summary>The limit of totals is the largest number there is; only a rate of exchange can leave its.</summary>
    private static bool IsInPesosAlone(DocumentFacts document) => document.Currency is Peso or NoCurrency
        && document.Payments?.Payments.Exists(payment => payment.Currency != Peso) != true;
}
