using Npgsql;

namespace Strangler.Postgres.Copying;

/// <summary>
/// A COPY whose rows are encoded here: a billing run writes millions of values, and Npgsql's importer takes several
/// times as long for each (docs/adr/0020). Not completed, it leaves nothing in the table.
/// </summary>
internal sealed class BinaryCopy : IAsyncDisposable
{
    private const int FlushAt = 1 << 16;

    private readonly NpgsqlRawCopyStream _stream;
    private bool _completed;

    private BinaryCopy(NpgsqlRawCopyStream stream)
    {
        _stream = stream;
        Row.AddBytes([.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>Where a row is written: <see cref="CopyBuffer.StartRow"/>, then a value for each column.</summary>
    public CopyBuffer Row { get; } = new();

    /// <param name="target">Table and columns: <c>billing_line (amount, tax)</c>.</param>
    /// <param name="timeout">Of each write to the server.</param>
    public static async Task<BinaryCopy> BeginAsync(
        NpgsqlConnection connection, string target, TimeSpan timeout, CancellationToken cancellation)
    {
        NpgsqlRawCopyStream stream = await connection.BeginRawBinaryCopyAsync(
            $"COPY {target} FROM STDIN (FORMAT BINARY)", cancellation);
        stream.WriteTimeout = stream.ReadTimeout = (int)timeout.TotalMilliseconds;
        return new BinaryCopy(stream);
    }

    /// <summary>After a row: sends what has come together, when it is enough.</summary>
    public ValueTask EndRowAsync(CancellationToken cancellation) =>
        Row.Length < FlushAt ? default : SendAsync(cancellation);

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        Row.AddBytes([0xFF, 0xFF]);
        await SendAsync(cancellation);
        _completed = true;
        await _stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_completed)
        {
            await _stream.CancelAsync();
            await _stream.DisposeAsync();
        }
    }

    private async ValueTask SendAsync(CancellationToken cancellation)
    {
        await _stream.WriteAsync(Row.Written, cancellation);
        Row.Clear();
    }
}
