using System.Text.Json;
using Microsoft.Extensions.Options;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>
/// The routes in a file, for a start while the database is down. It holds no secret and no personal data.
/// </summary>
internal sealed partial class LastKnownRoutes(IOptions<RoutingOptions> options, ILogger<LastKnownRoutes> logger)
{
    /// <summary>Bytes; 10,000 routes take some 3 MB.</summary>
    private const long SizeLimit = 64 * 1024 * 1024;

    private readonly string _path = Path.GetFullPath(options.Value.LastKnownFile);

    /// <summary>Null where there is none, or none that can be read.</summary>
    public async Task<RouteSnapshot?> LoadAsync(CancellationToken cancellation)
    {
        try
        {
            await using FileStream file = File.OpenRead(_path);
            return file.Length <= SizeLimit
                ? await JsonSerializer.DeserializeAsync<RouteSnapshot>(file, cancellationToken: cancellation)
                : throw new IOException("It is too large.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            Log.NotRead(logger, error.Message);
            return null;
        }
    }

    /// <summary>Whole or not at all: the old file stands until the new one is on the disk.</summary>
    public async Task SaveAsync(RouteSnapshot snapshot, CancellationToken cancellation)
    {
        string next = $"{_path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            await using (FileStream file = File.Create(next))
            {
                await JsonSerializer.SerializeAsync(file, snapshot, cancellationToken: cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(next, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, error.Message);
        }
        finally
        {
            File.Delete(next);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Warning, "The last known routes cannot be read: {Why}")]
        public static partial void NotRead(ILogger logger, string why);

        [LoggerMessage(1202, LogLevel.Warning, "The last known routes cannot be saved: {Why}")]
        public static partial void NotSaved(ILogger logger, string why);
    }
}
