using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>Keeps when supply began and ended, each event once; the next bill honours it.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ServiceEventStore(Database database)
{
    public const int IdLimit = 100;

    private const int TimeoutSeconds = 5;

    /// <summary>What decides about an event does not change until it is kept: one at a time of a contract.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtext('native_service_event'), $1)";

    private const string Known = "SELECT contract, kind, day FROM native_service_event WHERE id = $1";

    private const string Facts = """
        SELECT c.since, c.until,
            (SELECT max(d.to_day) FROM billing_document d WHERE d.contract = c.number AND d.type = $2),
            EXISTS (SELECT FROM legacy_invoice i WHERE i.contract = c.number)
                OR EXISTS (SELECT FROM billing_document d WHERE d.contract = c.number)
        FROM legacy_contract c
        WHERE c.number = $1 AND NOT EXISTS (SELECT FROM import_quarantine q WHERE q.contract = c.number)
        """;

    private const string Events = "SELECT kind, day FROM native_service_event WHERE contract = $1 ORDER BY day";

    private const string Insert = """
        INSERT INTO native_service_event (id, contract, kind, day, told_by) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (id) DO NOTHING
        """;

    /// <param name="toldBy">Who told it: a key's name.</param>
    public async Task<ServiceEventOutcome> KeepAsync(
        ServiceEvent told, string toldBy, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using (NpgsqlCommand wait = Command(transaction, Lock, told.Contract.Value))
        {
            await wait.ExecuteNonQueryAsync(cancellation);
        }

        if (await FindAsync(transaction, told, cancellation) is { } before)
        {
            return before;
        }

        if (await JudgeAsync(transaction, told, cancellation) is { } refused)
        {
            return refused;
        }

        await using NpgsqlCommand insert = Command(
            transaction, Insert, told.Id, told.Contract.Value, Text(told.Kind), told.Day, toldBy);
        if (await insert.ExecuteNonQueryAsync(cancellation) == 0)
        {
            // Another contract's event took the id since.
            return new ServiceEventOutcome.OtherContent();
        }

        await transaction.CommitAsync(cancellation);
        return new ServiceEventOutcome.Kept(Before: false);
    }

    internal static ServiceEventKind Kind(string text) => text == "started"
        ? ServiceEventKind.Started : ServiceEventKind.Stopped;

    private static string Text(ServiceEventKind kind) => kind == ServiceEventKind.Started ? "started" : "stopped";

    private static async Task<ServiceEventOutcome?> FindAsync(
        NpgsqlTransaction transaction, ServiceEvent told, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(transaction, Known, told.Id);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
        {
            return null;
        }

        ServiceEvent known = new(
            told.Id, new ContractNumber(row.GetInt32(0)), Kind(row.GetString(1)), row.GetFieldValue<DateOnly>(2));
        return known == told ? new ServiceEventOutcome.Kept(Before: true) : new ServiceEventOutcome.OtherContent();
    }

    private static async Task<ServiceEventOutcome?> JudgeAsync(
        NpgsqlTransaction transaction, ServiceEvent told, CancellationToken cancellation)
    {
        ServiceSpans spans;
        DateOnly? billedTo;
        bool everBilled;
        await using (NpgsqlCommand command = Command(transaction, Facts, told.Contract.Value, DocumentType.Invoice))
        await using (NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await row.ReadAsync(cancellation))
            {
                return new ServiceEventOutcome.UnknownContract();
            }

            spans = new ServiceSpans(row.GetFieldValue<DateOnly>(0), Day(row, 1));
            (billedTo, everBilled) = (Day(row, 2), row.GetBoolean(3));
        }

        await using (NpgsqlCommand command = Command(transaction, Events, told.Contract.Value))
        await using (NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                spans.Apply(Kind(row.GetString(0)), row.GetFieldValue<DateOnly>(1));
            }
        }

        return spans.Judge(told.Kind, told.Day, billedTo, everBilled) is { } why
            ? new ServiceEventOutcome.Refused(why)
            : null;
    }

    private static DateOnly? Day(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, params object[] values)
    {
        NpgsqlCommand command = new(sql, transaction.Connection, transaction) { CommandTimeout = TimeoutSeconds };
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
