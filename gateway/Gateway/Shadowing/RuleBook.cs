using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Parity;
using Strangler.Postgres;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// The rules in force: told of every change by the database, and read every few seconds in case an announcement is
/// lost. While the database is down those known before stay.
/// </summary>
/// <param name="database">Null where none is configured: no rules, nothing is ignored.</param>
internal sealed partial class RuleBook(
    Database? database, IOptions<ShadowOptions> options, TimeProvider clock, ILogger<RuleBook> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private IReadOnlyList<ParityRule> _rules = [];
    private TimeSpan _pause = FirstPause;

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
        while (database is not null && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(database, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, it must not end the book, for calls would be judged by ever older rules.
                Log.Lost(logger, error is DbException ? error.Message : error.ToString());
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    /// <summary>Runs until the connection breaks.</summary>
    private async Task FollowAsync(Database open, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await open.ConnectAsync(cancellation);
        bool told = false;
        connection.Notification += (_, _) => told = true;
        await using (NpgsqlCommand listen = new($"LISTEN {RuleStore.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            // An announcement may also arrive while something is read; only then would waiting miss it.
            told = false;
            IReadOnlyList<StoredRule> stored =
                await RuleStore.InForceAsync(connection, clock.GetUtcNow(), cancellation);
            Volatile.Write(ref _rules, [.. stored.Select(rule => rule.ToParityRule())]);
            _pause = FirstPause;
            if (!told)
            {
                await connection.WaitAsync(options.Value.RulesRecheck, cancellation);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1503, LogLevel.Warning, "The rules cannot be read; those known before stay in force: {Why}")]
        public static partial void Lost(ILogger logger, string why);
    }
}
