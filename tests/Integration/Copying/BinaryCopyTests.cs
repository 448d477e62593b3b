using Npgsql;
using Strangler.Postgres.Copying;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Copying;

public sealed class BinaryCopyTests(PostgresCluster cluster)
{
    private const string Table = """
        CREATE TABLE copied (
            at integer, s smallint, i integer, l bigint, b boolean, n numeric, d date, t timestamptz, v varchar,
            y bytea, ss smallint[], ls bigint[])
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly decimal[] Edges =
    [
        0, 0.00m, -0.0m, 1, -1, 0.01m, -0.01m, 0.0001m, 0.00001m, 9999, 10000, 100000000, 1e-28m, -1e-28m, 1.10m,
        99999999.9999m, 10000.0001m, decimal.MaxValue, decimal.MinValue, 0.10000000000000000000000000001m,
        79228162514264.337593543950335m,
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20261121)]
    public async Task What_is_copied_is_read_back(int seed)
    {
        Random random = new(seed);
        decimal[] numbers = [.. Edges, .. Enumerable.Range(0, 5_000).Select(_ => AnyDecimal(random))];
        await using NpgsqlConnection connection = await ConnectAsync();

        await using (BinaryCopy copy = await BinaryCopy.BeginAsync(connection, "copied", Limit, Cancellation))
        {
            for (int at = 0; at < numbers.Length; at++)
            {
                Write(copy.Row, at, numbers[at]);
                await copy.EndRowAsync(Cancellation);
            }

            await copy.CompleteAsync(Cancellation);
        }

        await using NpgsqlCommand read = new("SELECT * FROM copied ORDER BY at", connection);
        await using NpgsqlDataReader rows = await read.ExecuteReaderAsync(Cancellation);
        for (int at = 0; at < numbers.Length; at++)
        {
            Assert.True(await rows.ReadAsync(Cancellation));
            AssertRow(rows, at, numbers[at]);
        }

        Assert.False(await rows.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Not_completed_it_leaves_nothing_and_the_connection_goes_on()
    {
        await using NpgsqlConnection connection = await ConnectAsync();

        await using (BinaryCopy copy = await BinaryCopy.BeginAsync(connection, "copied", Limit, Cancellation))
        {
            for (int at = 0; at < 5_000; at++)
            {
                Write(copy.Row, at, at);
                await copy.EndRowAsync(Cancellation);
            }
        }

        await using NpgsqlCommand count = new("SELECT count(*) FROM copied", connection);
        Assert.Equal(0L, await count.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task What_the_table_refuses_is_said_by_the_server()
    {
        await using NpgsqlConnection connection = await ConnectAsync("ALTER TABLE copied ADD CHECK (n < 3)");
        await using BinaryCopy copy = await BinaryCopy.BeginAsync(connection, "copied", Limit, Cancellation);
        Write(copy.Row, 1, 4);

        PostgresException refused =
            await Assert.ThrowsAsync<PostgresException>(() => copy.CompleteAsync(Cancellation));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    private static void Write(CopyBuffer row, int at, decimal number)
    {
        row.StartRow(12);
        row.Add(at);
        row.Add((short)-at);
        row.AddNull();
        row.Add((long)at << 40);
        row.Add(at % 2 == 0);
        row.Add(number);
        row.Add(new DateOnly(1990, 1, 1).AddDays(at));
        row.Add(DateTimeOffset.UnixEpoch.AddSeconds(at).AddMicroseconds(7));
        row.Add($"ñ€{at}");
        row.AddBytea(2).Fill((byte)at);
        row.StartArray(21, 2, sizeof(short));
        row.Add((short)at);
        row.Add((short)-1);
        row.StartArray(20, 0, sizeof(long));
    }

    private static void AssertRow(NpgsqlDataReader row, int at, decimal number)
    {
        Assert.Equal(at, row.GetInt32(0));
        Assert.Equal((short)-at, row.GetInt16(1));
        Assert.True(row.IsDBNull(2));
        Assert.Equal((long)at << 40, row.GetInt64(3));
        Assert.Equal(at % 2 == 0, row.GetBoolean(4));
        Assert.Equal(decimal.GetBits(number + 0m)[..3], decimal.GetBits(row.GetDecimal(5))[..3]);
        Assert.Equal(number, row.GetDecimal(5));
        Assert.Equal(new DateOnly(1990, 1, 1).AddDays(at), row.GetFieldValue<DateOnly>(6));
        Assert.Equal(
            DateTimeOffset.UnixEpoch.AddSeconds(at).AddMicroseconds(7), row.GetFieldValue<DateTimeOffset>(7));
        Assert.Equal($"ñ€{at}", row.GetString(8));
        Assert.Equal([(byte)at, (byte)at], row.GetFieldValue<byte[]>(9));
        Assert.Equal([(short)at, -1], row.GetFieldValue<short[]>(10));
        Assert.Empty(row.GetFieldValue<long[]>(11));
    }

    private static decimal AnyDecimal(Random random)
    {
        int size = random.Next(4);
        return new decimal(
            random.Next(), size > 1 ? random.Next() : 0, size > 2 ? random.Next() : 0, random.Next(2) == 0,
            (byte)random.Next(29));
    }

    private async Task<NpgsqlConnection> ConnectAsync(string more = "")
    {
        NpgsqlConnection connection = new(await cluster.CreateEmptyDatabaseAsync());
        await connection.OpenAsync(Cancellation);
        await using NpgsqlCommand command = new($"{Table};{more}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
