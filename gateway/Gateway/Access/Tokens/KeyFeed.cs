using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>
/// Keeps the issuer's keys in memory, from its address or a file. While they cannot be read, those known stay.
/// </summary>
internal sealed partial class KeyFeed(IOptions<TokenOptions> options, TimeProvider clock, ILogger<KeyFeed> logger)
    : BackgroundService
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        MaxResponseContentBufferSize = KeySetReader.LengthLimit,
        Timeout = options.Value.KeysTimeout,
    };

    private IReadOnlyList<SigningKey> _keys = [];
    private long? _readAt;

    public IReadOnlyList<SigningKey> Keys => Volatile.Read(ref _keys);

    /// <summary>Reads them again, unless somebody just has. Never fails: then those known stay.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_readAt is { } last && clock.GetElapsedTime(last) < options.Value.KeysPause)
            {
                return;
            }

            _readAt = clock.GetTimestamp();
            Volatile.Write(ref _keys, KeySetReader.Read(await ReadAsync(cancellation)));
            Log.Read(logger, _keys.Count);
        }
        catch (Exception error) when (
            error is HttpRequestException or IOException or UnauthorizedAccessException or FormatException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.Failed(logger, error.Message);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _client.Dispose();
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.AreTaken)
        {
            return;
        }

        using PeriodicTimer timer = new(options.Value.KeysRefresh, clock);
        do
        {
            await RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        if (options.Value.KeysFile is { Length: > 0 } file)
        {
            return new FileInfo(file).Length <= KeySetReader.LengthLimit
                ? await File.ReadAllBytesAsync(file, cancellation)
                : throw new FormatException($"The key set is longer than {KeySetReader.LengthLimit} bytes.");
        }

        return await _client.GetByteArrayAsync(new Uri(options.Value.KeysAddress), cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(1310, LogLevel.Information, "{Count} keys of the issuer of tokens are known")]
        public static partial void Read(ILogger logger, int count);

        [LoggerMessage(1311, LogLevel.Warning, "The issuer's keys cannot be read; those known stay: {Why}")]
        public static partial void Failed(ILogger logger, string why);
    }
}
