using Npgsql;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Valves;

/// <summary>An order as it is kept; its row is held.</summary>
internal sealed record KeptOrder(Guid Id, string State, string OrderedBy, DateTimeOffset OrderedAt)
{
    public static async Task<KeptOrder?> HoldAsync(
        NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(
            "SELECT state, ordered_by, ordered_at FROM valve_order WHERE id = $1 FOR UPDATE", connection).With(id);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new KeptOrder(id, row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)) : null;
    }

    public async Task EndAsync(
        NpgsqlConnection connection, string state, string who, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(
            "UPDATE valve_order SET state = $2, ended_by = $3, ended_at = $4 WHERE id = $1", connection)
            .With(Id, state, who, now);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
