using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Mandates;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>
/// Collects by mandate: tells of debts that are due, and debits those told long enough before. One run at a time; the
/// same again on a day finds nothing more to do.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class DebitRun(Database database)
{
    /// <summary>Debits, and notices, of one run; the next run goes on.</summary>
    public const int Most = 50_000;

    /// <summary>How long a debit's reference may be answered.</summary>
    private const int ReferenceDays = 180;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <param name="provider">Whose files these are.</param>
    public async Task<DebitRunResult> RunAsync(
        string provider, DateOnly today, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, DebitSql.Lock, cancellation);
        await ExecuteAsync(connection, DebitSql.Settle, cancellation);
        MandateRules rules = await DebitRules.ReadAsync(connection, cancellation);
        // First what was told before: a debt told today is not debited today, unless its rules say so.
        (DebitBatch? batch, int dropped) = await DebitAsync(connection, provider, today, who, cancellation);
        (IReadOnlyList<DebitNotice> noticed, int above) =
            await NoticeAsync(connection, rules, today, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DebitRunResult(noticed, batch, above, dropped);
    }

    /// <summary>A batch that was made before, to be written again.</summary>
    /// <returns>Null: there is none.</returns>
    public async Task<DebitBatch?> FindAsync(
        string provider, DateOnly day, int number, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(DebitSql.Batch);
        command.AddValue(provider);
        command.AddValue(day);
        command.AddValue(number);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<DebitInstruction> debits = [];
        while (await reader.ReadAsync(cancellation))
        {
            debits.Add(new DebitInstruction(
                reader.GetString(0), KeptMandate.AccountOf(reader.GetString(1)), new Money(reader.GetInt64(2))));
        }

        return debits.Count == 0 ? null : new DebitBatch(number, day, debits);
    }

    private static async Task<(DebitBatch? Batch, int Dropped)> DebitAsync(
        NpgsqlConnection connection, string provider, DateOnly today, string who, CancellationToken cancellation)
    {
        List<(long Id, DebitInstruction Debit)> ready = [];
        List<long> dropped = [];
        await using (NpgsqlCommand command = Command(connection, DebitSql.Ready))
        {
            command.AddValue(today);
            command.AddValue(Most);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                KeptMandate mandate = KeptMandate.Read(reader);
                const int At = KeptMandate.ColumnCount;
                // Never more than the customer was told, and never more than is owed.
                Money amount = new(Math.Min(reader.GetInt64(At + 2), reader.GetInt64(At + 4)));
                if (mandate.Mandate.State != MandateState.Active || amount <= Money.Zero)
                {
                    dropped.Add(reader.GetInt64(At));
                    continue;
                }

                ready.Add((reader.GetInt64(At),
                    new DebitInstruction(reader.GetString(At + 1), mandate.Mandate.Account, amount)));
            }
        }

        await using NpgsqlBatch changes = new(connection) { Timeout = (int)Limit.TotalSeconds };
        changes.BatchCommands.Add(
            new NpgsqlBatchCommand(DebitSql.Drop).With([.. dropped], NpgsqlDbType.Bigint));
        int number = 0;
        if (ready.Count > 0)
        {
            await using NpgsqlCommand add = Command(connection, DebitSql.AddBatch);
            add.AddValue(provider);
            add.AddValue(today);
            add.AddValue(who);
            number = (int)(await add.ExecuteScalarAsync(cancellation))!;
            changes.BatchCommands.Add(new NpgsqlBatchCommand(DebitSql.Send)
                .With(provider).With(today).With(number)
                .With([.. ready.Select(one => one.Id)], NpgsqlDbType.Bigint)
                .With([.. ready.Select(one => one.Debit.Amount.Centavos)], NpgsqlDbType.Bigint));
        }

        await changes.ExecuteNonQueryAsync(cancellation);
        return (number == 0 ? null : new DebitBatch(number, today, [.. ready.Select(one => one.Debit)]),
            dropped.Count);
    }

    private static async Task<(IReadOnlyList<DebitNotice> Noticed, int AboveMost)> NoticeAsync(
        NpgsqlConnection connection, MandateRules rules, DateOnly today, string who, CancellationToken cancellation)
    {
        List<(KeptMandate Mandate, Money Amount, DateOnly Due, DateOnly Day)> due = [];
        int above = 0;
        await using (NpgsqlCommand command = Command(connection, DebitSql.Due))
        {
            command.AddValue(today);
            command.AddValue(Most);
            command.AddValue(rules.NoticeDays);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                KeptMandate mandate = KeptMandate.Read(reader);
                Money owed = new(reader.GetInt64(KeptMandate.ColumnCount));
                DateOnly day = reader.GetFieldValue<DateOnly>(KeptMandate.ColumnCount + 1);
                switch (mandate.Under(rules).Decide(mandate.Mandate, owed, day, noticed: null, today))
                {
                    case DebitDecision.Notify notify when owed <= DocumentReference.MostAmount:
                        due.Add((mandate, owed, day, notify.Day));
                        break;
                    default:
                        above++;
                        break;
                }
            }
        }

        return (due.Count == 0 ? [] : await AddAsync(connection, due, today, who, cancellation), above);
    }

    private static async Task<IReadOnlyList<DebitNotice>> AddAsync(
        NpgsqlConnection connection,
        List<(KeptMandate Mandate, Money Amount, DateOnly Due, DateOnly Day)> due, DateOnly today, string who,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand next = Command(connection, DebitSql.Numbers);
        next.AddValue(due.Count);
        long[] numbers = (long[])(await next.ExecuteScalarAsync(cancellation))!;
        DocumentReference[] references =
        [
            .. due.Select((one, at) =>
                DocumentReference.Issue(numbers[at], one.Amount, one.Day.AddDays(ReferenceDays))),
        ];
        await using NpgsqlBatch batch = new(connection)
        {
            Timeout = (int)Limit.TotalSeconds,
            BatchCommands =
            {
                new NpgsqlBatchCommand(DebitSql.Notice)
                    .With(numbers, NpgsqlDbType.Bigint)
                    .With([.. references.Select(one => one.Text)], NpgsqlDbType.Text)
                    .With([.. due.Select(one => one.Mandate.Id)], NpgsqlDbType.Bigint)
                    .With([.. due.Select(one => one.Mandate.Mandate.Contract.Value)], NpgsqlDbType.Integer)
                    .With([.. due.Select(one => one.Amount.Centavos)], NpgsqlDbType.Bigint)
                    .With([.. due.Select(one => one.Due)], NpgsqlDbType.Date)
                    .With([.. references.Select(one => one.LastDay)], NpgsqlDbType.Date)
                    .With([.. due.Select(one => one.Day)], NpgsqlDbType.Date)
                    .With(who).With(today),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return
        [
            .. due.Select((one, at) =>
                new DebitNotice(one.Mandate.Mandate.Contract, references[at].Text, one.Amount, one.Day)),
        ];
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = (int)Limit.TotalSeconds };

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
