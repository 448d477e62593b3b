using Microsoft.Extensions.Configuration.Memory;

namespace Strangler.Gateway.Observability;

/// <summary>Logs as JSON lines: what the gateway says itself, and of the frameworks only what is wrong.</summary>
internal static class StructuredLogs
{
    /// <summary>
    /// The weakest of all settings, so that any other can change them. Framework logs hold addresses and paths.
    /// </summary>
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        // It tells of every request that fails; the gateway's own line does, too.
        ["Logging:LogLevel:Yarp.ReverseProxy.Forwarder"] = "Error",
    };

    public static void AddStructuredLogs(this ILoggingBuilder logging, ConfigurationManager configuration)
    {
        ((IConfigurationBuilder)configuration)
            .Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        logging.ClearProviders().AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
