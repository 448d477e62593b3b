using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Routing;

/// <summary>Requests as a gateway reads them.</summary>
internal static class Request
{
    public const string Debt = "InterfazGenericaGestionDeudaWS";
    public const string Contracts = "InterfazGenericaContratacionWS";
    public const string Readings = "InterfazOficinaVirtualClientesWS";
    public const string WorkOrders = "InterfazGenericaOrdenesServicioWS";

    public static Operation Operation(string name) =>
        ContractCatalog.AquaCis.Operations.First(operation => operation.Name == name);

    /// <param name="fields">What stands inside the operation's element.</param>
    public static async Task<SoapRequest> ReadAsync(string service, string operation, string fields)
    {
        ServiceContract contract = ContractCatalog.AquaCis.FindService(service)!;
        byte[] body = Encoding.UTF8.GetBytes(
            $"""
             <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
             <o:{operation} xmlns:o="{contract.Namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
             {fields}</o:{operation}></s:Body></s:Envelope>
             """);
        using MemoryStream stream = new(body);
        return await SoapRequestReader.ReadAsync(
            stream, null, contract, body.Length, TestContext.Current.CancellationToken);
    }
}
