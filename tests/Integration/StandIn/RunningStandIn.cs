using System.Net.Sockets;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.StandIn;

namespace Strangler.Tests.Integration.StandIn;

/// <summary>A stand-in on the sample extract, on ports of its own, and the ways to call it.</summary>
internal sealed class RunningStandIn : IAsyncDisposable
{
    public const string Debt = "InterfazGenericaGestionDeudaWS";
    private readonly StandInServer _server;

    private RunningStandIn(StandInServer server) =>
        (_server, Client) = (server, new HttpClient { BaseAddress = server.Address });

    public static string SampleFolder => Path.Combine(ParallelRun.Repository.Root, "samples", "extract");

    public HttpClient Client { get; }

    public Uri Control => _server.ControlAddress;

    public Uri Address => _server.Address;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningStandIn> StartAsync(TimeProvider? clock = null)
    {
        StandInOptions options = new() { ExtractDirectory = SampleFolder, Clock = clock ?? TimeProvider.System };
        return new RunningStandIn(await StandInServer.StartAsync(options, Cancellation));
    }

    public static string PathOf(string service) => ContractCatalog.ServicesPath + service;

    /// <param name="fields">What stands inside the operation's element.</param>
    public static string Envelope(string service, string operation, string fields = "") =>
        $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><o:{operation} "
        + $"xmlns:o='{ContractCatalog.AquaCis.FindService(service)!.Namespace}'>{fields}</o:{operation}>"
        + "</e:Body></e:Envelope>";

    public Task<(int Status, string Type, string Body)> AskAsync(
        string service, string operation, string fields = "") =>
        PostAsync(service, new StringContent(Envelope(service, operation, fields)));

    public async Task<(int Status, string Type, string Body)> PostAsync(string service, HttpContent content)
    {
        using HttpResponseMessage response = await Client.PostAsync(PathOf(service), content, Cancellation);
        return ((int)response.StatusCode, response.Content.Headers.NonValidated["Content-Type"].ToString(),
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    public Task<(int Status, string Body)> FailAsync(string operation, string failure) =>
        ControlAsync(HttpMethod.Put, $"failures/{operation}", failure);

    public async Task<(int Status, string Body)> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(Control, path));
        request.Content = body is null ? null : new StringContent(body);
        using HttpResponseMessage response = await Client.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Everything a raw connection gets until the other end closes it.</summary>
    /// <exception cref="SocketException">The connection was refused or reset.</exception>
    public async Task<string> AskRawAsync(string service, string operation)
    {
        string body = Envelope(service, operation);
        string request = $"POST {PathOf(service)} HTTP/1.1\r\nHost: stand-in\r\n"
            + "Content-Type: text/xml;charset=UTF-8\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}";
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", Address.Port, Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using MemoryStream received = new();
        byte[] buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, Cancellation) is var read and > 0)
        {
            received.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
