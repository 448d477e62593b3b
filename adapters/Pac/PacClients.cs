using Strangler.Cfdi.Stamping;
using Strangler.Pac.Finkok;
using Strangler.Pac.Sw;

namespace Strangler.Pac;

/// <summary>Makes clients by name.</summary>
public static class PacClients
{
    public const string Finkok = "finkok";
    public const string Sw = "sw";

    private const int MostConnections = 128;

    /// <summary>Connections are renewed so that a PAC may move.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <param name="name">finkok or sw; after a point, which of several: sw.second.</param>
    /// <exception cref="FormatException">Nobody knows a PAC of that name.</exception>
    public static IPac Create(string name, PacOptions options, HttpClient http) => name.Split('.')[0] switch
    {
        Finkok => new FinkokClient(name, http, options),
        Sw => new SwClient(name, http, options, TimeProvider.System),
        _ => throw new FormatException($"There is no PAC {name}: finkok or sw."),
    };

    /// <summary>For all calls of a process: it keeps connections, and follows no redirection.</summary>
    public static HttpClient CreateHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        MaxConnectionsPerServer = MostConnections,
        PooledConnectionLifetime = ConnectionLife,
        UseCookies = false,
    })
    {
        // Each call has its own.
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };
}
