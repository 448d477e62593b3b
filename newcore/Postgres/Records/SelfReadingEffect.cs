using Npgsql;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>All that a customer's reading changes, inside its caller's transaction.</summary>
public static class SelfReadingEffect
{
    /// <summary>Nothing happens for a contract that is unknown or withheld, nor for a reading that is there.</summary>
    private const string Insert = """
        WITH known AS (
            SELECT number, EXISTS (SELECT FROM import_quarantine WHERE contract = $1) AS withheld
            FROM legacy_contract WHERE number = $1),
        added AS (
            INSERT INTO native_self_reading (contract, day, dials, second_dials)
            SELECT number, $2, $3, $4 FROM known WHERE NOT withheld
            ON CONFLICT DO NOTHING)
        SELECT withheld FROM known
        """;

    private const int TimeoutSeconds = 5;

    /// <returns>Known where the reading is kept now, whether it was before or not.</returns>
    public static async Task<FindingState> ApplyAsync(
        NpgsqlTransaction transaction, SelfReading reading, CancellationToken cancellation)
    {
        await using NpgsqlCommand insert = new(Insert, transaction.Connection, transaction)
        {
            CommandTimeout = TimeoutSeconds,
        };
        insert.Parameters.Add(Snapshot.Is(reading.Contract.Value));
        insert.Parameters.Add(Snapshot.Is(reading.Day));
        insert.Parameters.Add(Snapshot.Is(reading.Dials));
        insert.Parameters.Add(Snapshot.Is(reading.SecondDials ?? -1));
        return await insert.ExecuteScalarAsync(cancellation) switch
        {
            null => FindingState.Unknown,
            true => FindingState.Withheld,
            _ => FindingState.Known,
        };
    }
}
