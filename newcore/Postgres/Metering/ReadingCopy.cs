using Npgsql;
using Strangler.Postgres.Copying;

namespace Strangler.Postgres.Metering;

/// <summary>Keeps readings. Their contracts are held, and none of them is there yet.</summary>
internal static class ReadingCopy
{
    private const string Target = "meter_reading (device, at, litres, sequence, flags, state, received_at)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task WriteAsync(
        NpgsqlConnection connection, IReadOnlyList<CountedReading> readings, DateTimeOffset receivedAt,
        CancellationToken cancellation)
    {
        await using BinaryCopy copy = await BinaryCopy.BeginAsync(connection, Target, Limit, cancellation);
        foreach (CountedReading reading in readings)
        {
            Write(copy.Row, reading, receivedAt);
            await copy.EndRowAsync(cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static void Write(CopyBuffer row, in CountedReading reading, DateTimeOffset receivedAt)
    {
        row.StartRow(7);
        row.Add(reading.Device);
        row.Add(reading.Sample.At);
        row.Add(reading.Sample.Litres);
        if (reading.Sample.Sequence is { } sequence)
        {
            row.Add(sequence);
        }
        else
        {
            row.AddNull();
        }

        row.Add((short)reading.Sample.Flags);
        row.Add(reading.Rated ? "R" : "Q");
        row.Add(receivedAt);
    }
}
