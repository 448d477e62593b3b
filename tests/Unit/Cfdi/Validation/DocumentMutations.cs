using static Strangler.Tests.Unit.Cfdi.Validation.Specimens;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Changes of the root, the parties and the seal.</summary>
internal static class DocumentMutations
{
    private const string Export = "Exportacion=\"01\"";

    public static readonly Mutation[] All =
    [
        At("301", Commercial, "Version=\"4.0\"", "Version=\"3.3\"", "Version"),
        At("302", Commercial, " Sello=\"", " Sello=\"*", "Sello"),
        At("303", Commercial, "Rfc=\"EKU9003173C9\"", "Rfc=\"CACX7605101P8\"", "Certificado"),
        At("305", Commercial, "Fecha=\"2026", "Fecha=\"2022", "Fecha"),
        At("401", Commercial, "Fecha=\"2026-11-19", "Fecha=\"2026-11-16", "Fecha"),
        At("401", Commercial, "Fecha=\"2026-11-19", "Fecha=\"2026-11-20", "Fecha"),
        At("CFDI40101", Commercial, "2026-11-19T10:00:00", "2026-11-19 10:00:00", "Fecha"),
        At("CFDI40101", Commercial, "2026-11-19T10:00:00", "2026-02-30T10:00:00", "Fecha"),
        At("CFDI40102", Commercial, "Folio=\"2\"", "Folio=\"3\"", "Sello"),
        At("CFDI40103", Commercial, "TipoDeComprobante=\"I\"", "TipoDeComprobante=\"T\"", "FormaPago"),
        At("CFDI40104", Commercial, "FormaPago=\"99\"", "FormaPago=\"77\"", "FormaPago"),
        At("CFDI40105", Commercial, "FormaPago=\"99\"", "FormaPago=\"03\"", "FormaPago"),
        At("CFDI40106", Commercial, " Certificado=\"MIIF", " Certificado=\"AAAA", "Certificado"),
        At("CFDI40106", Commercial, "30001000000500003416", "30001000000500003417", "NoCertificado"),
        At("CFDI40107", Commercial, "SubTotal=\"1000.00\"", "SubTotal=\"1000.000\"", "SubTotal"),
        At("CFDI40108", Commercial, "SubTotal=\"1000.00\"", "SubTotal=\"1000.01\"", "SubTotal"),
        At("CFDI40109", Payment, "SubTotal=\"0\"", "SubTotal=\"0.01\"", "SubTotal"),
        At("CFDI40110", Rich, "Descuento=\"50.00\"", "Descuento=\"200.01\"", "Descuento"),
        At("CFDI40111", Rich, "Descuento=\"50.00\"", "Descuento=\"50.01\"", "Descuento"),
        At("CFDI40111", Commercial, "SubTotal=\"1000.00\"", "SubTotal=\"1000.00\" Descuento=\"0.00\"", "Descuento"),
        At("CFDI40112", Rich, "Descuento=\"50.00\"", "Descuento=\"50.000\"", "Descuento"),
        At("CFDI40113", Commercial, "Moneda=\"MXN\"", "Moneda=\"MXP\"", "Moneda"),
        At("CFDI40114", Commercial, "Moneda=\"MXN\"", "Moneda=\"MXN\" TipoCambio=\"1.5\"", "TipoCambio"),
        At("CFDI40115", Abroad, " TipoCambio=\"18.5\"", "", "TipoCambio"),
        At("CFDI40116", Payment, "Moneda=\"XXX\"", "Moneda=\"XXX\" TipoCambio=\"1\"", "TipoCambio"),
        At("CFDI40117", Abroad, "TipoCambio=\"18.5\"", "TipoCambio=\"18.1234567\"", "TipoCambio"),
        At("CFDI40119", Commercial, " Total=\"1160.00\"", " Total=\"1160.01\"", "Total"),
        At("CFDI40121", Commercial, "TipoDeComprobante=\"I\"", "TipoDeComprobante=\"Z\"", "TipoDeComprobante"),
        At("CFDI40122", Commercial, Export, "Exportacion=\"02\"", "Exportacion"),
        At("CFDI40123", Commercial, Export, "Exportacion=\"09\"", "Exportacion"),
        At("CFDI40124", Commercial, "MetodoPago=\"PPD\"", "MetodoPago=\"PPP\"", "MetodoPago"),
        At("CFDI40125", Commercial, "TipoDeComprobante=\"I\"", "TipoDeComprobante=\"T\"", "MetodoPago"),
        At("CFDI40126", Commercial, "LugarExpedicion=\"76000\"", "LugarExpedicion=\"00999\"", "LugarExpedicion"),
        At("CFDI40127", Commercial, Export, $"{Export} Confirmacion=\"ABC12\"", "Confirmacion"),
        new("CFDI40130", Global, "<cfdi:InformacionGlobal Periodicidad=\"04\" Meses=\"10\" Año=\"2026\"/>", "",
            "/Comprobante"),
        new("CFDI40131", Global, "Periodicidad=\"04\"", "Periodicidad=\"09\"", Covers("Periodicidad")),
        new("CFDI40132", Global, "Periodicidad=\"04\"", "Periodicidad=\"05\"", Covers("Periodicidad")),
        new("CFDI40133", Global, "Meses=\"10\"", "Meses=\"19\"", Covers("Meses")),
        new("CFDI40134", Global, "Meses=\"10\"", "Meses=\"13\"", Covers("Meses")),
        new("CFDI40135", Global, "Periodicidad=\"04\"", "Periodicidad=\"05\"", Covers("Meses")),
        new("CFDI40136", Global, "Año=\"2026\"", "Año=\"2020\"", Covers("Año")),
        new("CFDI40136", Global, "Año=\"2026\"", "Año=\"2027\"", Covers("Año")),
        new("CFDI40137", Credit, "TipoRelacion=\"01\"", "TipoRelacion=\"09\"",
            "/Comprobante/CfdiRelacionados/@TipoRelacion"),
        new("CFDI40140", Commercial, "RegimenFiscal=\"603\"", "RegimenFiscal=\"699\"", Issuer("RegimenFiscal")),
        new("CFDI40141", Commercial, "RegimenFiscal=\"603\"", "RegimenFiscal=\"605\"", Issuer("RegimenFiscal")),
        At("CFDI40222", Commercial, "</cfdi:Comprobante>", ForeignTrade, "Exportacion"),
        new("AQ-001", Commercial, "Rfc=\"EKU9003173C9\"", "Rfc=\"CACX7605101P8\"", Issuer("Rfc")),
        new("AQ-002", Commercial, "RegimenFiscal=\"603\"", "RegimenFiscal=\"601\"", Issuer("RegimenFiscal")),
        new("AQ-003", Commercial, "LugarExpedicion=\"76000\"", "LugarExpedicion=\"76010\"", "/Comprobante/Emisor"),
        new("AQ-W1", Commercial, "Rfc=\"EKU9003173C9\"", "Rfc=\"EKU9003173C8\"", Issuer("Rfc")),
        new("AQ-020", Commercial, "SubTotal=\"1000.00\"", "SubTotal=\"1000.0\"", "/Comprobante"),
        new("AQ-021", Commercial, "xsi:schemaLocation=", "xsi:noNamespaceSchemaLocation=", "/Comprobante"),
        new("AQ-022", Domestic, "<cfdi:Traslado Base=\"228.75\" Impuesto=\"002\" TipoFactor=\"Tasa\" "
            + "TasaOCuota=\"0.000000\" Importe=\"0.00\"/>", "", "/Comprobante"),
        At("AQ-023", Commercial, "FormaPago=\"99\"", "", "FormaPago"),
        At("AQ-024", Commercial, "MetodoPago=\"PPD\"", "", "MetodoPago"),
        new("AQ-025", Credit, "<cfdi:CfdiRelacionados TipoRelacion=\"01\"><cfdi:CfdiRelacionado "
            + "UUID=\"11111111-2222-4333-8444-555555555555\"/></cfdi:CfdiRelacionados>", "", "/Comprobante"),
        At("AQ-026", Commercial, "TipoDeComprobante=\"I\"", "TipoDeComprobante=\"T\"", "TipoDeComprobante"),
        At("AQ-050", Global, "MetodoPago=\"PUE\"", "MetodoPago=\"PPD\"", "MetodoPago"),
        new("AQ-R01", Payment, "sat.gob.mx/Pagos20\" xsi", "sat.gob.mx/Pagos21\" xsi",
            "/Comprobante/Complemento/Pagos"),
        At("AQ-R02", Payment, "sat.gob.mx/Pagos20\" xsi", "sat.gob.mx/Pagos21\" xsi", "Sello"),
        new("AQ-030", Payment, "sat.gob.mx/Pagos20\" xsi", "sat.gob.mx/Pagos21\" xsi", "/Comprobante"),
    ];

    private static Mutation At(string code, string specimen, string old, string @new, string attribute) =>
        new(code, specimen, old, @new, $"/Comprobante/@{attribute}");

    private static string Issuer(string attribute) => $"/Comprobante/Emisor/@{attribute}";

    private static string Covers(string attribute) => $"/Comprobante/InformacionGlobal/@{attribute}";
}
