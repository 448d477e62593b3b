using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.Postgres.Audit;

namespace Strangler.Gateway.Payments;

/// <summary>Writes down who calls a webhook without being the provider; a flood of them fills no table.</summary>
/// <param name="audit">Null where no database is configured.</param>
internal sealed partial class Strangers(
    AuditStore? audit, IOptions<PaymentsOptions> options, TimeProvider clock, ILogger<Strangers> logger)
{
    private readonly Lock _lock = new();
    private long _minute;
    private int _written;

    public async Task NoteAsync(string provider, string reason, string from, CancellationToken cancellation)
    {
        if (audit is null || !MayWrite())
        {
            return;
        }

        AdministrativeAct act = new(Guid.CreateVersion7(), "unknown", $"webhook {provider}", reason, from);
        try
        {
            await audit.BeginAsync(act, cancellation);
            await audit.EndAsync(act, "refused 401", cancellation);
        }
        catch (Exception error) when (error is DbException or TimeoutException or OperationCanceledException)
        {
            Log.NotWritten(logger, provider, error.Message);
        }
    }

    private bool MayWrite()
    {
        long minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_lock)
        {
            (_minute, _written) = (minute, minute == _minute ? _written + 1 : 1);
            return _written <= options.Value.AuditedStrangers;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3610, LogLevel.Warning, "A stranger at the webhook of {Provider} could not be audited: {Why}")]
        public static partial void NotWritten(ILogger logger, string provider, string why);
    }
}
