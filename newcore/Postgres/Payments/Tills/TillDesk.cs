using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Tills;

/// <summary>
/// Tills of offices: one open session for each till and each cashier, closed once. Receipts become facts, applied at
/// once.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class TillDesk(Database database, LedgerStore ledger, FactApplier applier, TimeProvider time)
{
    public const string Provider = "till";

    /// <summary>A till's own stream in the ledger stands beyond all contracts, which have eight digits.</summary>
    public const int StreamsFrom = 1_000_000_000;

    private const short CashForm = 1;
    private const short CardForm = 4;
    private static readonly LedgerAccount Variance = new("till-variance");

    public async Task<DeskOutcome> OpenAsync(
        int till, string cashier, Money openingFloat, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TillSql.Open);
        command.AddValue(till);
        command.AddValue(cashier);
        command.AddValue(openingFloat.Centavos);
        command.AddValue(time.GetUtcNow());
        return await command.ExecuteScalarAsync(cancellation) is long session
            ? new DeskOutcome.Done($"Till {till} is open: session {session}.")
            : new DeskOutcome.Refused($"Till {till}, or another till of {cashier}, is open: close it first.");
    }

    /// <param name="receipt">Names it within the session: the same again does nothing. 1 to 60 characters.</param>
    /// <param name="reference">What is paid: a contract's reference, or a document's.</param>
    public async Task<DeskOutcome> TakeAsync(
        int till, string receipt, string reference, Money amount, bool byCard, CancellationToken cancellation)
    {
        short form = byCard ? CardForm : CashForm;
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, till, cancellation) is not { } session)
        {
            return new DeskOutcome.Refused($"Till {till} is not open.");
        }

        PaymentFact fact = Fact(session, receipt, reference, amount, form);
        if (await FindAsync(connection, session, receipt, cancellation) is { } there)
        {
            return there == (reference, amount.Centavos, form, false)
                ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"Receipt {receipt} was given to another payment, or voided.");
        }

        if (amount <= Money.Zero || !await applier.AreKnownAsync([fact], cancellation))
        {
            return new DeskOutcome.Refused("The reference is none of ours, or the amount not above zero.");
        }

        await using NpgsqlCommand add = new(TillSql.Add, connection);
        add.AddValue(session);
        add.AddValue(receipt);
        add.AddValue(reference);
        add.AddValue(amount.Centavos);
        add.AddValue(form);
        add.AddValue(fact.At);
        await add.ExecuteNonQueryAsync(cancellation);
        return await KeepAsync(connection, transaction, fact, "taken", cancellation);
    }

    /// <summary>The customer gets the money back at once; only while the session is open.</summary>
    public async Task<DeskOutcome> VoidAsync(int till, string receipt, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, till, cancellation) is not { } session
            || await FindAsync(connection, session, receipt, cancellation) is not { } there)
        {
            return new DeskOutcome.Refused($"Till {till} has no open session with a receipt {receipt}.");
        }

        if (there.Voided)
        {
            return new DeskOutcome.Repeated();
        }

        PaymentFact paid = Fact(session, receipt, there.Reference, new Money(there.Amount), there.Form);
        await using NpgsqlCommand command = new(TillSql.Void, connection);
        command.AddValue(session);
        command.AddValue(receipt);
        command.AddValue(paid.At);
        await command.ExecuteNonQueryAsync(cancellation);
        return await KeepAsync(
            connection, transaction,
            paid with { Key = $"void:{paid.Charge}", Kind = PaymentFactKind.Reversed, Why = "voided" }, "voided",
            cancellation);
    }

    /// <summary>A count in between: written down, nothing else.</summary>
    public async Task<DeskOutcome> CountAsync(int till, Money counted, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, till, cancellation) is not { } session)
        {
            return new DeskOutcome.Refused($"Till {till} is not open.");
        }

        TillReport report = (await ReportAsync(connection, null, session, 1, cancellation))[0];
        await CountAsync(connection, report, counted, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"Expected {report.Expected}, counted {counted}: {counted - report.Expected}.");
    }

    /// <summary>Counted for the last time; what is missing or over is posted. A session is not opened again.</summary>
    public async Task<DeskOutcome> CloseAsync(int till, Money counted, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await LockAsync(connection, till, cancellation) is not { } session)
        {
            return new DeskOutcome.Refused($"Till {till} is not open: a closed session stays closed.");
        }

        TillReport report = (await ReportAsync(connection, null, session, 1, cancellation))[0];
        await CountAsync(connection, report, counted, who, cancellation);
        await using NpgsqlCommand close = new(TillSql.Close, connection);
        close.AddValue(session);
        close.AddValue(time.GetUtcNow());
        close.AddValue(who);
        close.AddValue(report.Expected.Centavos);
        close.AddValue(counted.Centavos);
        await close.ExecuteNonQueryAsync(cancellation);
        Money variance = counted - report.Expected;
        if (variance != Money.Zero)
        {
            await PostAsync(connection, transaction, report, variance, who, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        string how = variance == Money.Zero ? "nothing is missing" : variance < Money.Zero
            ? $"{Money.Zero - variance} missing" : $"{variance} over";
        return new DeskOutcome.Done($"Session {session} is closed: {how}.");
    }

    /// <summary>The last sessions first.</summary>
    /// <param name="till">Null: of all tills.</param>
    public async Task<IReadOnlyList<TillReport>> ReportAsync(int? till, int limit, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await ReportAsync(connection, till, null, limit, cancellation);
    }

    private async Task<DeskOutcome> KeepAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentFact fact, string done,
        CancellationToken cancellation)
    {
        await FactStore.StoreAsync(connection, [(fact, FactSource.Till)], cancellation);
        await transaction.CommitAsync(cancellation);
        return await applier.ApplyAsync([fact], confirmed: true, cancellation) == 1
            ? new DeskOutcome.Done($"{fact.Amount} {done} and applied.")
            : new DeskOutcome.Done($"{fact.Amount} {done}; it is applied as soon as it can be.");
    }

    private async Task PostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TillReport report, Money variance, string who,
        CancellationToken cancellation)
    {
        EntryDraft draft = new(
            new ContractNumber(StreamsFrom + report.Till), $"till/{report.Session}/closed", "till-variance-posted",
            LocalDay.Of(time.GetUtcNow()), null, who, $"session {report.Session} of till {report.Till}",
            [new(LedgerAccount.Cash, variance), new(Variance, Money.Zero - variance)]);
        if ((await ledger.AppendAsync(connection, transaction, [draft], cancellation))[0]
            is LedgerOutcome.Refused refused)
        {
            throw new InvalidOperationException($"The ledger refuses a till's variance: {refused.Detail}");
        }
    }

    private async Task CountAsync(
        NpgsqlConnection connection, TillReport report, Money counted, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(TillSql.Count, connection);
        command.AddValue(report.Session);
        command.AddValue(counted.Centavos);
        command.AddValue(report.Expected.Centavos);
        command.AddValue(who);
        command.AddValue(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private PaymentFact Fact(long session, string receipt, string reference, Money amount, short form)
    {
        string charge = string.Create(CultureInfo.InvariantCulture, $"{session}:{receipt}");
        DateTimeOffset now = time.GetUtcNow();
        return new PaymentFact(
            Provider, $"paid:{charge}", PaymentFactKind.Paid, charge, reference, amount, "MXN", now, LocalDay.Of(now),
            new PaymentMethod('T', form));
    }

    private static async Task<long?> LockAsync(NpgsqlConnection connection, int till, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(TillSql.Lock, connection);
        command.AddValue(till);
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    private static async Task<(string Reference, long Amount, short Form, bool Voided)?> FindAsync(
        NpgsqlConnection connection, long session, string receipt, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(TillSql.Find, connection);
        command.AddValue(session);
        command.AddValue(receipt);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (reader.GetString(0), reader.GetInt64(1), reader.GetInt16(2), reader.GetBoolean(3)) : null;
    }

    private static async Task<List<TillReport>> ReportAsync(
        NpgsqlConnection connection, int? till, long? session, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(TillSql.Report, connection);
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)till ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)session ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.AddValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<TillReport> reports = [];
        while (await reader.ReadAsync(cancellation))
        {
            Money opening = new(reader.GetInt64(5));
            Money cash = new(reader.GetInt64(8));
            reports.Add(new TillReport(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), opening, reader.GetInt32(6),
                reader.GetInt32(7), cash, new Money(reader.GetInt64(9)), opening + cash,
                reader.IsDBNull(10) ? null : new Money(reader.GetInt64(10))));
        }

        return reports;
    }
}
