using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>
/// Looks into writes of which the end is not known, by reading: of payments, what legacy says is owed. Whatever reading
/// does not tell is left to a person. Several gateways may do so at once.
/// </summary>
/// <param name="database">Null where none is configured.</param>
internal sealed partial class WriteReconciler(
    Database? database, LegacyReader reader, IOptions<WriteOptions> options, TimeProvider clock,
    ILogger<WriteReconciler> logger) : BackgroundService
{
    private const int LostLimit = 1_000;
    private const int ContractLimit = 100;
    private const string Who = "reconciliation";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database is null || options.Value.ReconcileEvery == TimeSpan.Zero)
        {
            return;
        }

        using PeriodicTimer timer = new(options.Value.ReconcileEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(database, stoppingToken);
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                Log.Interrupted(logger, error);
            }
        }
    }

    private async Task SweepAsync(Database open, CancellationToken cancellation)
    {
        WriteSweep sweep = new(open);
        int lost = await sweep.FindLostAsync(LostLimit, cancellation);
        if (lost > 0)
        {
            Log.Lost(logger, lost);
        }

        foreach (string operation in LegacyMoney.Operations)
        {
            await sweep.ResolveNativeAsync(
                operation, options.Value.SettleTime, AnswerOf(operation), cancellation);
        }

        foreach (ContractNumber contract in await sweep.ContractsAsync(
            LegacyMoney.Operations, options.Value.SettleTime, ContractLimit, cancellation))
        {
            if (await sweep.ClaimAsync(contract, options.Value.Leeway + options.Value.ReadTimeout, cancellation))
            {
                await ReconcileAsync(open, sweep, contract, cancellation);
            }
        }
    }

    private async Task ReconcileAsync(
        Database open, WriteSweep sweep, ContractNumber contract, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<LegacyPayment> payments =
                await sweep.PaymentsAsync(contract, LegacyMoney.Operations, cancellation);
            if (payments.Count < WriteSweep.PaymentLimit
                && await reader.NetAsync(contract, cancellation) is { } now
                && LostPayments.Decide(payments, now) is { } decided)
            {
                await ResolveAsync(open, decided, cancellation);
            }
        }
        finally
        {
            await sweep.ReleaseAsync(contract, CancellationToken.None);
        }
    }

    private async Task ResolveAsync(
        Database open, IReadOnlyDictionary<long, bool> decided, CancellationToken cancellation)
    {
        WriteQueries queries = new(open);
        foreach ((long id, bool done) in decided)
        {
            if (await queries.FindAsync(id, cancellation) is { } line)
            {
                await queries.ResolveAsync(
                    id, done, AnswerOf(line.Operation), Who, "What is owed before and after tells.", cancellation);
                Log.Decided(logger, id, done);
            }
        }
    }

    private static KeptAnswer AnswerOf(string operation) =>
        new(StatusCodes.Status200OK, SoapEnvelope.ContentType, LegacyMoney.Taken(operation));

    private static partial class Log
    {
        [LoggerMessage(1611, LogLevel.Warning, "{Count} writes were left behind by their gateway")]
        public static partial void Lost(ILogger logger, int count);

        [LoggerMessage(1612, LogLevel.Information, "Write {Id} is known by reading: done is {Done}")]
        public static partial void Decided(ILogger logger, long id, bool done);

        [LoggerMessage(1613, LogLevel.Warning, "Unknown writes could not be looked into")]
        public static partial void Interrupted(ILogger logger, Exception error);
    }
}
