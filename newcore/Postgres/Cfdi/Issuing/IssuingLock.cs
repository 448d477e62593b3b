using Npgsql;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// One issuing run at a time: a source is sealed at a moment, and two runs would seal it as two different documents.
/// Held by a connection, so that it ends with the process.
/// </summary>
internal sealed class IssuingLock : IAsyncDisposable
{
    private const long Key = 0x4346_4449;

    private readonly NpgsqlConnection _connection;

    private IssuingLock(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="IssuingBusyException">Another run is under way.</exception>
    public static async Task<IssuingLock> TakeAsync(Database database, CancellationToken cancellation)
    {
        NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection).With(Key);
        if (!(bool)(await command.ExecuteScalarAsync(cancellation))!)
        {
            await connection.DisposeAsync();
            throw new IssuingBusyException();
        }

        await MakeRoomAsync(connection, cancellation);
        return new IssuingLock(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await using (NpgsqlCommand command = new NpgsqlCommand("SELECT pg_advisory_unlock($1)", _connection).With(Key))
        {
            await command.ExecuteScalarAsync(CancellationToken.None);
        }

        await _connection.DisposeAsync();
    }

    /// <summary>What was to be replaced by a document that was never stamped stands for its source again.</summary>
    private static async Task MakeRoomAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("""
            UPDATE cfdi_document o SET superseded_by = NULL FROM cfdi_document s
            WHERE s.id = o.superseded_by AND s.state IN ('expired', 'withdrawn') AND o.state = 'stamped'
            """, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
