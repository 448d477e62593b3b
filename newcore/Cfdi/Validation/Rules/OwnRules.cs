using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>
/// What we ask of our own documents beyond SAT: exact amounts, for SAT's bands are wide, and the keys of a water
/// utility, for all others exist too.
/// </summary>
internal static class OwnRules
{
    private static readonly string[] Written = ["SubTotal", "Descuento", "Total"];
    private static readonly string[] Summed = ["TotalImpuestosRetenidos", "TotalImpuestosTrasladados"];

    public static readonly RuleSet Document = RuleSet.Of<DocumentFacts>(
        nameof(OwnRules), "/Comprobante", document => [document],
        new("AQ-020", "", "Los importes del comprobante en MXN llevan dos decimales.",
            (document, _) => document is { HasAmounts: true, Currency: DocumentFacts.Peso } && !HasCentavos(document)),
        new("AQ-021", "", "Falta schemaLocation.", (_, at) => !HasSchemaLocation(at.Element)),
        new("AQ-022", "", "Un impuesto de los conceptos no está en el resumen Impuestos.",
            (document, _) => document.HasAmounts && !IsSummaryWhole(document)),
        new("AQ-023", "FormaPago", "Un ingreso o egreso lleva FormaPago.",
            (document, _) => document.Type is "I" or "E" && !document.Has("FormaPago")),
        new("AQ-024", "MetodoPago", "Un ingreso o egreso lleva MetodoPago.",
            (document, _) => document.Type is "I" or "E" && !document.Has("MetodoPago")),
        new("AQ-025", "", "Un egreso lleva CfdiRelacionados.",
            (document, _) => document.Type == "E" && document.Element.Child("CfdiRelacionados") is null),
        new("AQ-026", "TipoDeComprobante", "Un organismo de agua emite sólo los tipos I, E y P.",
            (document, _) => document.Type is not ("I" or "E" or "P")),
        new("AQ-030", "", "Un comprobante de tipo P lleva el complemento Pagos.",
            (document, _) => document.IsPayment && document.Payments is null),
        new("AQ-050", "MetodoPago", "Una factura global es siempre PUE.",
            (document, _) => document.Global.Count > 0 && document["MetodoPago"] != "PUE"));

    public static readonly RuleSet Line = RuleSet.Of<LineFacts>(
        nameof(OwnRules), "/Comprobante/Conceptos/Concepto", document => document.Lines,
        new("AQ-040", "Importe", "Importe no es exactamente Cantidad por ValorUnitario, a seis decimales.",
            (_, at) => !Rounding.IsExactly(at.Quantity, at.UnitPrice, at.Amount)),
        new("AQ-041", "ClaveProdServ", "La clave no es de un organismo de agua.",
            (document, at) => !document.Context.Products.Contains(at.Product)),
        new("AQ-042", "ClaveUnidad", "La unidad no es de un organismo de agua: m3 es MTQ.",
            (document, at) => !document.Context.Units.Contains(at["ClaveUnidad"])),
        new("AQ-043", "", "Las bases del IVA no suman el importe menos el descuento.",
            (_, at) => !at.Charges(TaxKey.Excise) && at.Charges(TaxKey.Vat)
                && BaseOf(at, TaxKey.Vat) != at.Amount.Value - at.Discount.Value),
        new("AQ-044", "ClaveProdServ", "01010101 es de la factura global, y sólo de ella.",
            (document, at) => document.Global.Count > 0 != (at.Product == WaterKeys.GlobalProduct)),
        new("AQ-051", "",
            "El concepto de una global: Venta, ACT, Cantidad 1, NoIdentificacion, sin Unidad ni retenciones.",
            (document, at) => document.Global.Count > 0 && !IsOfGlobal(at)));

    public static readonly RuleSet Transfers = RuleSet.Of<TaxFacts>(
        nameof(OwnRules), "/Comprobante/Conceptos/Concepto/Impuestos/Traslados/Traslado",
        document => document.Lines.SelectMany(line => line.Transfers),
        new("AQ-045", "Importe", "El importe del traslado no es exactamente Base por TasaOCuota, a seis decimales.",
            (_, at) => at.Rate.Is && at.Amount.Is && !Rounding.IsExactly(at.Base, at.Rate, at.Amount)),
        new("AQ-046", "TasaOCuota", "TasaOCuota lleva seis decimales.",
            (_, at) => at.Rate is { Is: true, Decimals: not 6 }));

    private static bool HasCentavos(DocumentFacts document) =>
        Written.All(name => IsCentavos(document.Element[name]))
        && Summed.All(name => IsCentavos(document.Summary?[name]))
        && document.Transfers.TrueForAll(
            tax => tax.Base.Decimals == 2 && (!tax.Amount.Exists || tax.Amount.Decimals == 2))
        && document.Withholdings.TrueForAll(tax => tax.Amount.Decimals == 2);

    private static bool IsCentavos(string? text) => text is null || Number.Of(text).Decimals == 2;

    /// <summary>A receipt of a global document may have a part at 0 % and a part at 16 %.</summary>
    private static decimal BaseOf(LineFacts line, string tax)
    {
        decimal sum = 0;
        foreach (TaxFacts transfer in line.Transfers)
        {
            sum += transfer.Tax == tax ? transfer.Base.Value : 0;
        }

        return sum;
    }

    private static bool HasSchemaLocation(Element root)
    {
        foreach (ref readonly ElementAttribute attribute in root.Attributes)
        {
            if (attribute is { Qualified: true, Name: "schemaLocation" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSummaryWhole(DocumentFacts document)
    {
        HashSet<TaxKey> there = [.. document.Transfers.Select(tax => tax.Key)];
        HashSet<string> withheld = [.. document.Withholdings.Select(tax => tax.Tax)];
        return document.LineTransfers.Keys.All(there.Contains)
            && document.LineWithholdings.Keys.All(key => withheld.Contains(key.Tax));
    }

    private static bool IsOfGlobal(LineFacts line) => line["Descripcion"] == "Venta" && line["ClaveUnidad"] == "ACT"
        && line["Cantidad"] == "1" && line.Has("NoIdentificacion") && !line.Has("Unidad")
        && line.Withholdings.Count == 0;
}
