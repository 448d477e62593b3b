using static Strangler.Tests.Unit.Cfdi.Validation.Specimens;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Changes of the receiver, the lines and the summary of taxes.</summary>
internal static class LineMutations
{
    private const string Line = "/Comprobante/Conceptos/Concepto";
    private const string Transfer = $"{Line}/Impuestos/Traslados/Traslado";
    private const string Withholding = $"{Line}/Impuestos/Retenciones/Retencion[1]";
    private const string Summary = "/Comprobante/Impuestos";
    private const string SummaryTransfer = $"{Summary}/Traslados/Traslado";
    private const string SummaryWithholding = $"{Summary}/Retenciones/Retencion";
    private const string LineTaxes =
        "<cfdi:Impuestos><cfdi:Traslados><cfdi:Traslado Base=\"1000\" Impuesto=\"002\" TipoFactor=\"Tasa\" "
        + "TasaOCuota=\"0.160000\" Importe=\"160\"/></cfdi:Traslados></cfdi:Impuestos>";

    private static readonly Mutation[] Receivers =
    [
        Receiver("CFDI40146", Commercial, "Nombre=\"UNIVERSIDAD ROBOTICA ESPAÑOLA\"",
            "Nombre=\"PUBLICO EN GENERAL\"", "Rfc"),
        Receiver("CFDI40149", Global, "DomicilioFiscalReceptor=\"76000\"", "DomicilioFiscalReceptor=\"76010\"",
            "DomicilioFiscalReceptor"),
        Receiver("CFDI40150", Abroad, "ResidenciaFiscal=\"USA\"", "ResidenciaFiscal=\"USX\"", "ResidenciaFiscal"),
        Receiver("CFDI40151", Commercial, "UsoCFDI=", "ResidenciaFiscal=\"USA\" UsoCFDI=", "ResidenciaFiscal"),
        Receiver("CFDI40152", Abroad, "ResidenciaFiscal=\"USA\"", "ResidenciaFiscal=\"MEX\"", "ResidenciaFiscal"),
        Receiver("CFDI40153", Abroad, "ResidenciaFiscal=\"USA\"", "", "ResidenciaFiscal"),
        Receiver("CFDI40154", Commercial, "UsoCFDI=", "NumRegIdTrib=\"123456789\" UsoCFDI=", "NumRegIdTrib"),
        Receiver("CFDI40155", Exported, "NumRegIdTrib=\"123456789\"", "", "NumRegIdTrib"),
        Receiver("CFDI40156", Abroad, "NumRegIdTrib=\"123456789\"", "NumRegIdTrib=\"12345\"", "NumRegIdTrib"),
        Receiver("CFDI40157", Commercial, "Receptor=\"601\"", "Receptor=\"699\"", "RegimenFiscalReceptor"),
        Receiver("CFDI40158", Commercial, "Receptor=\"601\"", "Receptor=\"605\"", "RegimenFiscalReceptor"),
        Receiver("CFDI40159", Global, "Receptor=\"616\"", "Receptor=\"605\"", "RegimenFiscalReceptor"),
        Receiver("CFDI40160", Commercial, "UsoCFDI=\"G03\"", "UsoCFDI=\"P01\"", "UsoCFDI"),
        Receiver("CFDI40161", Commercial, "UsoCFDI=\"G03\"", "UsoCFDI=\"D01\"", "UsoCFDI"),
        Receiver("CFDI40161", Domestic, "UsoCFDI=\"S01\"", "UsoCFDI=\"G03\"", "UsoCFDI"),
        Receiver("AQ-010", Commercial, "UsoCFDI=\"G03\"", "UsoCFDI=\"CP01\"", "UsoCFDI"),
        Receiver("AQ-011", Commercial, "DomicilioFiscalReceptor=\"76000\"", "DomicilioFiscalReceptor=\"00999\"",
            "DomicilioFiscalReceptor"),
        Receiver("AQ-W2", Commercial, "URE180429TM6", "URE180429TM5", "Rfc"),
        Receiver("AQ-W3", Commercial, "ROBOTICA ESPAÑOLA", "ROBOTICA SA DE CV", "Nombre"),
    ];

    private static readonly Mutation[] Lines =
    [
        At("CFDI40162", Commercial, "ClaveProdServ=\"83101500\"", "ClaveProdServ=\"99999999\"", "ClaveProdServ"),
        At("CFDI40164", Payment, "ClaveProdServ=\"84111506\"", "ClaveProdServ=\"80111700\"", "ClaveProdServ"),
        At("CFDI40165", Commercial, "ClaveUnidad=\"MTQ\"", "ClaveUnidad=\"M3\"", "ClaveUnidad"),
        At("CFDI40166", Commercial, "ValorUnitario=\"25\"", "ValorUnitario=\"0\"", "ValorUnitario"),
        At("CFDI40167", Commercial, "Importe=\"1000\"", "Importe=\"1100\"", "Importe"),
        At("CFDI40168", Rich, "Importe=\"200.00\" Descuento=\"50.00\"", "Importe=\"200.00\" Descuento=\"50.000\"",
            "Descuento"),
        At("CFDI40169", Rich, "Importe=\"200.00\" Descuento=\"50.00\"", "Importe=\"200.00\" Descuento=\"250.00\"",
            "Descuento"),
        At("CFDI40170", Commercial, "ObjetoImp=\"02\"", "ObjetoImp=\"09\"", "ObjetoImp"),
        At("CFDI40171", Commercial, LineTaxes, "", "ObjetoImp"),
        At("CFDI40172", Commercial, "ObjetoImp=\"02\"", "ObjetoImp=\"01\"", "ObjetoImp"),
        new("CFDI40173", Commercial, LineTaxes, "<cfdi:Impuestos/>", Line),
        new("CFDI40174", Commercial, "Base=\"1000\"", "Base=\"0\"", $"{Transfer}/@Base"),
        new("CFDI40175", Commercial, "Impuesto=\"002\"", "Impuesto=\"009\"", $"{Transfer}/@Impuesto"),
        new("CFDI40176", Commercial, "TipoFactor=\"Tasa\"", "TipoFactor=\"Taza\"", $"{Transfer}/@TipoFactor"),
        new("CFDI40177", Exempt, "\"Exento\"/>", "\"Exento\" TasaOCuota=\"0.000000\" Importe=\"0\"/>",
            $"{Transfer}/@TipoFactor"),
        new("CFDI40178", Commercial, " TasaOCuota=\"0.160000\" Importe=\"160\"", "", $"{Transfer}/@TipoFactor"),
        new("CFDI40179", Commercial, "TasaOCuota=\"0.160000\"", "TasaOCuota=\"0.150000\"", $"{Transfer}/@TasaOCuota"),
        new("CFDI40180", Commercial, "Importe=\"160\"", "Importe=\"170\"", $"{Transfer}/@Importe"),
        new("CFDI40181", Rich, "Retencion Base=\"150.00\"", "Retencion Base=\"0\"", $"{Withholding}/@Base"),
        new("CFDI40182", Rich, "Impuesto=\"001\"", "Impuesto=\"009\"", $"{Withholding}/@Impuesto"),
        new("CFDI40183", Rich, "\"001\" TipoFactor=\"Tasa\"", "\"001\" TipoFactor=\"Taza\"",
            $"{Withholding}/@TipoFactor"),
        new("CFDI40184", Rich, "\"001\" TipoFactor=\"Tasa\"", "\"001\" TipoFactor=\"Exento\"",
            $"{Withholding}/@TipoFactor"),
        new("CFDI40185", Rich, "TasaOCuota=\"0.100000\"", "TasaOCuota=\"0.400000\"", $"{Withholding}/@TasaOCuota"),
        new("CFDI40186", Rich, "Importe=\"15.00\"", "Importe=\"16.50\"", $"{Withholding}/@Importe"),
        Third("CFDI40188", "JUFA7608212V6", "EKU9003173C9", "RfcACuentaTerceros"),
        Third("CFDI40189", "JUFA7608212V6", "EXT990101NI1", "NombreACuentaTerceros"),
        Third("CFDI40191", "RegimenFiscalACuentaTerceros=\"612\"", "RegimenFiscalACuentaTerceros=\"699\"",
            "RegimenFiscalACuentaTerceros"),
        Third("CFDI40193", "JUFA7608212V6", "EXT990101NI1", "DomicilioFiscalACuentaTerceros"),
        Third("CFDI140223", "JUFA7608212V6", "EXT990101NI1", "RegimenFiscalACuentaTerceros"),
        new("CFDI40194", Rich, "21  47", "21 47", $"{Line}/InformacionAduanera/@NumeroPedimento"),
        new("CFDI40195", Rich, "</cfdi:Comprobante>", ForeignTrade, $"{Line}/InformacionAduanera/@NumeroPedimento"),
        new("CFDI40196", Rich, "ClaveProdServ=\"41112504\"", "ClaveProdServ=\"99999999\"",
            $"{Line}/Parte/@ClaveProdServ"),
        new("CFDI40197", Rich, "ValorUnitario=\"10.00\"", "ValorUnitario=\"0\"", $"{Line}/Parte/@ValorUnitario"),
        new("CFDI40198", Rich, "Importe=\"10.00\"", "Importe=\"16.00\"", $"{Line}/Parte/@Importe"),
        new("CFDI40199", Rich, "22  47", "22 47", $"{Line}/Parte/InformacionAduanera/@NumeroPedimento"),
        new("CFDI40200", Rich, "</cfdi:Comprobante>", ForeignTrade,
            $"{Line}/Parte/InformacionAduanera/@NumeroPedimento"),
        At("CFDI140226", Commercial, "ObjetoImp=\"02\"", "ObjetoImp=\"06\"", "ObjetoImp"),
        At("CFDI140227", Commercial, "ObjetoImp=\"02\"", "ObjetoImp=\"07\"", "ObjetoImp"),
        At("AQ-040", Commercial, "Importe=\"1000\"", "Importe=\"1001\"", "Importe"),
        At("AQ-041", Commercial, "ClaveProdServ=\"83101500\"", "ClaveProdServ=\"80141600\"", "ClaveProdServ"),
        At("AQ-042", Commercial, "ClaveUnidad=\"MTQ\"", "ClaveUnidad=\"LTR\"", "ClaveUnidad"),
        new("AQ-043", Commercial, "Base=\"1000\"", "Base=\"999\"", Line),
        At("AQ-044", Commercial, "ClaveProdServ=\"83101500\"", "ClaveProdServ=\"01010101\"", "ClaveProdServ"),
        new("AQ-045", Commercial, "Importe=\"160\"", "Importe=\"160.01\"", $"{Transfer}/@Importe"),
        new("AQ-046", Commercial, "TasaOCuota=\"0.160000\"", "TasaOCuota=\"0.16\"", $"{Transfer}/@TasaOCuota"),
        new("AQ-051", Global, "Descripcion=\"Venta\"", "Descripcion=\"Agua\"", $"{Line}[1]"),
    ];

    private static readonly Mutation[] Summaries =
    [
        new("CFDI40201", Payment, "<cfdi:Complemento>", "<cfdi:Impuestos/><cfdi:Complemento>", "/Comprobante"),
        Sum("CFDI40202", Rich, "Retenidos=\"31.00\"", "Retenidos=\"31.000\"", "/@TotalImpuestosRetenidos"),
        Sum("CFDI40203", Rich, "Retenidos=\"31.00\"", "Retenidos=\"31.01\"", "/@TotalImpuestosRetenidos"),
        Sum("CFDI40204", Commercial, "Trasladados=\"160.00\"", "Trasladados=\"160.000\"",
            "/@TotalImpuestosTrasladados"),
        Sum("CFDI40205", Commercial, "Trasladados=\"160.00\"", "Trasladados=\"160.01\"", "/@TotalImpuestosTrasladados"),
        Sum("CFDI40206", Rich, "TotalImpuestosRetenidos=\"31.00\"", "", ""),
        new("CFDI40207", Rich, "<cfdi:Retencion Impuesto=\"001\"", "<cfdi:Retencion Impuesto=\"009\"",
            $"{SummaryWithholding}[1]/@Impuesto"),
        new("CFDI40208", Rich, "<cfdi:Retencion Impuesto=\"002\"", "<cfdi:Retencion Impuesto=\"001\"",
            $"{SummaryWithholding}[2]/@Impuesto"),
        new("CFDI40209", Rich, "TotalImpuestosRetenidos=\"31.00\"", "", $"{SummaryWithholding}[1]/@Importe"),
        new("CFDI40210", Rich, "Impuesto=\"001\" Importe=\"15.00\"", "Impuesto=\"001\" Importe=\"15.000\"",
            $"{SummaryWithholding}[1]/@Importe"),
        new("CFDI40211", Rich, "Impuesto=\"001\" Importe=\"15.00\"", "Impuesto=\"001\" Importe=\"15.01\"",
            $"{SummaryWithholding}[1]/@Importe"),
        Sum("CFDI40212", Commercial, " TotalImpuestosTrasladados=\"160.00\"", "", ""),
        new("CFDI40213", Exempt, "\"Exento\" />", "\"Exento\" TasaOCuota=\"0.000000\" Importe=\"0.00\"/>",
            SummaryTransfer),
        new("CFDI40214", Commercial, "Base=\"1000.00\"", "Base=\"1000.000\"", $"{SummaryTransfer}/@Base"),
        new("CFDI40215", Commercial, "Base=\"1000.00\"", "Base=\"1000.01\"", $"{SummaryTransfer}/@Base"),
        new("CFDI40216", Exempt, "Base=\"100.00\"", "Base=\"100.01\"", $"{SummaryTransfer}/@Base"),
        new("CFDI40217", Commercial, "Base=\"1000.00\" Impuesto=\"002\"", "Base=\"1000.00\" Impuesto=\"009\"",
            $"{SummaryTransfer}/@Impuesto"),
        new("CFDI40218", Domestic,
            "TasaOCuota=\"0.160000\" Importe=\"5.40\"/></cfdi:Traslados></cfdi:Impuestos></cfdi:Com",
            "TasaOCuota=\"0.000000\" Importe=\"5.40\"/></cfdi:Traslados></cfdi:Impuestos></cfdi:Com",
            $"{SummaryTransfer}[2]/@Impuesto"),
        new("CFDI40219", Commercial, "TasaOCuota=\"0.160000\" Importe=\"160.00\"",
            "TasaOCuota=\"0.150000\" Importe=\"160.00\"", $"{SummaryTransfer}/@TasaOCuota"),
        new("CFDI40220", Commercial, "Importe=\"160.00\"", "Importe=\"160.000\"", $"{SummaryTransfer}/@Importe"),
        new("CFDI40221", Commercial, "Importe=\"160.00\"", "Importe=\"160.01\"", $"{SummaryTransfer}/@Importe"),
    ];

    public static readonly Mutation[] All = [.. Receivers, .. Lines, .. Summaries];

    private static Mutation Receiver(string code, string specimen, string old, string @new, string attribute) =>
        new(code, specimen, old, @new, $"/Comprobante/Receptor/@{attribute}");

    private static Mutation At(string code, string specimen, string old, string @new, string attribute) =>
        new(code, specimen, old, @new, $"{Line}/@{attribute}");

    private static Mutation Third(string code, string old, string @new, string attribute) =>
        new(code, Rich, old, @new, $"{Line}/ACuentaTerceros/@{attribute}");

    private static Mutation Sum(string code, string specimen, string old, string @new, string end) =>
        new(code, specimen, old, @new, Summary + end);
}
