using Microsoft.AspNetCore.Builder;
using Strangler.Gateway;

namespace Strangler.Tests.Integration.Gateway;

/// <summary>The gateway on a real server, port 0, in front of some backend.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string DebtPath = "/Comercial/services/InterfazGenericaGestionDeudaWS";

    internal static readonly string[] Silent =
    [
        "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Yarp=None",
        "--Logging:LogLevel:Microsoft.AspNetCore=None",
    ];

    /// <summary>Unless a test says otherwise: never that of the developer's own session.</summary>
    private const string NoDatabase = "--STRANGLER_DB=";

    private readonly WebApplication _app;

    private RunningGateway(WebApplication app) =>
        (_app, Client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningGateway> StartAsync(string legacy, params string[] settings)
    {
        WebApplication app = GatewayHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Legacy:Address={legacy}", NoDatabase, .. Silent, .. settings]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningGateway(app);
    }

    /// <summary>Posts as existing consumers do.</summary>
    public async Task<Answered> PostAsync(string path, string body) => await PostAsync(path, new StringContent(body));

    public async Task<Answered> PostAsync(string path, HttpContent content)
    {
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "text/xml;charset=UTF-8");
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    public async Task<Answered> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answered(
            (int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
