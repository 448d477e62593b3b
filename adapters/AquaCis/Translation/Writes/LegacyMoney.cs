using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Writes;

/// <summary>
/// What legacy says of a contract's money: asked before and after a payment, it shows whether the payment was taken.
/// </summary>
public static class LegacyMoney
{
    private const string Service = "InterfazGenericaGestionDeudaWS";

    private static readonly string[] Takers = ["cobrarReferencia", "cobrarReferenciaFrmPago", "avisarPago"];

    private static readonly Operation Asked = ContractCatalog.AquaCis.Find(Service, "getImpagadosContrato");

    /// <summary>Where the question goes.</summary>
    public static string Path => ContractCatalog.ServicesPath + Service;

    /// <summary>Whether an operation takes money, so that reading tells whether it did.</summary>
    public static bool IsTakenBy(Operation operation) =>
        operation.Service == Service && Takers.Contains(operation.Name);

    /// <summary>Those operations, by the names that writes are kept under.</summary>
    public static IReadOnlyList<string> Operations { get; } = [.. Takers.Select(name => $"{Service}.{name}")];

    /// <summary>What a request says is paid; null where it says everything, or nothing that can be paid.</summary>
    public static Money? AmountIn(SoapRequest request) =>
        IsTakenBy(request.Operation) && request.Body.Decimal("importe") is { } pesos and > 0 and < 1_000_000_000
            ? Money.FromPesos(pesos)
            : null;

    /// <summary>Asks what a contract owes and holds.</summary>
    public static byte[] Question(ContractNumber contract) => Encoding.UTF8.GetBytes(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
        + $"<o:{Asked.Name} xmlns:o=\"{ContractCatalog.AquaCis.FindService(Service)!.Namespace}\">"
        + string.Create(CultureInfo.InvariantCulture, $"<contrato>{contract.Value}</contrato>")
        + $"</o:{Asked.Name}></soapenv:Body></soapenv:Envelope>");

    /// <summary>What is owed less what is held; null where the answer does not say.</summary>
    public static Money? Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using MemoryStream stream = new(answer.ToArray());
            using XmlReader reader = XmlReader.Create(
                stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            XElement[] all = [.. XDocument.Load(reader).Descendants()];
            if (!all.Any(one => one.Name.LocalName == "codigoError" && one.Value == "0"))
            {
                return null;
            }

            decimal owed = all.Where(one => one.Name.LocalName == "importeTotal").Sum(Amount);
            decimal held = all.Where(one => one.Name.LocalName == "saldoTotal").Sum(Amount);
            return Money.FromPesos(owed - held);
        }
        catch (Exception error) when (error is XmlException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The reply that says that a payment was taken, for one whose own reply was lost.</summary>
    public static byte[] Taken(string operation)
    {
        ArrayBufferWriter<byte> reply = new();
        ReplyWriter.Write(
            reply, ContractCatalog.AquaCis.Operations.First(known => known.ToString() == operation), WireResult.Ok,
            static (record, result) => record.Record("return", result, WireResult.Write));
        return reply.WrittenSpan.ToArray();
    }

    private static decimal Amount(XElement element) =>
        element.Value.Length == 0 ? 0 : decimal.Parse(element.Value, CultureInfo.InvariantCulture);
}
