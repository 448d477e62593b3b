using Npgsql;
using Strangler.Cfdi.Building;
using Strangler.Core.Billing;
using Strangler.Postgres.Billing;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>The rows of global documents and of their receipts.</summary>
internal sealed class GlobalRows(Database database)
{
    private const string FreeSql = """
        SELECT g.number, g.frequency, g.from_day, g.to_day, coalesce((
            SELECT max(f.version) FROM cfdi_document f
            WHERE f.source_kind = 'global' AND f.source_key = 'G-' || g.number), 0) + 1
        FROM cfdi_global g
        WHERE NOT EXISTS (
            SELECT FROM cfdi_living f WHERE f.source_kind = 'global' AND f.source_key = 'G-' || g.number)
          AND EXISTS (SELECT FROM cfdi_global_receipt r WHERE r.number = g.number AND NOT r.is_out)
        ORDER BY g.number
        """;

    /// <summary>Numbers a global document and gives it its receipts, all or nothing.</summary>
    public async Task AddAsync(
        GlobalSpan span, IReadOnlyList<(DocumentKey Key, string Invoice)> receipts, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand add = new NpgsqlCommand(
            "INSERT INTO cfdi_global (frequency, from_day, to_day) VALUES ($1, $2, $3) RETURNING number", connection)
            .With(span.Frequency, span.From, span.To);
        long number = (long)(await add.ExecuteScalarAsync(cancellation))!;
        await using NpgsqlCommand fill = new("""
            INSERT INTO cfdi_global_receipt (contract, cycle, type, ordinal, number, invoice)
            SELECT r.contract, r.cycle, r.type, r.ordinal, $5, r.invoice
            FROM unnest($1::integer[], $2::integer[], $3::smallint[], $4::smallint[], $6::text[])
                AS r (contract, cycle, type, ordinal, invoice)
            """, connection);
        fill.With(
            receipts.Select(one => one.Key.Contract.Value).ToArray(),
            receipts.Select(one => CycleNumber.Of(one.Key.Cycle)).ToArray(),
            receipts.Select(one => one.Key.Type).ToArray(), receipts.Select(one => one.Key.Ordinal).ToArray(), number,
            receipts.Select(one => one.Invoice).ToArray());
        await fill.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Those without a living document.</summary>
    public async Task<List<GlobalToMake>> ToMakeAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FreeSql);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<GlobalToMake> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new GlobalToMake(
                row.GetInt64(0),
                new GlobalSpan(
                    row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateOnly>(3)),
                row.GetInt32(4)));
        }

        return found;
    }
}
