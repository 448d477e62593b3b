using Strangler.Cfdi.Validation;

namespace Strangler.Tests.Unit.Cfdi.Validation;

/// <summary>Valid documents: the sealed samples, and some of ours for what no sample has.</summary>
internal static class Specimens
{
    public const string Domestic = "I_domestic_water0_sewer16_PUE";
    public const string Commercial = "I_commercial_PPD";
    public const string Global = "I_global_monthly";
    public const string Credit = "E_credit_note";
    public const string Payment = "P_payment_580";
    public const string TwoInvoices = "P_cfdiutils_pago20";
    public const string Rich = "rich";
    public const string Exempt = "exempt";
    public const string Abroad = "abroad";
    public const string Exported = "exported";
    public const string TwoCurrencies = "two currencies";
    public const string AllTaxes = "all taxes";
    public const string ExemptPayment = "exempt payment";

    public const string ForeignTrade =
        "<cfdi:Complemento><cce20:ComercioExterior xmlns:cce20=\"http://www.sat.gob.mx/ComercioExterior20\" "
        + "Version=\"2.0\"/></cfdi:Complemento></cfdi:Comprobante>";

    private const string Company =
        """<cfdi:Receptor Rfc="URE180429TM6" Nombre="UNIVERSIDAD ROBOTICA" DomicilioFiscalReceptor="76000" """
        + """RegimenFiscalReceptor="601" UsoCFDI="G03"/>""";

    private const string Foreigner =
        """<cfdi:Receptor Rfc="XEXX010101000" Nombre="JOHN DOE" DomicilioFiscalReceptor="76000" """
        + """ResidenciaFiscal="USA" NumRegIdTrib="123456789" RegimenFiscalReceptor="616" UsoCFDI="S01"/>""";

    private const string PlainLine =
        """<cfdi:Conceptos><cfdi:Concepto ClaveProdServ="83101500" Cantidad="1" ClaveUnidad="E48" Descripcion="Agua" """
        + """ValorUnitario="100" Importe="100" ObjetoImp="01"/></cfdi:Conceptos>""";

    public static readonly string[] Samples = [Domestic, Commercial, Global, Credit, Payment, TwoInvoices];

    public static readonly string[] All =
        [.. Samples, Rich, Exempt, Abroad, Exported, TwoCurrencies, AllTaxes, ExemptPayment];

    public static string Read(string name) => name switch
    {
        Rich => Income("""SubTotal="200.00" Descuento="50.00" Moneda="MXN" Total="143.00" """, Company + """
            <cfdi:Conceptos><cfdi:Concepto ClaveProdServ="83101500" Cantidad="2" ClaveUnidad="E48" Descripcion="Agua"
             ValorUnitario="100" Importe="200.00" Descuento="50.00" ObjetoImp="02"><cfdi:Impuestos><cfdi:Traslados>
            <cfdi:Traslado Base="150.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="24.00"/>
            </cfdi:Traslados><cfdi:Retenciones>
            <cfdi:Retencion Base="150.00" Impuesto="001" TipoFactor="Tasa" TasaOCuota="0.100000" Importe="15.00"/>
            <cfdi:Retencion Base="150.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.106667" Importe="16.000050"/>
            </cfdi:Retenciones></cfdi:Impuestos>
            <cfdi:ACuentaTerceros RfcACuentaTerceros="JUFA7608212V6" NombreACuentaTerceros="ADRIANA JUAREZ FERNANDEZ"
             RegimenFiscalACuentaTerceros="612" DomicilioFiscalACuentaTerceros="76010"/>
            <cfdi:InformacionAduanera NumeroPedimento="21  47  3807  8003832"/>
            <cfdi:Parte ClaveProdServ="41112504" Cantidad="1" Descripcion="Medidor" ValorUnitario="10.00"
             Importe="10.00">
            <cfdi:InformacionAduanera NumeroPedimento="22  47  3807  8003832"/></cfdi:Parte></cfdi:Concepto>
            </cfdi:Conceptos>
            <cfdi:Impuestos TotalImpuestosRetenidos="31.00" TotalImpuestosTrasladados="24.00"><cfdi:Retenciones>
            <cfdi:Retencion Impuesto="001" Importe="15.00"/><cfdi:Retencion Impuesto="002" Importe="16.00"/>
            </cfdi:Retenciones><cfdi:Traslados>
            <cfdi:Traslado Base="150.00" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="24.00"/>
            </cfdi:Traslados></cfdi:Impuestos>
            """),
        Exempt => Income("""SubTotal="100.00" Moneda="MXN" Total="100.00" """, Company + """
            <cfdi:Conceptos><cfdi:Concepto ClaveProdServ="83101500" Cantidad="1" ClaveUnidad="E48" Descripcion="Agua"
             ValorUnitario="100" Importe="100" ObjetoImp="02"><cfdi:Impuestos><cfdi:Traslados>
            <cfdi:Traslado Base="100" Impuesto="002" TipoFactor="Exento"/></cfdi:Traslados></cfdi:Impuestos>
            </cfdi:Concepto></cfdi:Conceptos><cfdi:Impuestos><cfdi:Traslados>
            <cfdi:Traslado Base="100.00" Impuesto="002" TipoFactor="Exento" /></cfdi:Traslados></cfdi:Impuestos>
            """),
        Abroad => Income("""SubTotal="100" Moneda="USD" TipoCambio="18.5" Total="100" """, Foreigner + PlainLine),
        Exported => Income("""SubTotal="100" Moneda="USD" TipoCambio="18.5" Total="100" """, Foreigner + PlainLine)
            .Replace("Exportacion=\"01\"", "Exportacion=\"02\"", StringComparison.Ordinal)
            .Replace("</cfdi:Comprobante>", ForeignTrade, StringComparison.Ordinal),
        TwoCurrencies => PaidBy("MXN", "300.00", "", """
            <pago20:DoctoRelacionado IdDocumento="11111111-2222-4333-8444-555555555555" MonedaDR="MXN"
             EquivalenciaDR="1.0000000000" NumParcialidad="1" ImpSaldoAnt="100.00" ImpPagado="100.00"
             ImpSaldoInsoluto="0.00" ObjetoImpDR="01"/>
            <pago20:DoctoRelacionado IdDocumento="11111111-2222-4333-8444-555555555556" MonedaDR="USD"
             EquivalenciaDR="0.0500000000" NumParcialidad="1" ImpSaldoAnt="10.00" ImpPagado="10.00"
             ImpSaldoInsoluto="0.00" ObjetoImpDR="01"/>
            """),
        AllTaxes => PaidBy("MXN", "1000.00", AllTotals, AllRelated),
        ExemptPayment => PaidBy("MXN", "100.00", "TotalTrasladosBaseIVAExento=\"100.00\"", """
            <pago20:DoctoRelacionado IdDocumento="11111111-2222-4333-8444-555555555555" MonedaDR="MXN"
             EquivalenciaDR="1" NumParcialidad="1" ImpSaldoAnt="100.00" ImpPagado="100.00" ImpSaldoInsoluto="0.00"
             ObjetoImpDR="02"><pago20:ImpuestosDR><pago20:TrasladosDR>
            <pago20:TrasladoDR BaseDR="100.00" ImpuestoDR="002" TipoFactorDR="Exento"/></pago20:TrasladosDR>
            </pago20:ImpuestosDR></pago20:DoctoRelacionado><pago20:ImpuestosP><pago20:TrasladosP>
            <pago20:TrasladoP BaseP="100.00" ImpuestoP="002" TipoFactorP="Exento"/></pago20:TrasladosP>
            </pago20:ImpuestosP>
            """),
        _ => File.ReadAllText(Repository.Shared($"sat/samples/{name}.xml")),
    };

    /// <summary>An hour after the document was dated, by those who issued it.</summary>
    public static ValidationContext ContextOf(string name) => name == TwoInvoices
        ? new ValidationContext(new DateTimeOffset(2023, 6, 13, 21, 15, 16, TimeSpan.Zero))
        : new ValidationContext(new DateTimeOffset(2026, 11, 19, 17, 0, 0, TimeSpan.Zero))
        {
            Issuer = new IssuerSettings("EKU9003173C9", "603", "76000"),
        };

    private const string AllTotals =
        """TotalRetencionesIVA="10.67" TotalRetencionesISR="10.00" TotalRetencionesIEPS="8.00" """
        + """TotalTrasladosBaseIVA16="100.00" TotalTrasladosImpuestoIVA16="16.00" TotalTrasladosBaseIVA8="100.00" """
        + """TotalTrasladosImpuestoIVA8="8.00" TotalTrasladosBaseIVA0="100.00" TotalTrasladosImpuestoIVA0="0.00" """
        + """TotalTrasladosBaseIVAExento="100.00" """;

    private const string AllRelated = """
        <pago20:DoctoRelacionado IdDocumento="11111111-2222-4333-8444-555555555555" MonedaDR="MXN" EquivalenciaDR="1"
         NumParcialidad="1" ImpSaldoAnt="1000.00" ImpPagado="1000.00" ImpSaldoInsoluto="0.00" ObjetoImpDR="02">
        <pago20:ImpuestosDR><pago20:RetencionesDR>
        <pago20:RetencionDR BaseDR="100" ImpuestoDR="002" TipoFactorDR="Tasa" TasaOCuotaDR="0.106667"
         ImporteDR="10.6667"/>
        <pago20:RetencionDR BaseDR="100" ImpuestoDR="001" TipoFactorDR="Tasa" TasaOCuotaDR="0.100000" ImporteDR="10"/>
        <pago20:RetencionDR BaseDR="100" ImpuestoDR="003" TipoFactorDR="Tasa" TasaOCuotaDR="0.080000" ImporteDR="8"/>
        </pago20:RetencionesDR><pago20:TrasladosDR>
        <pago20:TrasladoDR BaseDR="100" ImpuestoDR="002" TipoFactorDR="Tasa" TasaOCuotaDR="0.160000" ImporteDR="16"/>
        <pago20:TrasladoDR BaseDR="100" ImpuestoDR="002" TipoFactorDR="Tasa" TasaOCuotaDR="0.080000" ImporteDR="8"/>
        <pago20:TrasladoDR BaseDR="100" ImpuestoDR="002" TipoFactorDR="Tasa" TasaOCuotaDR="0.000000" ImporteDR="0"/>
        <pago20:TrasladoDR BaseDR="100" ImpuestoDR="002" TipoFactorDR="Exento"/>
        </pago20:TrasladosDR></pago20:ImpuestosDR></pago20:DoctoRelacionado><pago20:ImpuestosP><pago20:RetencionesP>
        <pago20:RetencionP ImpuestoP="002" ImporteP="10.6667"/><pago20:RetencionP ImpuestoP="001" ImporteP="10"/>
        <pago20:RetencionP ImpuestoP="003" ImporteP="8"/></pago20:RetencionesP><pago20:TrasladosP>
        <pago20:TrasladoP BaseP="100" ImpuestoP="002" TipoFactorP="Tasa" TasaOCuotaP="0.160000" ImporteP="16"/>
        <pago20:TrasladoP BaseP="100" ImpuestoP="002" TipoFactorP="Tasa" TasaOCuotaP="0.080000" ImporteP="8"/>
        <pago20:TrasladoP BaseP="100" ImpuestoP="002" TipoFactorP="Tasa" TasaOCuotaP="0.000000" ImporteP="0"/>
        <pago20:TrasladoP BaseP="100" ImpuestoP="002" TipoFactorP="Exento"/></pago20:TrasladosP></pago20:ImpuestosP>
        """;

    private static string Income(string amounts, string inside) => Frame(
        $"FormaPago=\"03\" {amounts} TipoDeComprobante=\"I\" MetodoPago=\"PUE\" Exportacion=\"01\"", inside);

    private static string PaidBy(string currency, string amount, string totals, string related) => Frame(
        "SubTotal=\"0\" Moneda=\"XXX\" Total=\"0\" TipoDeComprobante=\"P\" Exportacion=\"01\"",
        Company.Replace("G03", "CP01", StringComparison.Ordinal) + $"""
        <cfdi:Conceptos><cfdi:Concepto ClaveProdServ="84111506" Cantidad="1" ClaveUnidad="ACT" Descripcion="Pago"
         ValorUnitario="0" Importe="0" ObjetoImp="01"/></cfdi:Conceptos><cfdi:Complemento>
        <pago20:Pagos xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="2.0">
        <pago20:Totales {totals} MontoTotalPagos="{amount}"/>
        <pago20:Pago FechaPago="2026-11-18T12:00:00" FormaDePagoP="03" MonedaP="{currency}" TipoCambioP="1"
         Monto="{amount}">{related}</pago20:Pago></pago20:Pagos></cfdi:Complemento>
        """);

    private static string Frame(string attributes, string inside) => TestSeal.Renew($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.sat.gob.mx/cfd/4 cfdv40.xsd"
         Version="4.0" Fecha="2026-11-19T10:00:00" Sello="" NoCertificado="30001000000500003416"
         Certificado="{Certificate.Value}" {attributes} LugarExpedicion="76000">
        <cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="603"/>
        {inside}
        </cfdi:Comprobante>
        """);

    private static readonly Lazy<string> Certificate = new(() => Convert.ToBase64String(
        File.ReadAllBytes(Repository.Shared("sat/csd/EKU9003173C9_30001000000500003416.cer"))));
}
