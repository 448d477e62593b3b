using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Vouchers;

/// <summary>
/// Vouchers: a code worth an amount, once, until a day. Only the code's hash is kept. Redeeming, payment and ledger are
/// one transaction.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class VoucherDesk(Database database, PaymentDesk desk, LedgerStore ledger, TimeProvider time)
{
    /// <summary>Vouchers have one stream in the ledger, beyond those of contracts and tills.</summary>
    public const int Stream = 2_000_000_000;

    /// <summary>Letters and digits of a code that nobody confuses: 80 bits.</summary>
    private const int CodeLength = 16;

    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly LedgerAccount Vouchers = new("vouchers");

    private const string AddSql = """
        INSERT INTO payment_voucher (hash, amount, last_day, sold, issued_by, why, issued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
        """;

    private const string RedeemSql = """
        UPDATE payment_voucher SET redeemed_at = $2, redeemed_by = $3, contract = $4
        WHERE hash = $1 AND redeemed_at IS NULL AND last_day >= $5 RETURNING id, amount::bigint
        """;

    private const string ListSql = """
        SELECT id, amount::bigint, last_day, sold, issued_by, expired_at IS NOT NULL FROM payment_voucher
        WHERE redeemed_at IS NULL ORDER BY last_day, id LIMIT $1
        """;

    private const string ExpireSql = """
        UPDATE payment_voucher SET expired_at = $2
        WHERE NOT sold AND redeemed_at IS NULL AND expired_at IS NULL AND last_day < $1
        RETURNING id, amount::bigint
        """;

    /// <summary>
    /// What was given away and not used is given to nobody: subsidies have it again. What was sold stays owed: whether
    /// it ever becomes income is not for us to decide.
    /// </summary>
    /// <returns>How many expired now, and what they were worth.</returns>
    public async Task<(int Count, Money Amount)> ExpireAsync(string who, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        List<(long Id, Money Amount)> expired = [];
        await using (NpgsqlCommand command = new(ExpireSql, connection))
        {
            command.AddValue(LocalDay.Of(now));
            command.AddValue(now);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                expired.Add((reader.GetInt64(0), new Money(reader.GetInt64(1))));
            }
        }

        foreach ((long id, Money amount) in expired)
        {
            await PostAsync(
                connection, transaction, new ContractNumber(Stream), id, "expired",
                [new(Vouchers, amount), new(LedgerAccount.Subsidies, Money.Zero - amount)], who, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return (expired.Count, new Money(expired.Sum(one => one.Amount.Centavos)));
    }

    /// <summary>Those that were not redeemed, the soonest last day first.</summary>
    public async Task<IReadOnlyList<KeptVoucher>> ListAsync(int limit, CancellationToken cancellation)
    {
        DateOnly today = LocalDay.Of(time.GetUtcNow());
        await using NpgsqlCommand command = database.Command(ListSql);
        command.AddValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<KeptVoucher> vouchers = [];
        while (await reader.ReadAsync(cancellation))
        {
            DateOnly last = reader.GetFieldValue<DateOnly>(2);
            bool sold = reader.GetBoolean(3);
            string state = reader.GetBoolean(5) ? "expired" : last >= today ? "open" : sold ? "owed" : "over";
            vouchers.Add(new KeptVoucher(
                reader.GetInt64(0), new Money(reader.GetInt64(1)), last, sold, reader.GetString(4), state));
        }

        return vouchers;
    }

    /// <param name="sold">Paid for now, in cash; else given away.</param>
    /// <returns>The code, which is shown here and never again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not above zero.</exception>
    public async Task<string> IssueAsync(
        Money amount, DateOnly lastDay, bool sold, string who, string why, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.Centavos, 1);
        string code = RandomNumberGenerator.GetString(Letters, CodeLength);
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand command = new(AddSql, connection);
        command.AddValue(HashOf(code));
        command.AddValue(amount.Centavos);
        command.AddValue(lastDay);
        command.AddValue(sold);
        command.AddValue(who);
        command.AddValue(why);
        command.AddValue(time.GetUtcNow());
        long id = (long)(await command.ExecuteScalarAsync(cancellation))!;
        await PostAsync(
            connection, transaction, new ContractNumber(Stream), id, "issued",
            [new(sold ? LedgerAccount.Cash : LedgerAccount.Subsidies, amount), new(Vouchers, Money.Zero - amount)],
            who, cancellation);
        await transaction.CommitAsync(cancellation);
        return string.Join('-', code.Chunk(4).Select(part => new string(part)));
    }

    /// <summary>Pays for a contract. Nothing is used up where the payment is not taken.</summary>
    /// <param name="code">With dashes and in whatever case it was typed.</param>
    public async Task<DeskOutcome> RedeemAsync(
        string code, ContractNumber contract, string who, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await TakeAsync(connection, code, contract, now, who, cancellation) is not { } voucher)
        {
            // Which of the three is not said: a code is not to be guessed at.
            return new DeskOutcome.Refused("There is no such voucher, or it was used, or its last day is over.");
        }

        NewPayment payment = new(
            contract, Name(voucher.Id), voucher.Amount, PaymentMethod.Office, LocalDay.Of(now), null)
        {
            IsHere = true,
            Actor = who,
        };
        PaymentOutcome? outcome = (await desk.TakeAsync(connection, transaction, [payment], cancellation))[0];
        if (outcome is not PaymentOutcome.Taken)
        {
            return new DeskOutcome.Refused(
                outcome is PaymentOutcome.NotCutOver why ? why.Why : "The payment was not taken.");
        }

        // No cash came: what was posted as such is taken from the vouchers.
        await PostAsync(
            connection, transaction, contract, voucher.Id, "redeemed",
            [new(Vouchers, voucher.Amount), new(LedgerAccount.Cash, Money.Zero - voucher.Amount)], who, cancellation);
        await transaction.CommitAsync(cancellation);
        await desk.TellAsync([contract]);
        return new DeskOutcome.Done($"{voucher.Amount} paid for contract {contract}.");
    }

    private static async Task<(long Id, Money Amount)?> TakeAsync(
        NpgsqlConnection connection, string code, ContractNumber contract, DateTimeOffset now, string who,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(RedeemSql, connection);
        command.AddValue(HashOf(Plain(code)));
        command.AddValue(now);
        command.AddValue(who);
        command.AddValue(contract.Value);
        command.AddValue(LocalDay.Of(now));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), new Money(reader.GetInt64(1))) : null;
    }

    private async Task PostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber stream, long id, string step,
        Posting[] postings, string who, CancellationToken cancellation)
    {
        EntryDraft draft = new(
            stream, $"{Name(id)}/{step}", $"voucher-{step}", LocalDay.Of(time.GetUtcNow()), null, who,
            $"voucher {id} {step}", postings);
        if ((await ledger.AppendAsync(connection, transaction, [draft], cancellation))[0]
            is LedgerOutcome.Refused refused)
        {
            throw new InvalidOperationException($"The ledger refuses a voucher: {refused.Detail}");
        }
    }

    private static string Name(long id) => string.Create(CultureInfo.InvariantCulture, $"voucher/{id}");

    private static string Plain(string code) =>
        code.Length > 100 ? "" : code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant();

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
