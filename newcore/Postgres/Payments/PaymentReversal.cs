using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>Takes a payment back, within a transaction that holds the contract's lock.</summary>
internal sealed class PaymentReversal(
    LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract)
{
    private sealed record Kept(long Id, string Write, Money Amount, Money Credit);

    /// <summary>Whether a write of this name has taken one back.</summary>
    public async Task<bool> WasDoneByAsync(string write, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.IsTakenBack, connection);
        command.AddValue(contract.Value);
        command.AddValue(write);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Posts the opposite of the day's last payment, and opens what it had settled.</summary>
    /// <returns>Its amount, zero where there is none; or why the ledger refuses.</returns>
    public async Task<(Money Amount, string? Refused)> TakeBackAsync(
        string write, DateOnly today, DateTimeOffset now, string who, CancellationToken cancellation)
    {
        if (await LastAsync(today, cancellation) is not { } payment)
        {
            return (Money.Zero, null);
        }

        string key = $"{PaymentDesk.KeyOf(payment.Write)}/taken-back";
        EntryDraft draft = new(
            contract, key, "payment-reversed", today, null, who, $"reference cancelled by write {write}",
            PaymentDesk.PostingsOf(Money.Zero - payment.Amount, Money.Zero - payment.Credit));
        IReadOnlyList<LedgerOutcome> posted = await ledger.AppendAsync(
            connection, transaction, [draft], cancellation);
        if (posted[0] is LedgerOutcome.Refused refused)
        {
            return (Money.Zero, refused.Detail);
        }

        await OpenDocuments.ReopenAsync(
            connection, contract, PaymentDesk.KeyOf(payment.Write), today, key, cancellation);
        await using NpgsqlCommand command = new(PaymentSql.TakeBack, connection);
        command.AddValue(contract.Value);
        command.AddValue(payment.Id);
        command.AddValue(now);
        command.AddValue(write);
        await command.ExecuteNonQueryAsync(cancellation);
        return (payment.Amount, null);
    }

    private async Task<Kept?> LastAsync(DateOnly today, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.LastOfDay, connection);
        command.AddValue(contract.Value);
        command.AddValue(today);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new Kept(
                reader.GetInt64(0), reader.GetString(1), new Money(reader.GetInt64(2)), new Money(reader.GetInt64(3)))
            : null;
    }
}
