using System.Data.Common;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.AquaCis.Translation.Writes;
using Strangler.Gateway.Backends;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>Keeps writes before and after they are done.</summary>
/// <param name="store">Null where no database is configured: nothing is kept, and nothing is native.</param>
internal sealed partial class WriteDesk(
    WriteStore? store, IOptions<WriteOptions> options, IOptions<LegacyOptions> legacy, TimeProvider clock,
    ILogger<WriteDesk> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the end of a write is tried to be kept; after that it is found by its lease.</summary>
    private const int Tries = 3;

    private readonly string _gateway = NameOf(Environment.MachineName, Environment.ProcessId, Guid.NewGuid());

    public bool Records => store is not null;

    /// <summary>Begins a write, or waits for its twin.</summary>
    /// <param name="key">The sender's own name for it; null where he gave none.</param>
    /// <returns>Null where it could not be kept.</returns>
    public async Task<WriteTurn?> BeginAsync(
        SoapRequest request, WriteIdentity identity, WriteKey? key, RoutePlan plan, CancellationToken cancellation)
    {
        Operation operation = request.Operation;
        NewWrite write = new(
            operation.ToString(), identity.Key, identity.Content,
            plan.Mode is RouteMode.Native or RouteMode.NativeShadow, plan.Version, plan.Group, identity.Contract,
            LegacyMoney.AmountIn(request), LeaseOf(operation), _gateway);
        long started = clock.GetTimestamp();
        try
        {
            if (key is not null && !await store!.NameAsync(key.Hash, identity.Content, CancellationToken.None))
            {
                return new WriteTurn.OtherContent();
            }

            for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                // Not given up half way: a write that is kept and not begun would hold up the next try.
                WriteTurn turn = await store!.BeginAsync(write, CancellationToken.None);
                if (turn is not WriteTurn.Busy || clock.GetElapsedTime(started) > options.Value.TwinWait)
                {
                    return turn;
                }

                await Task.Delay(pause, clock, cancellation);
            }
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotKept(logger, error, operation.Name);
            return null;
        }
    }

    /// <summary>Waits until no other payment of the contract is with legacy; false where that takes too long.</summary>
    public async Task<bool> TakeTurnToPayAsync(Operation operation, WriteTurn.Mine write)
    {
        long started = clock.GetTimestamp();
        try
        {
            for (TimeSpan pause = FirstPause; clock.GetElapsedTime(started) < options.Value.TwinWait;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (await store!.TakeTurnToPayAsync(write, CancellationToken.None) is { } mine)
                {
                    return mine;
                }

                await Task.Delay(pause, clock);
            }
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotKept(logger, error, operation.Name);
        }

        return false;
    }

    /// <summary>Just before legacy is asked; false: it must not be.</summary>
    public async Task<bool> DispatchAsync(Operation operation, WriteTurn.Mine write, Core.Identity.Money? before)
    {
        try
        {
            return await store!.DispatchAsync(write, before, LeaseOf(operation), CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotKept(logger, error, operation.Name);
            return false;
        }
    }

    public Task AnswerAsync(
        Operation operation, WriteTurn.Mine write, KeptAnswer answer, bool done, TimeSpan? repeatFor) =>
        EndAsync(
            operation, () => store!.AnswerAsync(write, answer, done, repeatFor, CancellationToken.None));

    /// <summary>Nobody has done it.</summary>
    public Task ReleaseAsync(Operation operation, WriteTurn.Mine write, string reason) =>
        EndAsync(operation, () => store!.ReleaseAsync(write, reason, CancellationToken.None));

    public Task LoseAsync(Operation operation, WriteTurn.Mine write, string reason) =>
        EndAsync(operation, () => store!.LoseAsync(write, reason, CancellationToken.None));

    /// <summary>At most 40 characters, as the table has it; the end is what makes it one of its kind.</summary>
    internal static string NameOf(string machine, int process, Guid start) =>
        $"{machine[..Math.Min(machine.Length, 16)]}/{process}/{start.ToString("N")[..12]}";

    private TimeSpan LeaseOf(Operation operation) =>
        legacy.Value.TimeoutOf(operation) + options.Value.TwinWait + options.Value.ReadTimeout + options.Value.Leeway;

    private async Task EndAsync(Operation operation, Func<Task> end)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                await end();
                return;
            }
            catch (Exception error) when (error is DbException or TimeoutException)
            {
                if (tried == Tries)
                {
                    Log.EndNotKept(logger, error, operation.Name);
                    return;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Error, "A write of {Operation} could not be recorded")]
        public static partial void NotKept(ILogger logger, Exception error, string operation);

        [LoggerMessage(1602, LogLevel.Error, "The end of a write of {Operation} could not be recorded")]
        public static partial void EndNotKept(ILogger logger, Exception error, string operation);
    }
}
