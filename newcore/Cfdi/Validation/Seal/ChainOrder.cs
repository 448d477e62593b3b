namespace Strangler.Cfdi.Validation.Seal;

/// <summary>The order of cadenaoriginal_4_0.xslt, Pagos20.xslt and implocal.xslt.</summary>
internal static class ChainOrder
{
    private static readonly ChainNode LineTaxes = new("Impuestos",
        new ChainNode("Traslados", new ChainNode(
            "Traslado", "Base", "Impuesto", "TipoFactor", "TasaOCuota?", "Importe?")),
        new ChainNode("Retenciones", new ChainNode(
            "Retencion", "Base", "Impuesto", "TipoFactor", "TasaOCuota", "Importe")));

    private static readonly ChainNode Customs = new("InformacionAduanera", "NumeroPedimento");

    /// <summary>Its attributes stand before the whole of ComplementoConcepto, which no water utility uses.</summary>
    private static readonly ChainNode Line = new("Concepto",
        "ClaveProdServ", "NoIdentificacion?", "Cantidad", "ClaveUnidad", "Unidad?", "Descripcion", "ValorUnitario",
        "Importe", "Descuento?", "ObjetoImp", LineTaxes,
        new ChainNode("ACuentaTerceros", "RfcACuentaTerceros", "NombreACuentaTerceros",
            "RegimenFiscalACuentaTerceros", "DomicilioFiscalACuentaTerceros"),
        Customs, new ChainNode("CuentaPredial", "Numero"),
        new ChainNode("Parte", "ClaveProdServ", "NoIdentificacion?", "Cantidad", "Unidad?", "Descripcion",
            "ValorUnitario?", "Importe?", Customs));

    private static readonly ChainNode Summary = new("Impuestos",
        new ChainNode("Retenciones", new ChainNode("Retencion", "Impuesto", "Importe")), "TotalImpuestosRetenidos?",
        new ChainNode("Traslados", new ChainNode(
            "Traslado", "Base", "Impuesto", "TipoFactor", "TasaOCuota?", "Importe?")), "TotalImpuestosTrasladados?");

    private static readonly ChainNode Related = new("DoctoRelacionado",
        "IdDocumento", "Serie?", "Folio?", "MonedaDR", "EquivalenciaDR?", "NumParcialidad", "ImpSaldoAnt", "ImpPagado",
        "ImpSaldoInsoluto", "ObjetoImpDR",
        new ChainNode("ImpuestosDR",
            new ChainNode("RetencionesDR", new ChainNode(
                "RetencionDR", "BaseDR", "ImpuestoDR", "TipoFactorDR", "TasaOCuotaDR", "ImporteDR")),
            new ChainNode("TrasladosDR", new ChainNode(
                "TrasladoDR", "BaseDR", "ImpuestoDR", "TipoFactorDR", "TasaOCuotaDR?", "ImporteDR?"))));

    private static readonly ChainNode Payment = new("Pago",
        "FechaPago", "FormaDePagoP", "MonedaP", "TipoCambioP?", "Monto", "NumOperacion?", "RfcEmisorCtaOrd?",
        "NomBancoOrdExt?", "CtaOrdenante?", "RfcEmisorCtaBen?", "CtaBeneficiario?", "TipoCadPago?", "CertPago?",
        "CadPago?", "SelloPago?", Related,
        new ChainNode("ImpuestosP",
            new ChainNode("RetencionesP", new ChainNode("RetencionP", "ImpuestoP", "ImporteP")),
            new ChainNode("TrasladosP", new ChainNode(
                "TrasladoP", "BaseP", "ImpuestoP", "TipoFactorP", "TasaOCuotaP?", "ImporteP?"))));

    /// <summary>All but what stands in Complemento.</summary>
    public static readonly ChainNode Document = new("Comprobante",
        "Version", "Serie?", "Folio?", "Fecha", "FormaPago?", "NoCertificado", "CondicionesDePago?", "SubTotal",
        "Descuento?", "Moneda", "TipoCambio?", "Total", "TipoDeComprobante", "Exportacion", "MetodoPago?",
        "LugarExpedicion", "Confirmacion?",
        new ChainNode("InformacionGlobal", "Periodicidad", "Meses", "Año"),
        new ChainNode("CfdiRelacionados", "TipoRelacion", new ChainNode("CfdiRelacionado", "UUID")),
        new ChainNode("Emisor", "Rfc", "Nombre", "RegimenFiscal", "FacAtrAdquirente?"),
        new ChainNode("Receptor", "Rfc", "Nombre", "DomicilioFiscalReceptor", "ResidenciaFiscal?", "NumRegIdTrib?",
            "RegimenFiscalReceptor", "UsoCFDI"),
        new ChainNode("Conceptos", Line), Summary);

    public static readonly ChainNode Payments = new("Pagos",
        "Version",
        new ChainNode("Totales", "TotalRetencionesIVA?", "TotalRetencionesISR?", "TotalRetencionesIEPS?",
            "TotalTrasladosBaseIVA16?", "TotalTrasladosImpuestoIVA16?", "TotalTrasladosBaseIVA8?",
            "TotalTrasladosImpuestoIVA8?", "TotalTrasladosBaseIVA0?", "TotalTrasladosImpuestoIVA0?",
            "TotalTrasladosBaseIVAExento?", "MontoTotalPagos"),
        Payment);

    public static readonly ChainNode LocalTaxes = new("ImpuestosLocales",
        "version", "TotaldeRetenciones", "TotaldeTraslados",
        new ChainNode("RetencionesLocales", "ImpLocRetenido", "TasadeRetencion", "Importe"),
        new ChainNode("TrasladosLocales", "ImpLocTrasladado", "TasadeTraslado", "Importe"));
}
