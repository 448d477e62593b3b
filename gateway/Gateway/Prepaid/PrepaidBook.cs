using Strangler.AquaCis.Extract;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Prepaid;

namespace Strangler.Gateway.Prepaid;

/// <summary>Prepaid agreements with the plans they are charged by; plans are read again every few minutes.</summary>
internal sealed class PrepaidBook(Database database, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly LedgerStore _ledger = new(database, time);
    private volatile Known? _known;

    /// <returns>Null where the contract is not prepaid.</returns>
    public Task<PrepaidStatus?> StatusAsync(ContractNumber contract, CancellationToken cancellation) =>
        new PrepaidDesk(database, _ledger, time).StatusAsync(contract, cancellation);

    /// <summary>What it used since its last segment; null where there is no agreement, or it cannot be rated.</summary>
    public async Task<RunningCharge?> RunningAsync(ContractNumber contract, CancellationToken cancellation) =>
        await (await SegmentsAsync(cancellation)).RunningAsync(contract, UtilityTime.Today(time), cancellation);

    /// <summary>Two that ask at once may both read the plans, and read the same.</summary>
    public async ValueTask<PrepaidSegments> SegmentsAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_known is { } known && now < known.Until)
        {
            return known.Segments;
        }

        PrepaidSegments segments = new(
            database, _ledger, await PrepaidPlans.LoadAsync(database, cancellation), new MeteredUsageQuery(database),
            time);
        _known = new Known(segments, now + Fresh);
        return segments;
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    private sealed record Known(PrepaidSegments Segments, DateTimeOffset Until);
}
