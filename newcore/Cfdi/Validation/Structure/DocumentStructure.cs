using Strangler.Cfdi.Validation.Tree;
using static Strangler.Cfdi.Validation.Structure.Shapes;

namespace Strangler.Cfdi.Validation.Structure;

/// <summary>CFDI 4.0 (cfdv40.xsd), with the codes of SAT's matrix for values that are none.</summary>
internal static class DocumentStructure
{
    private static readonly ElementShape LineTaxes = new("Impuestos", [],
    [
        Rows("Traslados", Transfer("", Kinds.Decimal6, "CFDI40175", "CFDI40176")),
        Rows("Retenciones", Withholding("", "CFDI40182", "CFDI40183")),
    ]);

    private static readonly ElementShape ThirdParty = new("ACuentaTerceros",
    [
        Must("RfcACuentaTerceros", Kinds.Rfc), Must("NombreACuentaTerceros", Kinds.Text(300)),
        Must("RegimenFiscalACuentaTerceros", Kinds.Regime, "CFDI40191"),
        Must("DomicilioFiscalACuentaTerceros", Kinds.Digits(5)),
    ], []);

    private static readonly ElementShape Part = new("Parte",
    [
        Must("ClaveProdServ", Kinds.Product, "CFDI40196"), May("NoIdentificacion", Kinds.Text(100)),
        Must("Cantidad", Kinds.Positive6), May("Unidad", Kinds.Text(20)), Must("Descripcion", Kinds.Text(1000)),
        May("ValorUnitario", Kinds.Amount), May("Importe", Kinds.Amount),
    ], [Any(new ElementShape("InformacionAduanera", [Must("NumeroPedimento", Kinds.Customs, "CFDI40199")], []))]);

    private static readonly ElementShape Line = new("Concepto",
    [
        Must("ClaveProdServ", Kinds.Product, "CFDI40162"), May("NoIdentificacion", Kinds.Text(100)),
        Must("Cantidad", Kinds.Positive6), Must("ClaveUnidad", Kinds.Unit, "CFDI40165"),
        May("Unidad", Kinds.Text(20)), Must("Descripcion", Kinds.Text(1000)), Must("ValorUnitario", Kinds.Amount),
        Must("Importe", Kinds.Amount), May("Descuento", Kinds.Amount),
        Must("ObjetoImp", Kinds.Key("c_ObjetoImp"), "CFDI40170"),
    ],
    [
        Maybe(LineTaxes), Maybe(ThirdParty),
        Any(new ElementShape("InformacionAduanera", [Must("NumeroPedimento", Kinds.Customs, "CFDI40194")], [])),
        Any(new ElementShape("CuentaPredial", [Must("Numero", Kinds.LandNumber)], [])),
        Maybe(new ElementShape("ComplementoConcepto", [], [], Open: true)), Any(Part),
    ]);

    private static readonly ElementShape Summary = new("Impuestos",
    [
        May("TotalImpuestosRetenidos", Kinds.Amount), May("TotalImpuestosTrasladados", Kinds.Amount),
    ],
    [
        Rows("Retenciones", WithholdingSum("", "CFDI40207")),
        Rows("Traslados", Transfer("", Kinds.Amount, "CFDI40217")),
    ]);

    private static readonly ElementShape Global = new("InformacionGlobal",
    [
        Must("Periodicidad", Kinds.Key("c_Periodicidad"), "CFDI40131"),
        Must("Meses", Kinds.Key("c_Meses"), "CFDI40133"),
        Must("Año", Kinds.Year),
    ], []);

    private static readonly ElementShape Relations = new("CfdiRelacionados",
        [Must("TipoRelacion", Kinds.Key("c_TipoRelacion"), "CFDI40137")],
        [Some(new ElementShape("CfdiRelacionado", [Must("UUID", Kinds.Uuid)], []))]);

    private static readonly ElementShape Issuer = new("Emisor",
    [
        Must("Rfc", Kinds.Rfc), Must("Nombre", Kinds.Text(300)), Must("RegimenFiscal", Kinds.Regime, "CFDI40140"),
        May("FacAtrAdquirente", Kinds.Digits(10)),
    ], []);

    private static readonly ElementShape Receiver = new("Receptor",
    [
        Must("Rfc", Kinds.Rfc), Must("Nombre", Kinds.Text(300)), Must("DomicilioFiscalReceptor", Kinds.Digits(5)),
        May("ResidenciaFiscal", Kinds.Key("c_Pais"), "CFDI40150"), May("NumRegIdTrib", Kinds.FreeText(40)),
        Must("RegimenFiscalReceptor", Kinds.Regime, "CFDI40157"), Must("UsoCFDI", Kinds.Use, "CFDI40160"),
    ], []);

    private static readonly AttributeShape[] Attributes =
    [
        Must("Version", Kinds.Fixed("4.0")), May("Serie", Kinds.Text(25)), May("Folio", Kinds.Text(40)),
        Must("Fecha", Kinds.Time, "CFDI40101"), Must("Sello", Kinds.Any),
        May("FormaPago", Kinds.Key("c_FormaPago"), "CFDI40104"), Must("NoCertificado", Kinds.Digits(20)),
        Must("Certificado", Kinds.Any), May("CondicionesDePago", Kinds.Text(1000)), Must("SubTotal", Kinds.Amount),
        May("Descuento", Kinds.Amount), Must("Moneda", Kinds.Currency, "CFDI40113"),
        May("TipoCambio", Kinds.Positive6, "CFDI40117"), Must("Total", Kinds.Amount),
        Must("TipoDeComprobante", Kinds.Key("c_TipoDeComprobante"), "CFDI40121"),
        Must("Exportacion", Kinds.Key("c_Exportacion"), "CFDI40123"),
        May("MetodoPago", Kinds.Key("c_MetodoPago"), "CFDI40124"),
        Must("LugarExpedicion", Kinds.PostalCode, "CFDI40126"), May("Confirmacion", Kinds.Confirmation),
    ];

    public static readonly ElementShape Document = new("Comprobante", Attributes,
    [
        Maybe(Global), Any(Relations), One(Issuer), One(Receiver),
        One(new ElementShape("Conceptos", [], [Some(Line)])), Maybe(Summary),
        Maybe(new ElementShape("Complemento", [], [], Open: true)),
        Maybe(new ElementShape("Addenda", [], [], Open: true)),
    ]);

    /// <summary>Anything else is refused at its root: there is nothing to hold it against.</summary>
    public static bool IsDocument(Element root, Findings findings)
    {
        bool isDocument = root is { Space: Vocabulary.Document, Name: "Comprobante" };
        if (!isDocument)
        {
            findings.Add(
                TreeReader.MalformedCode, null, "", "La raíz no es Comprobante de http://www.sat.gob.mx/cfd/4.");
        }

        return isDocument;
    }
}
