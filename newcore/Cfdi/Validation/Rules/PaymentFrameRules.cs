using Strangler.Cfdi.Validation.Facts;

namespace Strangler.Cfdi.Validation.Rules;

/// <summary>What a document must be that carries payments (CRP20101 to CRP20123): literally, 0 and not 0.00.</summary>
internal static class PaymentFrameRules
{
    public static readonly RuleSet Document = RuleSet.Of<DocumentFacts>(
        nameof(PaymentFrameRules), "/Comprobante", Framed,
        new("CRP20101", "TipoDeComprobante", "Con el complemento Pagos, el tipo debe ser P.",
            (document, _) => !document.IsPayment),
        new("CRP20102", "Exportacion", "En un pago, Exportacion debe ser 01.", (_, at) => at["Exportacion"] != "01"),
        new("CRP20103", "SubTotal", "En un pago, SubTotal debe ser \"0\".", (_, at) => at["SubTotal"] != "0"),
        new("CRP20104", "Moneda", "En un pago, Moneda debe ser XXX.", (_, at) => at["Moneda"] != "XXX"),
        new("CRP20105", "FormaPago", "Un pago no lleva FormaPago.", (_, at) => at.Has("FormaPago")),
        new("CRP20106", "MetodoPago", "Un pago no lleva MetodoPago.", (_, at) => at.Has("MetodoPago")),
        new("CRP20107", "CondicionesDePago", "Un pago no lleva CondicionesDePago.",
            (_, at) => at.Has("CondicionesDePago")),
        new("CRP20108", "Descuento", "Un pago no lleva Descuento.", (_, at) => at.Has("Descuento")),
        new("CRP20109", "TipoCambio", "Un pago no lleva TipoCambio.", (_, at) => at.Has("TipoCambio")),
        new("CRP20110", "Total", "En un pago, Total debe ser \"0\".", (_, at) => at["Total"] != "0"),
        new("CRP20111", "", "Un pago lleva un solo concepto.", (_, at) => at.Lines.Count != 1),
        new("CRP20123", "", "Un pago no lleva Impuestos.", (_, at) => at.Summary is not null));

    public static readonly RuleSet Line = RuleSet.Of<LineFacts>(
        nameof(PaymentFrameRules), "/Comprobante/Conceptos/Concepto",
        document => Framed(document).SelectMany(framed => framed.Lines),
        new("CRP20112", "", "El concepto de un pago no lleva más que ACuentaTerceros.",
            (_, at) => HasOtherThanThirdParty(at)),
        new("CRP20113", "ClaveProdServ", "En un pago, ClaveProdServ debe ser 84111506.",
            (_, at) => at.Product != WaterKeys.BillingProduct),
        new("CRP20114", "NoIdentificacion", "En un pago no existe NoIdentificacion.",
            (_, at) => at.Has("NoIdentificacion")),
        new("CRP20115", "Cantidad", "En un pago, Cantidad debe ser \"1\".", (_, at) => at["Cantidad"] != "1"),
        new("CRP20116", "ClaveUnidad", "En un pago, ClaveUnidad debe ser ACT.", (_, at) => at["ClaveUnidad"] != "ACT"),
        new("CRP20117", "Unidad", "En un pago no existe Unidad.", (_, at) => at.Has("Unidad")),
        new("CRP20118", "Descripcion", "En un pago, Descripcion debe ser \"Pago\".",
            (_, at) => at["Descripcion"] != "Pago"),
        new("CRP20119", "ValorUnitario", "En un pago, ValorUnitario debe ser \"0\".",
            (_, at) => at["ValorUnitario"] != "0"),
        new("CRP20120", "Importe", "En un pago, Importe debe ser \"0\".", (_, at) => at["Importe"] != "0"),
        new("CRP20121", "Descuento", "El concepto de un pago no lleva Descuento.", (_, at) => at.Has("Descuento")),
        new("CRP20122", "ObjetoImp", "En un pago, ObjetoImp debe ser 01.", (_, at) => at["ObjetoImp"] != "01"));

    private static IEnumerable<DocumentFacts> Framed(DocumentFacts document) =>
        document.IsPayment || document.Payments is not null ? [document] : [];

    private static bool HasOtherThanThirdParty(LineFacts line)
    {
        for (Tree.Element? child = line.Element.First; child is not null; child = child.Next)
        {
            if (child.Name != "ACuentaTerceros")
            {
                return true;
            }
        }

        return false;
    }
}
