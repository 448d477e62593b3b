using System.Text;
using Strangler.AquaCis.Contracts;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>A request of any operation as consumers post it.</summary>
/// <param name="Fields">Children of the operation's element.</param>
internal sealed record OperationCall(string Service, string Operation, string Fields)
{
    public const string Readings = "InterfazOficinaVirtualClientesWS";
    public const string Contracts = "InterfazGenericaContratacionWS";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public string Envelope =>
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
        + $" xmlns:o='{ContractCatalog.AquaCis.FindService(Service)!.Namespace}'><e:Body>"
        + $"<o:{Operation}>{Fields}</o:{Operation}></e:Body></e:Envelope>";

    /// <param name="server">A gateway or legacy itself.</param>
    public async Task<ExplainedAnswer> AskAsync(Uri server)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server, "/Comercial/services/" + Service));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Envelope));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=UTF-8");
        request.Headers.Add("X-Strangler-Explain", "1");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using HttpResponseMessage response = await Client.SendAsync(request, cancellation);
        return new ExplainedAnswer(
            (int)response.StatusCode, $"{response.Content.Headers.ContentType}",
            await response.Content.ReadAsByteArrayAsync(cancellation), Explanation.Read(response));
    }
}
