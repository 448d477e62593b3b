using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Gateway.Payments;

/// <summary>
/// Applies what was kept: asks the provider again, then posts, many at once. What this process does not come to is due
/// in the database after a while, for whichever gateway looks first.
/// </summary>
internal sealed partial class FactWorker : BackgroundService
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ApplyLimit = TimeSpan.FromSeconds(30);

    /// <summary>Payments given to AquaCIS at once.</summary>
    private const int GiveAtOnce = 4;

    private readonly PaymentProviders _providers;
    private readonly FactApplier? _applier;
    private readonly LegacyTill? _till;
    private readonly PaymentMetrics _metrics;
    private readonly PaymentsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<FactWorker> _logger;
    private readonly Channel<PaymentFact> _waiting;
    private readonly Channel<(PaymentFact Fact, bool Confirmed)> _ready;
    private readonly Channel<(PaymentFact Fact, bool Confirmed)> _left;

    /// <param name="applier">Null where no database is configured.</param>
    /// <param name="till">Null likewise.</param>
    public FactWorker(
        PaymentProviders providers, FactApplier? applier, LegacyTill? till, PaymentMetrics metrics,
        IOptions<PaymentsOptions> options, TimeProvider clock, ILogger<FactWorker> logger)
    {
        (_providers, _applier, _till, _metrics, _options) = (providers, applier, till, metrics, options.Value);
        (_clock, _logger) = (clock, logger);
        _waiting = Channel.CreateBounded<PaymentFact>(_options.Waiting);
        _ready = Channel.CreateBounded<(PaymentFact, bool)>(
            new BoundedChannelOptions(_options.Waiting) { SingleReader = true });
        _left = Channel.CreateBounded<(PaymentFact, bool)>(_options.Waiting);
    }

    /// <summary>A fact that was just kept. Where too many wait it is left to the database.</summary>
    public void Offer(PaymentFact fact)
    {
        if (_options.ApplyEvery > TimeSpan.Zero)
        {
            _ = _waiting.Writer.TryWrite(fact);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _applier is null || _options.ApplyEvery == TimeSpan.Zero
            ? Task.CompletedTask
            : Task.WhenAll(
            [
                LookAsync(_applier, stoppingToken), ApplyAllAsync(_applier, stoppingToken),
                .. Enumerable.Range(0, _options.ConfirmAtOnce).Select(_ => ConfirmAllAsync(_applier, stoppingToken)),
                .. Enumerable.Range(0, GiveAtOnce).Select(_ => GiveAllAsync(_applier, stoppingToken)),
            ]);

    /// <summary>What nobody has come to: of a gateway that was stopped, or put off.</summary>
    private async Task LookAsync(FactApplier applier, CancellationToken stopping)
    {
        using PeriodicTimer timer = new(_options.ApplyEvery, _clock);
        do
        {
            await TryAsync(async () =>
            {
                foreach (KeptFact due in await applier.TakeDueAsync(FactApplier.BatchLimit, stopping))
                {
                    await _waiting.Writer.WriteAsync(due.Fact, stopping);
                }
            }, stopping);
        }
        while (await NextAsync(timer, stopping));
    }

    private async Task ConfirmAllAsync(FactApplier applier, CancellationToken stopping)
    {
        await foreach (PaymentFact fact in ReadAllAsync(_waiting.Reader, stopping))
        {
            await TryAsync(async () =>
            {
                try
                {
                    await ConfirmAsync(applier, fact, stopping);
                }
                catch (Exception failure) when (Stays(failure))
                {
                    await FailAsync(applier, fact, failure, stopping);
                }
            }, stopping);
        }
    }

    private async Task ConfirmAsync(FactApplier applier, PaymentFact fact, CancellationToken stopping)
    {
        if (!_providers.Sources.TryGetValue(fact.Provider, out IChargeSource? source) || fact.Charge is null)
        {
            bool small = fact.Amount <= Money.FromPesos(_options.UnconfirmedLimit);
            await (small ? ReadyAsync(fact, confirmed: false, stopping)
                : ListAsync(applier, fact, "unconfirmed-amount", stopping));
            return;
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(AskLimit);
        ChargeOutcome found = await source.FindAsync(fact, limit.Token);
        switch (found)
        {
            case ChargeOutcome.Found { Charge: var charge }:
                await (ChargeCheck.Difference(fact, charge) is { } differs
                    ? ListAsync(applier, fact, $"provider says otherwise: {differs}", stopping)
                    : ReadyAsync(fact, confirmed: true, stopping));
                break;
            case ChargeOutcome.Unreachable away:
                _metrics.Facts(1, "put-off");
                await applier.PutOffAsync(fact, $"provider away: {away.Reason}", forGood: false, stopping);
                break;
            default:
                // Perhaps it does not know yet what it told; after some tries a person looks.
                _metrics.Facts(1, "put-off");
                await applier.PutOffAsync(fact, "provider does not know the charge", forGood: false, stopping);
                break;
        }
    }

    private ValueTask ReadyAsync(PaymentFact fact, bool confirmed, CancellationToken stopping) =>
        _ready.Writer.WriteAsync((fact, confirmed), stopping);

    private async ValueTask ListAsync(
        FactApplier applier, PaymentFact fact, string reason, CancellationToken stopping)
    {
        _metrics.Facts(1, "listed");
        await applier.PutOffAsync(fact, reason, forGood: true, stopping);
    }

    private async Task ApplyAllAsync(FactApplier applier, CancellationToken stopping)
    {
        List<(PaymentFact Fact, bool Confirmed)> batch = new(FactApplier.BatchLimit);
        await foreach ((PaymentFact Fact, bool Confirmed) first in ReadAllAsync(_ready.Reader, stopping))
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < FactApplier.BatchLimit && _ready.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            foreach (IGrouping<bool, PaymentFact> alike in batch.ToLookup(one => one.Confirmed, one => one.Fact))
            {
                await TryAsync(() => ApplyAsync(applier, [.. alike], alike.Key, stopping), stopping);
            }
        }
    }

    private async Task ApplyAsync(
        FactApplier applier, PaymentFact[] facts, bool confirmed, CancellationToken stopping)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(ApplyLimit);
        int applied;
        try
        {
            applied = await applier.ApplyAsync(facts, confirmed, limit.Token);
        }
        catch (Exception failure) when (facts.Length == 1 && Stays(failure))
        {
            await FailAsync(applier, facts[0], failure, stopping);
            return;
        }
        catch (Exception failure) when (facts.Length > 1 && Stays(failure))
        {
            // The batch failed for one fact perhaps: the others must not fail with it.
            foreach (PaymentFact fact in facts)
            {
                await TryAsync(() => ApplyAsync(applier, [fact], confirmed, stopping), stopping);
            }

            return;
        }

        _metrics.Facts(applied, "applied");
        _metrics.Facts(facts.Length - applied, "not-applied");
        foreach (PaymentFact fact in applied < facts.Length && _till is not null ? facts : [])
        {
            // Where too many wait it is due in the database.
            _ = _left.Writer.TryWrite((fact, confirmed));
        }
    }

    /// <summary>Counted, so that a person looks at it some tries later.</summary>
    private async Task FailAsync(
        FactApplier applier, PaymentFact fact, Exception failure, CancellationToken stopping)
    {
        string reason = failure is PostgresException refused
            ? $"database refuses: {refused.SqlState}" : $"mistake of ours: {failure.GetType().Name}";
        Log.Refused(_logger, reason, failure);
        _metrics.Facts(1, "put-off");
        await applier.FailedAsync(fact, reason, stopping);
    }

    /// <summary>Whether the same again fails again, as far as can be known.</summary>
    private static bool Stays(Exception failure) =>
        failure is not (OperationCanceledException or TimeoutException or HttpRequestException
            or DbException { IsTransient: true });

    /// <summary>What was not posted here, if AquaCIS is to post it: at its pace, which holds nobody up.</summary>
    private async Task GiveAllAsync(FactApplier applier, CancellationToken stopping)
    {
        await foreach ((PaymentFact fact, bool confirmed) in ReadAllAsync(_left.Reader, stopping))
        {
            await TryAsync(async () =>
            {
                _metrics.Facts(await _till!.GiveAsync([fact], confirmed, stopping), "by-legacy");
                await applier.HastenAsync(fact, stopping);
            }, stopping);
        }
    }

    /// <summary>What fails stays kept, and is due again after a while.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is DbException or TimeoutException or OperationCanceledException
            or HttpRequestException)
        {
            Log.Interrupted(_logger, error.Message);
        }
        catch (Exception error)
        {
            Log.Failed(_logger, error);
        }
    }

    private static async IAsyncEnumerable<T> ReadAllAsync<T>(
        ChannelReader<T> reader,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            T next;
            try
            {
                next = await reader.ReadAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return next;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3620, LogLevel.Warning, "Money was not applied for now: {Why}")]
        public static partial void Interrupted(ILogger logger, string why);

        [LoggerMessage(3621, LogLevel.Error, "Money was not applied, by a mistake of ours; it stays kept")]
        public static partial void Failed(ILogger logger, Exception error);

        [LoggerMessage(3622, LogLevel.Error, "Money was not applied, {Why}; after some tries a person has to look")]
        public static partial void Refused(ILogger logger, string why, Exception error);
    }
}
