using static Strangler.Tests.Unit.Cfdi.Validation.Specimens;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Changes of the complement of payments and of the document around it.</summary>
internal static class PaymentMutations
{
    private const string Line = "/Comprobante/Conceptos/Concepto";
    private const string Book = "/Comprobante/Complemento/Pagos";
    private const string Related = $"{Book}/Pago/DoctoRelacionado";
    private const string RelatedTransfer = $"{Related}/ImpuestosDR/TrasladosDR/TrasladoDR";
    private const string RelatedWithholding = $"{Related}/ImpuestosDR/RetencionesDR/RetencionDR[1]";
    private const string PaidTransfer = $"{Book}/Pago/ImpuestosP/TrasladosP/TrasladoP";
    private const string PaidWithholding = $"{Book}/Pago/ImpuestosP/RetencionesP/RetencionP";
    private const string SecondLine =
        "<cfdi:Conceptos><cfdi:Concepto ClaveProdServ=\"84111506\" Cantidad=\"1\" ClaveUnidad=\"ACT\" "
        + "Descripcion=\"Pago\" ValorUnitario=\"0\" Importe=\"0\" ObjetoImp=\"01\"/>";
    private const string RelatedTaxes =
        "<pago20:ImpuestosDR><pago20:TrasladosDR><pago20:TrasladoDR BaseDR=\"500.00\" ImpuestoDR=\"002\" "
        + "TipoFactorDR=\"Tasa\" TasaOCuotaDR=\"0.160000\" ImporteDR=\"80.00\"/></pago20:TrasladosDR>"
        + "</pago20:ImpuestosDR>";

    private static readonly Mutation[] Frame =
    [
        Root("CRP20101", "TipoDeComprobante=\"P\"", "TipoDeComprobante=\"I\"", "TipoDeComprobante"),
        Root("CRP20102", "Exportacion=\"01\"", "Exportacion=\"03\"", "Exportacion"),
        Root("CRP20103", "SubTotal=\"0\"", "SubTotal=\"0.00\"", "SubTotal"),
        Root("CRP20104", "Moneda=\"XXX\"", "Moneda=\"MXN\"", "Moneda"),
        Root("CRP20105", "SubTotal=\"0\"", "FormaPago=\"03\" SubTotal=\"0\"", "FormaPago"),
        Root("CRP20106", "SubTotal=\"0\"", "MetodoPago=\"PUE\" SubTotal=\"0\"", "MetodoPago"),
        Root("CRP20107", "SubTotal=\"0\"", "CondicionesDePago=\"X\" SubTotal=\"0\"", "CondicionesDePago"),
        Root("CRP20108", "SubTotal=\"0\"", "Descuento=\"0\" SubTotal=\"0\"", "Descuento"),
        Root("CRP20109", "SubTotal=\"0\"", "TipoCambio=\"1\" SubTotal=\"0\"", "TipoCambio"),
        Root("CRP20110", " Total=\"0\"", " Total=\"0.00\"", "Total"),
        new("CRP20111", Payment, "<cfdi:Conceptos>", SecondLine, "/Comprobante"),
        new("CRP20112", Payment, "ObjetoImp=\"01\"/>",
            "ObjetoImp=\"01\"><cfdi:CuentaPredial Numero=\"1\"/></cfdi:Concepto>", Line),
        At("CRP20113", "ClaveProdServ=\"84111506\"", "ClaveProdServ=\"83101500\"", "ClaveProdServ"),
        At("CRP20114", "Cantidad=", "NoIdentificacion=\"1\" Cantidad=", "NoIdentificacion"),
        At("CRP20115", "Cantidad=\"1\"", "Cantidad=\"1.0\"", "Cantidad"),
        At("CRP20116", "ClaveUnidad=\"ACT\"", "ClaveUnidad=\"E48\"", "ClaveUnidad"),
        At("CRP20117", "Descripcion=", "Unidad=\"PIEZA\" Descripcion=", "Unidad"),
        At("CRP20118", "Descripcion=\"Pago\"", "Descripcion=\"PAGO\"", "Descripcion"),
        At("CRP20119", "ValorUnitario=\"0\"", "ValorUnitario=\"0.0\"", "ValorUnitario"),
        At("CRP20120", "Importe=\"0\"", "Importe=\"0.0\"", "Importe"),
        At("CRP20121", "Importe=\"0\"", "Importe=\"0\" Descuento=\"0\"", "Descuento"),
        At("CRP20122", "ObjetoImp=\"01\"", "ObjetoImp=\"03\"", "ObjetoImp"),
        new("CRP20123", Payment, "<cfdi:Complemento>", "<cfdi:Impuestos/><cfdi:Complemento>", "/Comprobante"),
    ];

    private static readonly Mutation[] Totals =
    [
        Total("CRP20201", AllTaxes, "TotalRetencionesIVA", "10.67", "10.66"),
        Total("CRP20202", AllTaxes, "TotalRetencionesISR", "10.00", "10.01"),
        Total("CRP20203", AllTaxes, "TotalRetencionesIEPS", "8.00", "8.01"),
        Total("CRP20204", Payment, "TotalTrasladosBaseIVA16", "500.00", "500.01"),
        Total("CRP20205", Payment, "TotalTrasladosImpuestoIVA16", "80.00", "80.01"),
        Total("CRP20206", AllTaxes, "TotalTrasladosBaseIVA8", "100.00", "100.01"),
        Total("CRP20207", AllTaxes, "TotalTrasladosImpuestoIVA8", "8.00", "8.01"),
        Total("CRP20208", AllTaxes, "TotalTrasladosBaseIVA0", "100.00", "100.01"),
        Total("CRP20209", AllTaxes, "TotalTrasladosImpuestoIVA0", "0.00", "0.01"),
        Total("CRP20210", AllTaxes, "TotalTrasladosBaseIVAExento", "100.00", "100.01"),
        Total("CRP20211", Payment, "MontoTotalPagos", "580.00", "580.01"),
        new("AQ-031", Payment, "MontoTotalPagos=", "TotalTrasladosBaseIVA8=\"0.00\" MontoTotalPagos=",
            $"{Book}/Totales/@TotalTrasladosBaseIVA8"),
    ];

    private static readonly Mutation[] Payments =
    [
        Pay("CRP20212", Payment, "FormaDePagoP=\"03\"", "FormaDePagoP=\"99\"", "FormaDePagoP"),
        Pay("CRP20213", Payment, "MonedaP=\"MXN\"", "MonedaP=\"XXX\"", "MonedaP"),
        Pay("CRP20214", Payment, "MonedaP=\"MXN\" TipoCambioP=\"1\"", "MonedaP=\"USD\"", "TipoCambioP"),
        Pay("CRP20215", Payment, "TipoCambioP=\"1\"", "TipoCambioP=\"1.0\"", "TipoCambioP"),
        Pay("CRP20217", Payment, " Monto=\"580.00\"", " Monto=\"579.99\"", "Monto"),
        Pay("CRP20218", Payment, " Monto=\"580.00\"", " Monto=\"0\"", "Monto"),
        Pay("CRP20219", Payment, " Monto=\"580.00\"", " Monto=\"580.000\"", "Monto"),
        Pay("CRP20221", TwoInvoices, "FormaDePagoP=\"03\"", "FormaDePagoP=\"01\"", "RfcEmisorCtaOrd"),
        Pay("CRP20223", TwoInvoices, "BMI9704113PA", "XEXX010101000", "NomBancoOrdExt"),
        Pay("CRP20224", TwoInvoices, "FormaDePagoP=\"03\"", "FormaDePagoP=\"01\"", "CtaOrdenante"),
        Pay("CRP20225", TwoInvoices, "CtaOrdenante=\"0001970000\"", "CtaOrdenante=\"00019700001\"", "CtaOrdenante"),
        Pay("CRP20226", TwoInvoices, "CtaBeneficiario=\"0198005000\"", "CtaBeneficiario=\"01980050001\"",
            "CtaBeneficiario"),
        Pay("CRP20227", TwoInvoices, "FormaDePagoP=\"03\"", "FormaDePagoP=\"06\"", "RfcEmisorCtaBen"),
        Pay("CRP20228", TwoInvoices, "FormaDePagoP=\"03\"", "FormaDePagoP=\"06\"", "CtaBeneficiario"),
        Pay("CRP20229", Payment, "\"03\" Mon", "\"02\" TipoCadPago=\"01\" Mon", "TipoCadPago"),
        Pay("CRP20230", Payment, "\"03\" Mon", "\"03\" TipoCadPago=\"01\" Mon", "CertPago"),
        Pay("CRP20231", Payment, "\"03\" Mon", "\"03\" CertPago=\"YQ==\" Mon", "CertPago"),
        Pay("CRP20232", Payment, "\"03\" Mon", "\"03\" TipoCadPago=\"01\" Mon", "CadPago"),
        Pay("CRP20233", Payment, "\"03\" Mon", "\"03\" CadPago=\"c\" Mon", "CadPago"),
        Pay("CRP20234", Payment, "\"03\" Mon", "\"03\" TipoCadPago=\"01\" Mon", "SelloPago"),
        Pay("CRP20235", Payment, "\"03\" Mon", "\"03\" SelloPago=\"YQ==\" Mon", "SelloPago"),
        Pay("CRP20276", TwoCurrencies, " Monto=\"300.00\"", " Monto=\"290.00\"", "Monto"),
        Pay("AQ-032", Payment, "FechaPago=\"2026-11-18", "FechaPago=\"2026-11-20", "FechaPago"),
    ];

    private static readonly Mutation[] Invoices =
    [
        Of("CRP20236", "MonedaDR=\"MXN\"", "MonedaDR=\"XXX\"", "MonedaDR"),
        new("CRP20237", TwoCurrencies, "EquivalenciaDR=\"0.0500000000\"", "", $"{Related}[2]/@EquivalenciaDR"),
        Of("CRP20238", "EquivalenciaDR=\"1\"", "EquivalenciaDR=\"1.1\"", "EquivalenciaDR"),
        Of("CRP20239", "ImpSaldoAnt=\"1160.00\"", "ImpSaldoAnt=\"0\"", "ImpSaldoAnt"),
        Of("CRP20240", "ImpSaldoAnt=\"1160.00\"", "ImpSaldoAnt=\"1160.000\"", "ImpSaldoAnt"),
        Of("CRP20241", "ImpPagado=\"580.00\"", "ImpPagado=\"0\"", "ImpPagado"),
        Of("CRP20242", "ImpPagado=\"580.00\"", "ImpPagado=\"580.000\"", "ImpPagado"),
        Of("CRP20243", "ImpSaldoInsoluto=\"580.00\"", "ImpSaldoInsoluto=\"580.000\"", "ImpSaldoInsoluto"),
        Of("CRP20244", "ImpSaldoInsoluto=\"580.00\"", "ImpSaldoInsoluto=\"580.01\"", "ImpSaldoInsoluto"),
        Of("CRP20245", "ObjetoImpDR=\"02\"", "ObjetoImpDR=\"09\"", "ObjetoImpDR"),
        Of("CRP20246", RelatedTaxes, "", "ObjetoImpDR"),
        Of("CRP20247", "ObjetoImpDR=\"02\"", "ObjetoImpDR=\"01\"", "ObjetoImpDR"),
        new("CRP20248", Payment, RelatedTaxes, "<pago20:ImpuestosDR/>", Related),
        new("CRP20277", TwoCurrencies, "EquivalenciaDR=\"1.0000000000\"", "EquivalenciaDR=\"1\"",
            $"{Related}[1]/@EquivalenciaDR"),
        Of("CRP20278", "ObjetoImpDR=\"02\"", "ObjetoImpDR=\"06\"", "ObjetoImpDR"),
        Of("CRP20279", "ObjetoImpDR=\"02\"", "ObjetoImpDR=\"07\"", "ObjetoImpDR"),
    ];

    private static readonly Mutation[] Taxes =
    [
        Held("CRP20249", "RetencionDR BaseDR=\"100\"", "RetencionDR BaseDR=\"0\"", "BaseDR"),
        Held("CRP20250", "ImpuestoDR=\"002\"", "ImpuestoDR=\"009\"", "ImpuestoDR"),
        Held("CRP20251", "TipoFactorDR=\"Tasa\"", "TipoFactorDR=\"Taza\"", "TipoFactorDR"),
        Held("CRP20252", "TipoFactorDR=\"Tasa\"", "TipoFactorDR=\"Exento\"", "TipoFactorDR"),
        Held("CRP20253", "TasaOCuotaDR=\"0.106667\"", "TasaOCuotaDR=\"0.200000\"", "TasaOCuotaDR"),
        Held("CRP20254", "ImporteDR=\"10.6667\"", "ImporteDR=\"12\"", "ImporteDR"),
        new("CRP20255", Payment, "BaseDR=\"500.00\"", "BaseDR=\"0\"", $"{RelatedTransfer}/@BaseDR"),
        new("CRP20256", Payment, "ImpuestoDR=\"002\"", "ImpuestoDR=\"009\"", $"{RelatedTransfer}/@ImpuestoDR"),
        new("CRP20257", Payment, "TipoFactorDR=\"Tasa\"", "TipoFactorDR=\"Taza\"", $"{RelatedTransfer}/@TipoFactorDR"),
        new("CRP20258", ExemptPayment, "TipoFactorDR=\"Exento\"", "TipoFactorDR=\"Exento\" ImporteDR=\"0\"",
            $"{RelatedTransfer}/@TipoFactorDR"),
        new("CRP20259", Payment, " TasaOCuotaDR=\"0.160000\" ImporteDR=\"80.00\"", "",
            $"{RelatedTransfer}/@TipoFactorDR"),
        new("CRP20260", Payment, "TasaOCuotaDR=\"0.160000\"", "TasaOCuotaDR=\"0.150000\"",
            $"{RelatedTransfer}/@TasaOCuotaDR"),
        new("CRP20261", Payment, "ImporteDR=\"80.00\"", "ImporteDR=\"90.00\"", $"{RelatedTransfer}/@ImporteDR"),
        new("CRP20262", AllTaxes, "RetencionP ImpuestoP=\"002\"", "RetencionP ImpuestoP=\"009\"",
            $"{PaidWithholding}[1]/@ImpuestoP"),
        new("CRP20263", AllTaxes, "RetencionP ImpuestoP=\"003\"", "RetencionP ImpuestoP=\"001\"",
            $"{PaidWithholding}[3]/@ImpuestoP"),
        new("CRP20264", AllTaxes,
            "TotalRetencionesIVA=\"10.67\" TotalRetencionesISR=\"10.00\" TotalRetencionesIEPS=\"8.00\"", "",
            $"{PaidWithholding}[1]/@ImporteP"),
        new("CRP20265", AllTaxes, "ImporteP=\"10.6667\"", "ImporteP=\"10.6668\"", $"{PaidWithholding}[1]/@ImporteP"),
        new("CRP20266", ExemptPayment, "TipoFactorP=\"Exento\"", "TipoFactorP=\"Exento\" ImporteP=\"0\"", PaidTransfer),
        new("CRP20267", Payment, "TotalTrasladosBaseIVA16=\"500.00\"", "", $"{PaidTransfer}/@BaseP"),
        new("CRP20268", Payment, "BaseP=\"500.00\"", "BaseP=\"500.01\"", $"{PaidTransfer}/@BaseP"),
        new("CRP20269", ExemptPayment, "BaseP=\"100.00\"", "BaseP=\"100.01\"", $"{PaidTransfer}/@BaseP"),
        new("CRP20270", Payment, "ImpuestoP=\"002\"", "ImpuestoP=\"009\"", $"{PaidTransfer}/@ImpuestoP"),
        new("CRP20271", AllTaxes, "TasaOCuotaP=\"0.080000\"", "TasaOCuotaP=\"0.160000\"",
            $"{PaidTransfer}[2]/@ImpuestoP"),
        new("CRP20272", Payment, "TasaOCuotaP=\"0.160000\"", "TasaOCuotaP=\"0.150000\"",
            $"{PaidTransfer}/@TasaOCuotaP"),
        new("CRP20273", Payment, "TotalTrasladosImpuestoIVA16=\"80.00\"", "", $"{PaidTransfer}/@ImporteP"),
        new("CRP20274", Payment, "ImporteP=\"80.00\"", "ImporteP=\"80.01\"", $"{PaidTransfer}/@ImporteP"),
        new("AQ-033", Payment, "BaseDR=\"500.00\"", "BaseDR=\"500.001\"", PaidTransfer),
    ];

    public static readonly Mutation[] All = [.. Frame, .. Totals, .. Payments, .. Invoices, .. Taxes];

    private static Mutation Root(string code, string old, string @new, string attribute) =>
        new(code, Payment, old, @new, $"/Comprobante/@{attribute}");

    private static Mutation At(string code, string old, string @new, string attribute) =>
        new(code, Payment, old, @new, $"{Line}/@{attribute}");

    private static Mutation Total(string code, string specimen, string name, string old, string @new) =>
        new(code, specimen, $"{name}=\"{old}\"", $"{name}=\"{@new}\"", $"{Book}/Totales/@{name}");

    private static Mutation Pay(string code, string specimen, string old, string @new, string attribute) =>
        new(code, specimen, old, @new, $"{Book}/Pago/@{attribute}");

    private static Mutation Of(string code, string old, string @new, string attribute) =>
        new(code, Payment, old, @new, $"{Related}/@{attribute}");

    private static Mutation Held(string code, string old, string @new, string attribute) =>
        new(code, AllTaxes, old, @new, $"{RelatedWithholding}/@{attribute}");
}
