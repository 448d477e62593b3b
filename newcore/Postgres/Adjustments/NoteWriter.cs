using Npgsql;
using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Adjustments;

/// <summary>Writes a note, what it posts and what it settles, within the caller's transaction.</summary>
internal sealed class NoteWriter(LedgerStore ledger, TimeProvider time)
{
    private const int DaysToPay = 15;

    private const string StatusSql = """
        INSERT INTO billing_document_status (contract, cycle, type, ordinal, position, status, who, why)
        SELECT $1, $2, $3, $4, coalesce(max(position), 0) + 1, $5, $6, $7 FROM billing_document_status
        WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4
        """;

    public static string PrefixOf(short type) => type switch
    {
        DocumentType.CreditNote => "C",
        DocumentType.DebitNote => "D",
        _ => "R",
    };

    /// <returns>The note's number, or why the ledger refused it.</returns>
    public async Task<AdjustmentOutcome> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PostedInvoice invoice, Adjustment adjustment,
        FactsCorrection correction, int plan, AdjustmentOrder order, CancellationToken cancellation)
    {
        DocumentKey note = invoice.Key with { Type = adjustment.NoteType };
        note = note with { Ordinal = await SingleDocuments.NextOrdinalAsync(connection, note, cancellation) };
        string key = KeyOf(adjustment, order);
        if (await PostAsync(
            connection, transaction,
            new EntryDraft(
                note.Contract, key, "adjusted", order.Today, note.WithinContract, order.Actor, order.Reason,
                adjustment.Postings),
            cancellation) is { } refused)
        {
            return refused;
        }

        if (adjustment.ToReceivable < Money.Zero)
        {
            await OpenDocuments.SettleAsync(
                connection, invoice.Key, Money.Zero - adjustment.ToReceivable, order.Today, key, cancellation);
        }

        long tax = adjustment.NoteLines.Sum(line => line.Tax.Centavos);
        long total = adjustment.NoteLines.Sum(line => line.Amount.Centavos) + tax;
        string number = await SingleDocuments.AddAsync(
            connection,
            new SingleDocument(
                note, PrefixOf(note.Type), invoice.ServiceArea,
                invoice.Dates with { Issued = order.Today, Due = order.Today.AddDays(DaysToPay) }, adjustment.After,
                new Money(tax), new Money(total), invoice.Key, [.. adjustment.NoteLines], plan),
            cancellation);
        await AdjustmentRows.AddAsync(
            connection, adjustment, note, correction, order, time.GetUtcNow(), cancellation);
        return new AdjustmentOutcome.Made(adjustment, number);
    }

    public static string KeyOf(Adjustment adjustment, AdjustmentOrder order) =>
        $"adjust/{adjustment.Key.WithinContract}/{adjustment.Scenario}/{order.Reference}";

    /// <returns>Null where it was posted.</returns>
    public async Task<AdjustmentOutcome.Refused?> PostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, EntryDraft draft, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerOutcome> outcomes = await ledger.AppendAsync(
            connection, transaction, [draft], cancellation);
        return outcomes[0] switch
        {
            LedgerOutcome.Posted => null,
            LedgerOutcome.Refused refused =>
                new AdjustmentOutcome.Refused(AdjustmentRefusal.LedgerRefused, refused.Detail),
            _ => new AdjustmentOutcome.Refused(
                AdjustmentRefusal.AlreadyAdjusted, $"{draft.IdempotencyKey} was posted before."),
        };
    }

    public static async Task SetStatusAsync(
        NpgsqlConnection connection, DocumentKey key, short status, AdjustmentOrder order,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(StatusSql, connection);
        OpenDocuments.AddKey(command, key);
        command.AddValue(status);
        command.AddValue(order.Actor);
        command.AddValue(order.Reason);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
