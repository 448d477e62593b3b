using Npgsql;
using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Adjustments;

/// <summary>Opens and decides disputes, within the caller's transaction.</summary>
internal sealed class DisputeDesk(NoteWriter writer, NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    public const string Scenario = "dispute";

    private const short Issued = DocumentStatus.Issued;
    private const short Disputed = 5;

    private const string OpenSql = """
        INSERT INTO billing_dispute (contract, cycle, position, amount, opened_by, why, opened_at)
        SELECT $1, $2, count(*) + 1, $3, $4, $5, $6 FROM billing_dispute WHERE contract = $1 AND cycle = $2
        RETURNING position
        """;

    private const string ResolveSql = """
        UPDATE billing_dispute SET accepted = $4, resolved_by = $5, resolution = $6, resolved_at = $7
        WHERE contract = $1 AND cycle = $2 AND position = $3
        """;

    private const string FindSql = """
        SELECT position, amount FROM billing_dispute WHERE contract = $1 AND cycle = $2 AND resolved_at IS NULL
        """;

    public async Task<AdjustmentOutcome> OpenAsync(
        PostedInvoice invoice, Money? wanted, AdjustmentOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        Money amount = wanted ?? (invoice.Open > Money.Zero ? invoice.Open : invoice.Total);
        if (amount <= Money.Zero || amount > invoice.Total)
        {
            return Refused(
                AdjustmentRefusal.BadFacts, $"{invoice.Number} is of {invoice.Total}; disputed are {amount}.");
        }

        if (await FindAsync(invoice.Key, cancellation) is not null)
        {
            return Refused(AdjustmentRefusal.DisputeState, $"{invoice.Number} is disputed already.");
        }

        AdjustmentOutcome disputed =
            new AdjustmentOutcome.Disputed(invoice.Number, amount, Open: true, order.Simulate);
        if (order.Simulate)
        {
            return disputed;
        }

        await using NpgsqlCommand command = new(OpenSql, connection);
        AddKey(command, invoice.Key);
        command.AddValue(amount.Centavos);
        command.AddValue(order.Actor);
        command.AddValue(order.Reason);
        command.AddValue(now);
        short position = (short)(await command.ExecuteScalarAsync(cancellation))!;
        await NoteWriter.SetStatusAsync(connection, invoice.Key, Disputed, order, cancellation);
        (Posting[] postings, Money current) = DisputeEntries.Open(amount);
        return await PostAsync(
            invoice, $"dispute/{invoice.Key.WithinContract}/{position}/opened", "disputed", postings, current, order,
            cancellation) ?? disputed;
    }

    public async Task<AdjustmentOutcome> ResolveAsync(
        PostedInvoice invoice, List<EarlierAdjustment> earlier, Money accepted, AdjustmentOrder order,
        Func<PostedLine, LedgerAccount> accountOf, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await FindAsync(invoice.Key, cancellation) is not { } dispute)
        {
            return Refused(AdjustmentRefusal.DisputeState, $"{invoice.Number} is not disputed.");
        }

        PostedLine[] standing = [.. invoice.Lines, .. earlier.SelectMany(one => one.Lines)];
        long left = standing.Sum(line => line.Amount.Centavos + line.Tax.Centavos);
        if (accepted < Money.Zero || accepted > dispute.Amount || accepted.Centavos > left)
        {
            return Refused(
                AdjustmentRefusal.BadFacts,
                $"Accepted may be 0 to {dispute.Amount}, and no more than {new Money(left)}, "
                + "what the invoice stands at.");
        }

        Adjustment? adjustment = accepted > Money.Zero ? Claim(invoice, standing, accepted, accountOf) : null;
        AdjustmentOutcome released =
            new AdjustmentOutcome.Disputed(invoice.Number, dispute.Amount, Open: false, order.Simulate);
        if (order.Simulate)
        {
            return adjustment is null ? released : new AdjustmentOutcome.Previewed(adjustment);
        }

        await EndAsync(invoice.Key, dispute.Position, accepted, order, now, cancellation);
        (Posting[] postings, Money current) = DisputeEntries.Release(dispute.Amount);
        if (await PostAsync(
            invoice, $"dispute/{invoice.Key.WithinContract}/{dispute.Position}/resolved", "dispute-resolved", postings,
            current, order, cancellation) is { } refused)
        {
            return refused;
        }

        return adjustment is null ? released : await writer.WriteAsync(
            connection, transaction, invoice, adjustment, new FactsCorrection(), invoice.Plan,
            order with { Reference = $"{dispute.Position}" }, cancellation);
    }

    private static Adjustment Claim(
        PostedInvoice invoice, PostedLine[] standing, Money accepted, Func<PostedLine, LedgerAccount> accountOf)
    {
        BillDelta delta = ClaimShare.Of(standing, accepted);
        var (toReceivable, toOffset, postings) = NoteMaker.Post(delta, invoice.Open, accountOf);
        return new Adjustment(
            invoice.Number, invoice.Key, Scenario, invoice.Quantity, invoice.Quantity, delta, NoteMaker.TypeOf(delta),
            toReceivable, toOffset, postings);
    }

    private async Task EndAsync(
        DocumentKey key, short position, Money accepted, AdjustmentOrder order, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ResolveSql, connection);
        AddKey(command, key);
        command.AddValue(position);
        command.AddValue(accepted.Centavos);
        command.AddValue(order.Actor);
        command.AddValue(order.Reason);
        command.AddValue(now);
        await command.ExecuteNonQueryAsync(cancellation);
        await NoteWriter.SetStatusAsync(connection, key, Issued, order, cancellation);
    }

    private Task<AdjustmentOutcome.Refused?> PostAsync(
        PostedInvoice invoice, string key, string kind, Posting[] postings, Money current, AdjustmentOrder order,
        CancellationToken cancellation) => writer.PostAsync(
        connection, transaction,
        new EntryDraft(
            invoice.Key.Contract, key, kind, order.Today, invoice.Key.WithinContract, order.Actor, order.Reason,
            postings)
        {
            CurrentChange = current,
        },
        cancellation);

    private async Task<(short Position, Money Amount)?> FindAsync(DocumentKey key, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(FindSql, connection);
        AddKey(command, key);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt16(0), new Money(reader.GetInt64(1))) : null;
    }

    private static void AddKey(NpgsqlCommand command, DocumentKey key)
    {
        command.AddValue(key.Contract.Value);
        command.AddValue(CycleNumber.Of(key.Cycle));
    }

    private static AdjustmentOutcome.Refused Refused(AdjustmentRefusal reason, string detail) => new(reason, detail);
}
