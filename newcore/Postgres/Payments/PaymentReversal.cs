using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>Takes a payment back, within a transaction that holds the contract's lock.</summary>
internal sealed class PaymentReversal(
    LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract)
{
    /// <summary>Whether a write of this name has taken one back.</summary>
    public async Task<bool> WasDoneByAsync(string write, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.IsTakenBack, connection);
        command.AddValue(contract.Value);
        command.AddValue(write);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The day's last, if any.</summary>
    public Task<TakenPayment?> LastAsync(DateOnly today, CancellationToken cancellation) =>
        ReadAsync(PaymentSql.LastOfDay, today, cancellation);

    /// <summary>The one of this name, unless it was taken back already.</summary>
    public Task<TakenPayment?> FindAsync(string write, CancellationToken cancellation) =>
        ReadAsync(PaymentSql.Named, write, cancellation);

    /// <summary>Posts the opposite of a payment, and opens what it had settled.</summary>
    /// <param name="write">Who takes it back, by name.</param>
    /// <param name="day">On which the money went.</param>
    /// <returns>Why the ledger refuses; null where it is done.</returns>
    public async Task<string?> TakeBackAsync(
        TakenPayment payment, string kind, string write, string why, DateOnly day, DateTimeOffset now, string who,
        CancellationToken cancellation)
    {
        string key = $"{PaymentDesk.KeyOf(payment.Write)}/taken-back";
        EntryDraft draft = new(
            contract, key, kind, day, null, who, $"{why} by write {write}",
            PaymentDesk.PostingsOf(Money.Zero - payment.Amount, Money.Zero - payment.Credit, payment.IsHeld));
        IReadOnlyList<LedgerOutcome> posted = await ledger.AppendAsync(
            connection, transaction, [draft], cancellation);
        if (posted[0] is LedgerOutcome.Refused refused)
        {
            return refused.Detail;
        }

        await OpenDocuments.ReopenAsync(
            connection, contract, PaymentDesk.KeyOf(payment.Write), day, key, cancellation);
        await using NpgsqlCommand command = new(PaymentSql.TakeBack, connection);
        command.AddValue(contract.Value);
        command.AddValue(payment.Id);
        command.AddValue(now);
        command.AddValue(write);
        command.AddValue(why);
        await command.ExecuteNonQueryAsync(cancellation);
        return null;
    }

    private async Task<TakenPayment?> ReadAsync<T>(string sql, T which, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        command.AddValue(contract.Value);
        command.AddValue(which);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new TakenPayment(
                reader.GetInt64(0), reader.GetString(1), new Money(reader.GetInt64(2)), new Money(reader.GetInt64(3)),
                new PaymentMethod(reader.GetString(4)[0], reader.GetInt16(5)), reader.GetFieldValue<DateOnly>(6),
                reader.GetBoolean(7))
            : null;
    }
}
