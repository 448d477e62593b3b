using System.Text;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>A debt query as consumers post it.</summary>
/// <param name="Fields">Children of the operation's element.</param>
internal sealed record DebtCall(string Operation, string Fields, string Header = "")
{
    public const string Path = "/Comercial/services/InterfazGenericaGestionDeudaWS";

    public static readonly string[] Identified = ["getDeuda", "getDeudaContrato", "getDeudaContratoBloqueoCobro"];

    private const string Namespace = "http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    public string Envelope =>
        $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/' xmlns:o='{Namespace}'><e:Header>{Header}"
        + $"</e:Header><e:Body><o:{Operation}>{Fields}</o:{Operation}></e:Body></e:Envelope>";

    public static DebtCall GetDeuda(int contract) => By("getDeuda", "CONTRATO", $"{contract}");

    public static DebtCall By(string operation, string kind, string value) => new(
        operation,
        $"<tipoIdentificador>{kind}</tipoIdentificador><valor>{value}</valor><explotacion>1</explotacion>");

    /// <summary>Six of the seven queries; the seventh asks by tax id alone.</summary>
    public static IEnumerable<DebtCall> About(int contract, string taxId) =>
    [
        .. Identified.Select(operation => By(operation, "CONTRATO", $"{contract}")),
        new("getDeudaTotalConFacturas", $"<contrato>{contract}</contrato><explotacion>12</explotacion>"),
        new("getImpagadosContrato", $"<contrato>{contract}</contrato><nif>{taxId}</nif>"),
        new("getContratoPorContratoConDeuda", $"<entrada><contrato>{contract}</contrato></entrada>"),
    ];

    public static DebtCall AboutHolder(string taxId) =>
        new("getContratosPorNifconDeuda", $"<entrada><nif>{taxId}</nif></entrada>");

    /// <param name="server">A gateway or legacy itself.</param>
    public Task<ExplainedAnswer> AskAsync(Uri server) => AskAsync(server, Envelope);

    public static async Task<ExplainedAnswer> AskAsync(Uri server, string envelope)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(server, Path));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(envelope));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=UTF-8");
        request.Headers.Add("X-Strangler-Explain", "1");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using HttpResponseMessage response = await Client.SendAsync(request, cancellation);
        return new ExplainedAnswer(
            (int)response.StatusCode, $"{response.Content.Headers.ContentType}",
            await response.Content.ReadAsByteArrayAsync(cancellation), Explanation.Read(response));
    }
}
