using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Metering;

/// <summary>
/// What contracts are charged by, in memory, loaded by ranges as a billing run loads them: the same plans and facts, so
/// that what runs up equals the bill. Read again every hour. Not for several threads.
/// </summary>
public sealed class RunningTariffs(Database database, TimeProvider time)
{
    /// <summary>
    /// Contracts in memory, about a kilobyte each; beyond it those not asked for longest are forgotten.
    /// </summary>
    public const int MostKnown = 400_000;

    private const int RangeSize = 2_000;

    /// <summary>After that a range that nobody asked for is forgotten: mostly of a cycle that is over.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly Dictionary<(int Cycle, int Range), KnownRange> _known = [];
    private readonly Dictionary<int, BillInputLoader?> _loaders = [];
    private readonly RatedBill _bill = new();
    private LegacyPlans? _plans;
    private BillMaker? _maker;
    private DateTimeOffset _plansUntil;
    private long _published;

    /// <summary>Whether any plan prices water by the time of day.</summary>
    public async ValueTask<bool> AnyNeedsUsageAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_plansUntil < now && await IsNewPublishedAsync(now, cancellation))
        {
            Forget();
        }

        if (_plans is null)
        {
            _plans = await LegacyPlans.LoadAsync(database, cancellation);
            _maker = new BillMaker(_plans.Book, ConsumptionRules.Default);
        }

        return _plans.Book.AnyNeedsUsage;
    }

    /// <summary>Once a contract is prepared: <see cref="Of"/> wants its water by the hour.</summary>
    public bool NeedsUsage(ContractNumber contract, CycleDays cycle) =>
        _plans!.Book.AnyNeedsUsage && Find(contract, cycle) is { } bill && _plans.Book.MayNeedUsage(bill.Input.Plan);

    /// <summary>Before <see cref="Of"/> of these contracts.</summary>
    public async ValueTask PrepareAsync(
        IReadOnlyCollection<(ContractNumber Contract, CycleDays Cycle)> wanted, CancellationToken cancellation)
    {
        await AnyNeedsUsageAsync(cancellation);
        DateTimeOffset now = time.GetUtcNow();
        foreach ((ContractNumber contract, CycleDays cycle) in wanted)
        {
            (int, int) place = (cycle.Number, contract.Value / RangeSize);
            if (!_known.TryGetValue(place, out KnownRange? range) || range.FreshUntil < now)
            {
                LoadedBill?[] bills = await LoadAsync(cycle, contract.Value / RangeSize, cancellation);
                _known[place] = range = new KnownRange(bills, now + Fresh)
                {
                    AskedAt = now,
                };
                ForgetIdle(now);
            }

            range.AskedAt = now;
        }
    }

    /// <summary>The bill of the days from the cycle's first to <paramref name="upto"/>.</summary>
    /// <param name="quantity">Whole cubic metres of those days.</param>
    /// <param name="usage">Their water by the hour, where <see cref="NeedsUsage"/>.</param>
    public CycleCharge Of(
        ContractNumber contract, CycleDays cycle, DateOnly upto, int quantity, IReadOnlyList<UsageSlice> usage)
    {
        if (Find(contract, cycle) is not { } loaded)
        {
            return None("not-in-cycle");
        }

        if (!loaded.InService)
        {
            return None("not-in-supply");
        }

        if (loaded.Reason is { } reason && reason != ParkingReason.BadReadings)
        {
            return None(reason);
        }

        BillInput input = loaded.Input;
        (DateOnly since, DateOnly? until) = (input.Since, input.Until);
        BilledDays.Set(input, cycle.From, upto < cycle.To ? upto : cycle.To);
        input.Facts.Usage = usage;
        BillingVerdict verdict = _maker!.MakeOf(quantity, input, _bill);
        input.Facts.Usage = [];
        (input.Since, input.Until) = (since, until);
        return verdict is BillingVerdict.Parked parked
            ? None(parked.Reason)
            : new CycleCharge(_bill.Total, _bill.Tax, quantity, upto, null);

        CycleCharge None(string problem) =>
            new(Money.Zero, Money.Zero, quantity, upto, problem.Length > 60 ? problem[..60] : problem);
    }

    /// <summary>What is published stays, so that more of them are news.</summary>
    private async Task<bool> IsNewPublishedAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("SELECT count(*) FROM tariff_plan");
        long before = _published;
        _published = (long)(await command.ExecuteScalarAsync(cancellation))!;
        _plansUntil = now + Fresh;
        return _published != before;
    }

    private LoadedBill? Find(ContractNumber contract, CycleDays cycle) =>
        _known.TryGetValue((cycle.Number, contract.Value / RangeSize), out KnownRange? range)
            ? range.Bills[contract.Value % RangeSize] : null;

    /// <returns>By the contract's place in the range.</returns>
    private async Task<LoadedBill?[]> LoadAsync(CycleDays cycle, int range, CancellationToken cancellation)
    {
        LoadedBill?[] bills = new LoadedBill?[RangeSize];
        if (!_loaders.TryGetValue(cycle.Number, out BillInputLoader? loader))
        {
            _loaders[cycle.Number] = loader = await OpenAsync(cycle, cancellation);
        }

        if (loader is null)
        {
            return bills;
        }

        LoadedRange loaded = await loader.LoadAsync(
            new ContractRange(range * RangeSize, ((range + 1) * RangeSize) - 1), withLegacyBills: false,
            withUsage: false, cancellation);
        foreach (LoadedBill bill in loaded.Bills)
        {
            // What was read remotely counts, not what the extract has.
            bill.Input.Readings.Clear();
            bill.Input.Readings.TrimExcess();
            bills[bill.Input.Contract.Value % RangeSize] = bill;
        }

        return bills;
    }

    private void ForgetIdle(DateTimeOffset now)
    {
        foreach (((int, int) place, KnownRange range) in _known)
        {
            if (range.AskedAt < now - Idle)
            {
                _known.Remove(place);
            }
        }

        // What this batch asks for stays in any case.
        while (_known.Count > MostKnown / RangeSize
            && _known.MinBy(one => one.Value.AskedAt) is var oldest && oldest.Value.AskedAt < now)
        {
            _known.Remove(oldest.Key);
        }

        foreach (int cycle in _loaders.Keys.Except(_known.Keys.Select(place => place.Cycle)))
        {
            _loaders.Remove(cycle);
        }
    }

    /// <returns>Null where no group has such a cycle in the extract.</returns>
    private async Task<BillInputLoader?> OpenAsync(CycleDays cycle, CancellationToken cancellation)
    {
        try
        {
            return await BillInputLoader.OpenAsync(
                database, new BillScope(null, cycle.Cycle), _plans!, cancellation);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private void Forget()
    {
        _known.Clear();
        _loaders.Clear();
        _plans = null;
    }

    private sealed class KnownRange(LoadedBill?[] bills, DateTimeOffset freshUntil)
    {
        /// <summary>Null where the cycle does not have the contract.</summary>
        public LoadedBill?[] Bills => bills;

        public DateTimeOffset FreshUntil => freshUntil;

        public DateTimeOffset AskedAt { get; set; }
    }
}
