namespace Strangler.Tests.Integration.Gateway;

/// <summary>Requests as existing consumers write them.</summary>
internal static class Envelopes
{
    public const string Debt = "http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/";

    public static string GetDeuda(string contract = "400002") => Body(
        $"<int:getDeuda><tipoIdentificador>CONTRATO</tipoIdentificador><valor>{contract}</valor>"
        + "<explotacion>12</explotacion><idioma>es</idioma></int:getDeuda>");

    public static string Body(string content, string header = "") =>
        $"<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:int=\"{Debt}\">"
        + $"<soapenv:Header>{header}</soapenv:Header><soapenv:Body>{content}</soapenv:Body></soapenv:Envelope>";
}
