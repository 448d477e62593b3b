namespace Strangler.Cfdi.Validation.Rules;

/// <summary>Codes of SAT's matrices that are not checked, each with the reason.</summary>
internal static class UncheckedRules
{
    private const string TaxpayerList = "asks SAT's list of taxpayers (L_RFC), which is only online; the PAC checks it";
    private const string NoLimit = "the limit in c_TipoDeComprobante is the largest amount the schema allows";
    private const string Exchange = "asks the day's published rate of exchange, which is only online";
    private const string AtThePac = "the PAC knows which keys of confirmation it gave";
    private const string Unclassified = "SAT's word for an error that has no rule";

    private static readonly (string Code, string Place, string Why)[] Rows =
    [
        ("CFDI40118", "/Comprobante/@TipoCambio", Exchange),
        ("CFDI40120", "/Comprobante/@Total", NoLimit),
        ("CFDI40128", "/Comprobante/@Confirmacion", AtThePac),
        ("CFDI40129", "/Comprobante/@Confirmacion", AtThePac),
        ("CFDI40138", "/Comprobante/Emisor/@Nombre", TaxpayerList),
        ("CFDI40139", "/Comprobante/Emisor/@Nombre", TaxpayerList),
        ("CFDI40142", "/Comprobante/Emisor/@FacAtrAdquirente", "asks SAT's online service for invoices by the buyer"),
        ("CFDI40143", "/Comprobante/Receptor/@Rfc", TaxpayerList),
        ("CFDI40144", "/Comprobante/Receptor/@Nombre", TaxpayerList),
        ("CFDI40145", "/Comprobante/Receptor/@Nombre", TaxpayerList),
        ("CFDI40147", "/Comprobante/Receptor/@DomicilioFiscalReceptor", TaxpayerList),
        ("CFDI40148", "/Comprobante/Receptor/@DomicilioFiscalReceptor", TaxpayerList),
        ("CFDI40163", "/Comprobante/Conceptos/Concepto/@ClaveProdServ",
            "our copy of the catalogue names no complement for any key"),
        ("CFDI40187", "/Comprobante/Conceptos/Concepto/ACuentaTerceros/@RfcACuentaTerceros",
            "asks SAT's list of sealing certificates (l_LCO), which is only online"),
        ("CFDI40190", "/Comprobante/Conceptos/Concepto/ACuentaTerceros/@NombreACuentaTerceros", TaxpayerList),
        ("CFDI40192", "/Comprobante/Conceptos/Concepto/ACuentaTerceros/@DomicilioFiscalACuentaTerceros", TaxpayerList),
        ("CFDI140224", "/Comprobante/Conceptos/Concepto/Impuestos/Retenciones/Retencion/@Impuesto", TaxpayerList),
        ("CFDI140225", "/Comprobante/Conceptos/Concepto/Impuestos/Retenciones/Retencion/@Impuesto", TaxpayerList),
        ("CFDI40999", "/Comprobante", Unclassified),
        ("CRP20216", "/Comprobante/Complemento/Pagos/Pago/@TipoCambioP", Exchange),
        ("CRP20220", "/Comprobante/Complemento/Pagos/Pago/@Monto", NoLimit),
        ("CRP20222", "/Comprobante/Complemento/Pagos/Pago/@RfcEmisorCtaOrd", TaxpayerList),
        ("CRP20275", "/Comprobante/Complemento/Pagos/Pago/DoctoRelacionado/@ImpPagado",
            "the band is calculated from the amount itself, which always lies in it; CRP20276 judges the sum"),
        ("CRP20999", "/Comprobante/Complemento/Pagos", Unclassified),
        ("304", "/Comprobante/@NoCertificado", "asks SAT's list of sealing certificates (l_LCO), which is only online"),
        ("307", "/Comprobante", "the PAC knows what it stamped before"),
    ];

    public static IEnumerable<RuleEntry> Entries() =>
        Rows.Select(row => new RuleEntry(row.Code, row.Place, row.Why, null));
}
