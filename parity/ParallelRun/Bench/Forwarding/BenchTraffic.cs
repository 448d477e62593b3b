using System.Text;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// What goes over the wire: a 0.8 KB request as consumers send it, and a 2 KB answer in the legacy shape.
/// </summary>
internal static class BenchTraffic
{
    public const int RequestBytes = 800;
    public const int AnswerBytes = 2048;
    public const string Path = "/Comercial/services/InterfazGenericaGestionDeudaWS";
    public const string ContentType = "text/xml;charset=UTF-8";

    /// <summary>Asks the backend for a longer answer, in bytes. The gateway forwards it like any header.</summary>
    public const string AnswerBytesHeader = "X-Bench-Answer-Bytes";

    public const string EnvelopeOpen =
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
        + "xmlns:int=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\"><soapenv:Header/><soapenv:Body>"
        + "<int:getDeuda><tipoIdentificador>CONTRATO</tipoIdentificador><valor>";

    public const string EnvelopeClose =
        "</valor><explotacion>12</explotacion><idioma>es</idioma></int:getDeuda></soapenv:Body></soapenv:Envelope>";

    private const string AnswerOpen =
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><ns2:getDeudaResponse "
        + "xmlns:ns2=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\"><return><deuda><direccion>";

    private const string AnswerClose =
        "</direccion></deuda></return></ns2:getDeudaResponse></soap:Body></soap:Envelope>";

    /// <summary>What stands before a contract's number, and after it, in <see cref="RequestFor"/>.</summary>
    public const string ContractOpen = "<valor>";

    private const string DebtOpen =
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
        + "xmlns:int=\"http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/\"><soapenv:Header>";

    public static string Request { get; } = Padded(EnvelopeOpen, EnvelopeClose, RequestBytes);

    public static byte[] Answer { get; } = Encoding.ASCII.GetBytes(Padded(AnswerOpen, AnswerClose, AnswerBytes));

    /// <summary>Asks for the debt of a contract of <see cref="BenchDatabase"/>, in as many bytes.</summary>
    public static string RequestFor(int contract) => Padded(
        DebtOpen,
        "</soapenv:Header><soapenv:Body><int:getDeuda><tipoIdentificador>CONTRATO</tipoIdentificador>"
        + $"{ContractOpen}{contract}</valor><explotacion>1</explotacion><idioma>es</idioma></int:getDeuda>"
        + "</soapenv:Body></soapenv:Envelope>",
        RequestBytes, ' ');

    private static string Padded(string open, string close, int bytes, char filler = '0') =>
        open + new string(filler, bytes - open.Length - close.Length) + close;
}
