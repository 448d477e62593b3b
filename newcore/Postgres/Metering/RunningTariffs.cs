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
    /// <summary>Contracts in memory; beyond it all are forgotten and loaded again. About a kilobyte each.</summary>
    public const int MostKnown = 400_000;

    private const int RangeSize = 2_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly Dictionary<(int Cycle, int Range), DateTimeOffset> _loaded = [];
    private readonly Dictionary<(int Cycle, int Contract), LoadedBill> _bills = [];
    private readonly Dictionary<int, BillInputLoader?> _loaders = [];
    private readonly RatedBill _bill = new();
    private readonly HashSet<(int Cycle, int Contract)> _byHour = [];
    private LegacyPlans? _plans;
    private BillMaker? _maker;
    private DateTimeOffset _plansUntil;
    private long _published;

    /// <summary>Whether any plan prices water by the time of day. Forgets what is old.</summary>
    public async ValueTask<bool> AnyNeedsUsageAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_bills.Count > MostKnown || (_plansUntil < now && await IsNewPublishedAsync(now, cancellation)))
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
        _byHour.Contains((cycle.Number, contract.Value));

    /// <summary>Before <see cref="Of"/> of these contracts.</summary>
    public async ValueTask PrepareAsync(
        IReadOnlyCollection<(ContractNumber Contract, CycleDays Cycle)> wanted, CancellationToken cancellation)
    {
        await AnyNeedsUsageAsync(cancellation);
        DateTimeOffset now = time.GetUtcNow();
        foreach ((ContractNumber contract, CycleDays cycle) in wanted)
        {
            (int, int) range = (cycle.Number, contract.Value / RangeSize);
            if (!_loaded.TryGetValue(range, out DateTimeOffset until) || until < now)
            {
                await LoadAsync(cycle, contract.Value / RangeSize, cancellation);
                _loaded[range] = now + Fresh;
            }
        }
    }

    /// <summary>The bill of the days from the cycle's first to <paramref name="upto"/>.</summary>
    /// <param name="quantity">Whole cubic metres of those days.</param>
    /// <param name="usage">Their water by the hour, where <see cref="NeedsUsage"/>.</param>
    public CycleCharge Of(
        ContractNumber contract, CycleDays cycle, DateOnly upto, int quantity, IReadOnlyList<UsageSlice> usage)
    {
        if (!_bills.TryGetValue((cycle.Number, contract.Value), out LoadedBill? loaded))
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

    private async Task LoadAsync(CycleDays cycle, int range, CancellationToken cancellation)
    {
        if (!_loaders.TryGetValue(cycle.Number, out BillInputLoader? loader))
        {
            _loaders[cycle.Number] = loader = await OpenAsync(cycle, cancellation);
        }

        if (loader is null)
        {
            return;
        }

        LoadedRange loaded = await loader.LoadAsync(
            new ContractRange(range * RangeSize, ((range + 1) * RangeSize) - 1), withLegacyBills: false,
            withUsage: false, cancellation);
        foreach (LoadedBill bill in loaded.Bills)
        {
            bill.Input.Readings.Clear();
            _bills[(cycle.Number, bill.Input.Contract.Value)] = bill;
            if (_plans!.Book.MayNeedUsage(bill.Input.Plan))
            {
                _byHour.Add((cycle.Number, bill.Input.Contract.Value));
            }
            else if (_byHour.Count > 0)
            {
                _byHour.Remove((cycle.Number, bill.Input.Contract.Value));
            }
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
        _bills.Clear();
        _loaded.Clear();
        _loaders.Clear();
        _byHour.Clear();
        _plans = null;
    }
}
