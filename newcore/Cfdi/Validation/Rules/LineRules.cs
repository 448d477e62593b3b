using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Rules of a line (CFDI40164 to 40173, 140226 and 140227).</summary>
internal static class LineRules
{
    private static readonly System.Collections.Frozen.FrozenSet<string> VatProducts =
        SatCatalogues.Of("c_ClaveProdServ/IVA");

    public static readonly RuleSet Set = RuleSet.Of<LineFacts>(
        nameof(LineRules), "/Comprobante/Conceptos/Concepto", document => document.Lines,
        new("CFDI40164", "ClaveProdServ", "La clave pide IVA trasladado y el concepto no lo lleva.",
            (_, at) => VatProducts.Contains(at.Product) && !at.Charges(TaxKey.Vat)),
        new("CFDI40166", "ValorUnitario", "ValorUnitario debe ser mayor que cero.",
            (document, at) => document.HasAmounts && at.UnitPrice is { Is: true, Value: 0 }),
        new("CFDI40167", "Importe", "Importe no es Cantidad por ValorUnitario.",
            (_, at) => at.Quantity.Is && at.UnitPrice.Is && at.Amount.Is
                && !Rounding.IsProduct(at.Quantity, at.UnitPrice, at.Amount)),
        new("CFDI40168", "Descuento", "Descuento tiene más decimales que Importe.",
            (_, at) => at.Discount.Decimals > at.Amount.Decimals),
        new("CFDI40169", "Descuento", "Descuento es mayor que Importe.",
            (_, at) => at.Discount.Value > at.Amount.Value),
        new("CFDI40171", "ObjetoImp", "Con ObjetoImp 02 debe existir Impuestos.",
            (_, at) => at.TaxObject == "02" && at.Taxes is null),
        new("CFDI40172", "ObjetoImp", "Con ObjetoImp 01, 03, 04 o 05 no debe existir Impuestos.",
            (_, at) => at.TaxObject is "01" or "03" or "04" or "05" && at.Taxes is not null),
        new("CFDI40173", "", "Impuestos no lleva traslados ni retenciones.",
            (_, at) => at.Taxes is not null && at.Transfers.Count + at.Withholdings.Count == 0),
        new("CFDI140226", "ObjetoImp", "Con ObjetoImp 06 u 08 no debe haber IVA ni IEPS.",
            (_, at) => at.TaxObject is "06" or "08" && (Has(at, TaxKey.Vat) || Has(at, TaxKey.Excise))),
        new("CFDI140227", "ObjetoImp", "Con ObjetoImp 07 no debe haber IVA, y sí IEPS trasladado.",
            (_, at) => at.TaxObject == "07" && (Has(at, TaxKey.Vat) || !at.Charges(TaxKey.Excise))));

    public static readonly RuleSet Customs = RuleSet.Of<PlaceFacts>(
        nameof(LineRules), "/Comprobante/Conceptos/Concepto/InformacionAduanera",
        document => document.Lines.SelectMany(line => line.Customs),
        new Rule<PlaceFacts>("CFDI40195", "NumeroPedimento", "Con comercio exterior no debe existir NumeroPedimento.",
            (document, _) => document.HasForeignTrade));

    public static readonly RuleSet Part = RuleSet.Of<PartFacts>(
        nameof(LineRules), "/Comprobante/Conceptos/Concepto/Parte",
        document => document.Lines.SelectMany(line => line.Parts),
        new("CFDI40197", "ValorUnitario", "ValorUnitario de la parte debe ser mayor que cero.",
            (_, at) => at.UnitPrice is { Is: true, Value: 0 }),
        new("CFDI40198", "Importe", "Importe de la parte no es Cantidad por ValorUnitario.",
            (_, at) => at.Quantity.Is && at.UnitPrice.Is && at.Amount.Is
                && !Rounding.IsProduct(at.Quantity, at.UnitPrice, at.Amount)));

    public static readonly RuleSet PartCustoms = RuleSet.Of<PlaceFacts>(
        nameof(LineRules), "/Comprobante/Conceptos/Concepto/Parte/InformacionAduanera",
        document => document.Lines.SelectMany(line => line.Parts).SelectMany(part => part.Customs),
        new Rule<PlaceFacts>("CFDI40200", "NumeroPedimento",
            "Con comercio exterior no debe existir NumeroPedimento en la parte.",
            (document, _) => document.HasForeignTrade));

    private static bool Has(LineFacts line, string tax) => line.Charges(tax) || line.Withholds(tax);
}
