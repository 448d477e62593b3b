using Npgsql;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>The rules in force, read from the database every few seconds.</summary>
/// <param name="store">Null where no database is configured: no rules, nothing is ignored.</param>
internal sealed partial class RuleBook(
    RuleStore? store, TimeProvider clock, ILogger<RuleBook> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private IReadOnlyList<ParityRule> _rules = [];

    /// <summary>Those that may speak to a call; which of them do, the judge says.</summary>
    public IReadOnlyList<ParityRule> For(Operation operation, BillingGroup? group)
    {
        IReadOnlyList<ParityRule> all = Volatile.Read(ref _rules);
        return all.Count == 0
            ? all
            : [.. all.Where(rule => rule.AppliesTo(operation.Service, operation.Name, group?.ToString()))];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (store is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                IReadOnlyList<StoredRule> stored = await store.InForceAsync(clock.GetUtcNow(), stoppingToken);
                Volatile.Write(ref _rules, [.. stored.Select(rule => rule.ToParityRule())]);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                Log.Lost(logger, error.Message);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1503, LogLevel.Warning, "The rules cannot be read; those known before stay in force: {Why}")]
        public static partial void Lost(ILogger logger, string why);
    }
}
