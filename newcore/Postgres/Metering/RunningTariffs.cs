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
    private LegacyPlans? _plans;
    private BillMaker? _maker;

    /// <summary>Before <see cref="Of"/> of these contracts.</summary>
    public async ValueTask PrepareAsync(
        IReadOnlyCollection<(ContractNumber Contract, CycleDays Cycle)> wanted, CancellationToken cancellation)
    {
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
    public CycleCharge Of(ContractNumber contract, CycleDays cycle, DateOnly upto, int quantity)
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
        BillingVerdict verdict = _maker!.MakeOf(quantity, input, _bill);
        (input.Since, input.Until) = (since, until);
        return verdict is BillingVerdict.Parked parked
            ? None(parked.Reason)
            : new CycleCharge(_bill.Total, _bill.Tax, quantity, upto, null);

        CycleCharge None(string problem) =>
            new(Money.Zero, Money.Zero, quantity, upto, problem.Length > 60 ? problem[..60] : problem);
    }

    private async Task LoadAsync(CycleDays cycle, int range, CancellationToken cancellation)
    {
        if (_bills.Count > MostKnown)
        {
            Forget();
        }

        if (!_loaders.TryGetValue(cycle.Number, out BillInputLoader? loader))
        {
            _loaders[cycle.Number] = loader = await OpenAsync(cycle, cancellation);
        }

        if (loader is null)
        {
            return;
        }

        LoadedRange loaded = await loader.LoadAsync(
            new ContractRange(range * RangeSize, ((range + 1) * RangeSize) - 1), withLegacyBills: false, cancellation);
        foreach (LoadedBill bill in loaded.Bills)
        {
            bill.Input.Readings.Clear();
            _bills[(cycle.Number, bill.Input.Contract.Value)] = bill;
        }
    }

    /// <returns>Null where no group has such a cycle in the extract.</returns>
    private async Task<BillInputLoader?> OpenAsync(CycleDays cycle, CancellationToken cancellation)
    {
        if (_plans is null)
        {
            _plans = await LegacyPlans.LoadAsync(database, cancellation);
            _maker = new BillMaker(_plans.Book, ConsumptionRules.Default);
        }

        try
        {
            return await BillInputLoader.OpenAsync(
                database, new BillScope(null, cycle.Cycle), _plans, cancellation);
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
        _plans = null;
    }
}
