using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Does chunks of one run: loads their contracts, makes the bills, and saves them. Any number at once.
/// </summary>
public sealed class ChunkRating : IAsyncDisposable
{
    private readonly Database _database;
    private readonly BillInputLoader _inputs;
    private readonly BillMaker _bills;
    private readonly InvoiceMaker _invoices;
    private readonly Dictionary<BillingGroup, GroupCycle> _cycles;
    private readonly LedgerStore _ledger;
    private readonly PlanNumbers _numbers;
    private readonly ChunkWriter _writer;

    private ChunkRating(
        Database database, BillInputLoader inputs, BillMaker bills, InvoiceMaker invoices, LedgerStore ledger,
        IEnumerable<GroupCycle> cycles, TimeProvider time)
    {
        (_database, _inputs, _bills, _invoices, _ledger) = (database, inputs, bills, invoices, ledger);
        _cycles = cycles.ToDictionary(cycle => cycle.Group);
        _numbers = new PlanNumbers(database);
        _writer = new ChunkWriter(database, ledger, _numbers, time);
    }

    /// <summary>Loads what all chunks of the run share: plans, cycles, the chart of accounts.</summary>
    public static async Task<ChunkRating> OpenAsync(
        Database database, BillingRun run, TimeProvider time, CancellationToken cancellation)
    {
        LegacyPlans plans = await LegacyPlans.LoadAsync(database, cancellation);
        BillInputLoader inputs = await BillInputLoader.OpenAsync(
            database, new BillScope(run.Group, run.Cycle), plans, cancellation);
        LedgerStore ledger = new(database, time);
        InvoiceMaker invoices = new(
            run, await ledger.ReadChartAsync(cancellation),
            await ConceptAccountRows.ReadAsync(database, cancellation));
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        ConsumptionRules rules = ConsumptionRules.Default with { ReviewZero = run.ReviewZero };
        return new ChunkRating(
            database, inputs, new BillMaker(plans.Book, rules), invoices, ledger,
            await CycleRows.ReadAsync(connection, run.Cycle, run.Group, cancellation), time);
    }

    /// <exception cref="BillingFailureException">Somebody else did the chunk, or the ledger refused it.</exception>
    internal async Task DoAsync(
        BillingRun run, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        result.Clear();
        bool saved = claim.ToPost;
        if (claim.ToPost)
        {
            saved = await _writer.PostHeldAsync(run, claim, cancellation);
        }
        else
        {
            await RateAsync(run.Cycle, claim.Contracts, result, cancellation);
            saved = await _writer.SaveAsync(run, claim, result, cancellation);
        }

        if (!saved)
        {
            throw new BillingFailureException("Its lease ran out, and another worker took it.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _numbers.Dispose();
        await _ledger.DisposeAsync();
    }

    private async Task RateAsync(
        BillingCycle cycle, ContractRange contracts, ChunkResult result, CancellationToken cancellation)
    {
        LoadedRange loaded = await _inputs.LoadAsync(contracts, withLegacyBills: false, cancellation);
        BilledPeriods billed = await BilledPeriods.ReadAsync(
            _database, contracts, cycle, _cycles.Values.Min(one => one.Dates.From),
            _cycles.Values.Max(one => one.Dates.To), cancellation);
        RatedBill bill = new();
        foreach (LoadedBill one in loaded.Bills)
        {
            Take(one, billed.Of(one.Input.Contract.Value), bill, result);
        }
    }

    private void Take(LoadedBill one, IReadOnlyList<BilledPeriod> billed, RatedBill bill, ChunkResult result)
    {
        BillInput input = one.Input;
        if (!_cycles.TryGetValue(input.Group, out GroupCycle? cycle))
        {
            result.Skip(SkipReason.NotDue);
            return;
        }

        if (cycle.OwnCalendar)
        {
            OwnDates.Set(input, cycle.Dates);
        }

        BillingVerdict verdict = one.Reason is { } reason && !billed.Any(before => before.Cycle == input.Cycle)
            ? new BillingVerdict.Parked(reason, one.Detail)
            : _bills.Make(input, billed, bill);
        switch (verdict)
        {
            case BillingVerdict.Skipped skipped:
                result.Skip(skipped.Reason);
                break;
            case BillingVerdict.Parked parked:
                result.Parked.Add(Exception(input, parked));
                break;
            case BillingVerdict.Billed when _invoices.Add(input, bill, result) is { } refused:
                result.Parked.Add(Exception(input, refused));
                break;
        }
    }

    private static BillingException Exception(BillInput input, BillingVerdict.Parked parked) =>
        new(input.Contract, input.Group, input.Cycle, parked.Reason, parked.Detail);
}
