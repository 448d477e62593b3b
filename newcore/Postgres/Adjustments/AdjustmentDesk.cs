using Npgsql;
using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Adjustments;

/// <summary>
/// Adjusts posted invoices in the six steps: find it, rate it again as it was, rate it by the corrected
/// facts, make the note of the difference, post it. One transaction; the invoice itself is never changed.
/// </summary>
public sealed class AdjustmentDesk : IAsyncDisposable
{
    private const short Draft = 1;
    private const short Cancelled = 4;

    private readonly Database _database;
    private readonly LegacyPlans _plans;
    private readonly ConceptAccounts _accounts;
    private readonly LedgerStore _ledger;
    private readonly NoteWriter _writer;
    private readonly PlanNumbers _numbers;
    private readonly TimeProvider _time;

    private AdjustmentDesk(Database database, LegacyPlans plans, ConceptAccounts accounts, TimeProvider time)
    {
        (_database, _plans, _accounts, _time) = (database, plans, accounts, time);
        _ledger = new LedgerStore(database, time);
        _writer = new NoteWriter(_ledger, time);
        _numbers = new PlanNumbers(database);
    }

    public static async Task<AdjustmentDesk> OpenAsync(
        Database database, TimeProvider time, CancellationToken cancellation) => new(
        database, await LegacyPlans.LoadAsync(database, cancellation),
        await ConceptAccountRows.ReadAsync(database, cancellation), time);

    /// <summary>Any cause but a dispute.</summary>
    public Task<AdjustmentOutcome> AdjustAsync(
        string number, AdjustmentCause cause, AdjustmentOrder order, CancellationToken cancellation) =>
        InTransactionAsync(
            number, order, (connection, transaction, invoice) => AdjustAsync(
                connection, transaction, invoice, cause, order, cancellation), cancellation);

    /// <summary>Blocks an amount until the dispute is decided.</summary>
    /// <param name="amount">Null: what is left of the invoice, or all of it where it was paid.</param>
    public Task<AdjustmentOutcome> DisputeAsync(
        string number, Money? amount, AdjustmentOrder order, CancellationToken cancellation) =>
        InTransactionAsync(
            number, order, (connection, transaction, invoice) => new DisputeDesk(_writer, connection, transaction)
                .OpenAsync(invoice, amount, order, _time.GetUtcNow(), cancellation), cancellation);

    /// <param name="accepted">What is let off: zero to the amount that was disputed.</param>
    public Task<AdjustmentOutcome> ResolveAsync(
        string number, Money accepted, AdjustmentOrder order, CancellationToken cancellation) =>
        InTransactionAsync(
            number, order, async (connection, transaction, invoice) =>
            {
                List<EarlierAdjustment> earlier = await AdjustmentRows.ReadAsync(connection, invoice.Key, cancellation);
                return await new DisputeDesk(_writer, connection, transaction).ResolveAsync(
                    invoice, earlier, accepted, order, line => _accounts.Of(line.Concept), _time.GetUtcNow(),
                    cancellation);
            },
            cancellation);

    public async ValueTask DisposeAsync()
    {
        _numbers.Dispose();
        await _ledger.DisposeAsync();
    }

    private async Task<AdjustmentOutcome> InTransactionAsync(
        string number, AdjustmentOrder order,
        Func<NpgsqlConnection, NpgsqlTransaction, PostedInvoice, Task<AdjustmentOutcome>> work,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await PostedInvoices.FindAsync(connection, number, cancellation) is not { } key)
        {
            return new AdjustmentOutcome.Refused(
                AdjustmentRefusal.UnknownInvoice, $"There is no posted invoice {number}.");
        }

        await ContractLock.TakeAsync(connection, key.Contract, cancellation);
        PostedInvoice invoice = await PostedInvoices.ReadAsync(connection, key, cancellation);
        if (invoice.Status is Draft or Cancelled)
        {
            return new AdjustmentOutcome.Refused(AdjustmentRefusal.NotIssued, $"Invoice {number} is not in force.");
        }

        AdjustmentOutcome outcome = await work(connection, transaction, invoice);
        if (!order.Simulate && outcome is AdjustmentOutcome.Made or AdjustmentOutcome.Disputed { Simulated: false })
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    private async Task<AdjustmentOutcome> AdjustAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PostedInvoice invoice, AdjustmentCause cause,
        AdjustmentOrder order, CancellationToken cancellation)
    {
        List<EarlierAdjustment> earlier = await AdjustmentRows.ReadAsync(connection, invoice.Key, cancellation);
        if (Repeats(earlier, cause, order) is { } repeated)
        {
            return repeated;
        }

        LoadedBill? loaded = await LoadAsync(connection, invoice, cancellation);
        if (loaded is null || loaded.Reason is not null)
        {
            return new AdjustmentOutcome.Refused(
                AdjustmentRefusal.NotRated, loaded is null ? "The contract is no longer there." : loaded.Detail);
        }

        BillInput input = loaded.Input;
        OwnDates.Set(input, invoice.Dates);
        input.Facts.Quantity = invoice.Quantity;
        foreach (EarlierAdjustment one in earlier)
        {
            one.Correction.ApplyTo(input);
        }

        RecalculatedInvoice again = new(_plans.Book, _accounts);
        if (Original(again, input, invoice, earlier) is { } differs)
        {
            return differs;
        }

        return CorrectedFacts.Of(cause, input, _plans.Book) switch
        {
            CorrectionOutcome.Refused refused => new AdjustmentOutcome.Refused(refused.Reason, refused.Detail),
            CorrectionOutcome.Corrected { Correction: var correction } => await CorrectAsync(
                connection, transaction, invoice, cause, correction, input, again, order, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static AdjustmentOutcome.Refused? Repeats(
        List<EarlierAdjustment> earlier, AdjustmentCause cause, AdjustmentOrder order)
    {
        EarlierAdjustment? same = earlier.Find(one =>
            (one.Scenario == cause.Scenario && one.Reference == order.Reference)
            || (cause is AdjustmentCause.Reading && one.Correction.Quantity is not null));
        return same is null ? null : new AdjustmentOutcome.Refused(
            AdjustmentRefusal.AlreadyAdjusted, $"It was adjusted for {same.Scenario} by {same.Note}.");
    }

    private static AdjustmentOutcome.Refused? Original(
        RecalculatedInvoice again, BillInput input, PostedInvoice invoice, List<EarlierAdjustment> earlier)
    {
        (_, string? problem) = again.Rate(input);
        if (problem is not null)
        {
            return new AdjustmentOutcome.Refused(AdjustmentRefusal.NotRated, problem);
        }

        PostedLine[] standing =
        [
            .. invoice.Lines,
            .. earlier.Where(one => one.Scenario != DisputeDesk.Scenario).SelectMany(one => one.Lines),
        ];
        BillDelta differs = again.From(standing);
        return differs.IsEmpty ? null : new AdjustmentOutcome.Refused(
            AdjustmentRefusal.OriginalDiffers,
            $"Rated again, {invoice.Number} differs by {differs.Total} in concepts "
            + $"{string.Join(", ", differs.Lines.Select(line => line.Concept).Distinct())}: what it was rated by has "
            + "changed since.");
    }

    private async Task<AdjustmentOutcome> CorrectAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PostedInvoice invoice, AdjustmentCause cause,
        FactsCorrection correction, BillInput input, RecalculatedInvoice again, AdjustmentOrder order,
        CancellationToken cancellation)
    {
        decimal before = input.Facts.Quantity;
        (PostedLine[] original, _) = again.Rate(input);
        correction.ApplyTo(input);
        (_, string? problem) = again.Rate(input);
        if (problem is not null)
        {
            return new AdjustmentOutcome.Refused(AdjustmentRefusal.NotRated, problem);
        }

        BillDelta delta = again.From(original);
        if (delta.IsEmpty)
        {
            return new AdjustmentOutcome.Refused(
                AdjustmentRefusal.NothingChanges, $"{invoice.Number} comes to the same by the corrected facts.");
        }

        var (toReceivable, toOffset, postings) = NoteMaker.Post(delta, invoice.Open, again.AccountOf);
        Adjustment adjustment = new(
            invoice.Number, invoice.Key, cause.Scenario, before, input.Facts.Quantity, delta, NoteMaker.TypeOf(delta),
            toReceivable, toOffset, postings);
        if (order.Simulate)
        {
            return new AdjustmentOutcome.Previewed(adjustment);
        }

        await _numbers.AddAsync([again.Plan!], cancellation);
        int plan = (await _numbers.CopyAsync(cancellation))[again.Plan!];
        return await _writer.WriteAsync(
            connection, transaction, invoice, adjustment, correction, plan, order, cancellation);
    }

    private async Task<LoadedBill?> LoadAsync(
        NpgsqlConnection connection, PostedInvoice invoice, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT service_area, zone FROM legacy_contract WHERE number = $1", connection);
        command.AddValue(invoice.Key.Contract.Value);
        BillingGroup group;
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
            {
                return null;
            }

            group = new BillingGroup(reader.GetInt16(0), reader.GetString(1));
        }

        BillInputLoader loader = await BillInputLoader.OpenAsync(
            _database, new BillScope(group, invoice.Key.Cycle), _plans, cancellation);
        int contract = invoice.Key.Contract.Value;
        LoadedRange range = await loader.LoadAsync(
            new ContractRange(contract, contract), withLegacyBills: false, cancellation);
        return range.Bills.SingleOrDefault();
    }
}
