using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Unit.Soap;

/// <summary>Plain requests to the debt service, as existing consumers lay them out.</summary>
internal static class RequestTemplates
{
    private const string Wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private const string Wsu = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    private const string Text =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";

    public static ServiceContract Debt { get; } =
        ContractCatalog.AquaCis.FindService("InterfazGenericaGestionDeudaWS")!;

    public static string Indented { get; } = Envelope(
        $"""
             <wsse:Security mustUnderstand="1" xmlns:wsse="{Wsse}" xmlns:wsu="{Wsu}">
               <wsse:UsernameToken wsu:Id="UsernameToken-1">
                 <wsse:Username>maría</wsse:Username>
                 <wsse:Password Type="{Text}">secret</wsse:Password>
               </wsse:UsernameToken>
             </wsse:Security>
         """,
        "<int:getDeuda>\n <tipoIdentificador>CONTRATO</tipoIdentificador>\n <valor>7</valor>\n"
        + " <explotacion> 12 </explotacion><idioma/>\n</int:getDeuda>\n");

    public static IReadOnlyList<string> All { get; } =
    [
        Indented,
        Envelope(
            $"<s:Security s:mustUnderstand='1' xmlns:s='{Wsse}'><s:UsernameToken><s:Username>u</s:Username>"
            + "<s:Password>p w</s:Password></s:UsernameToken></s:Security>",
            "<int:getImpagadosContrato><contrato>7</contrato><nif>ÑANDÚ</nif></int:getImpagadosContrato>"),
        Envelope(
            $"<Security xmlns='{Wsse}'><UsernameToken><Username>u</Username>"
            + "<Password Type='x#PasswordDigest'>p</Password>"
            + "</UsernameToken></Security><other><deep><Security/></deep></other>",
            "<getContratosPorNifconDeuda xmlns='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'>"
            + "<entrada><nif>X</nif><odd><nif>Y</nif></odd></entrada></getContratosPorNifconDeuda>"),
        Envelope("", "<int:getDocumentoPago><contrato>7</contrato><docs><facturasPendientes><factura>1</factura>"
            + "<importe>1.5</importe></facturasPendientes><facturasPendientes><factura>2</factura></facturasPendientes>"
            + "<plazosPagoPendientes/></docs></int:getDocumentoPago>"),
        "<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'><Body><getDeuda "
            + "xmlns='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'/></Body></Envelope>",
    ];

    private static string Envelope(string header, string body) =>
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"\n "
        + "xmlns:int=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\" "
        + "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n <soapenv:Header>\n"
        + header + "\n </soapenv:Header>\n <soapenv:Body>\n" + body + "</soapenv:Body>\n</soapenv:Envelope>\n";
}
