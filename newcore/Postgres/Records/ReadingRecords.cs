using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>What meters have shown, from the imported tables and customers.</summary>
internal sealed class ReadingRecords(Database database) : IReadingRecords
{
    /// <summary>No more self-readings of one contract are shown; the newest are.</summary>
    private const int SelfReadingLimit = 24;

    /// <summary>
    /// By service point, for the import files all of a point's readings under the contract it serves now. The time
    /// zone is the utility's.
    /// </summary>
    private static readonly string Readings = $"""
        SELECT r.read_at, r.kind, r.origin, r.remark, r.meter, r.dials, r.consumption, r.year, r.period
        FROM legacy_contract c
        JOIN legacy_contract o ON o.service_point = c.service_point
        JOIN legacy_reading r ON r.contract = o.number AND r.service_point = c.service_point
        WHERE c.number = $1
            AND r.read_at >= c.since::timestamp AT TIME ZONE 'America/Mexico_City'
            AND (c.until IS NULL OR r.read_at < (c.until + 1)::timestamp AT TIME ZONE 'America/Mexico_City')
        ORDER BY r.read_at DESC, CASE r.kind WHEN 'F' THEN 2 WHEN 'I' THEN 1 ELSE 0 END, r.meter DESC, r.kind
        LIMIT {IReadingRecords.ReadingLimit + 1}
        """;

    private static readonly string SelfReadings = $"""
        SELECT day, dials, nullif(second_dials, -1) FROM native_self_reading
        WHERE contract = $1 ORDER BY day DESC, taken_at DESC LIMIT {SelfReadingLimit}
        """;

    public Task<Finding<ContractReadings>> OfContractAsync(ContractNumber contract, CancellationToken cancellation) =>
        Snapshot.AskAsync(
            database,
            [
                .. ContractRows.Questions(contract),
                Snapshot.Question(Readings, Snapshot.Is(contract.Value)),
                Snapshot.Question(SelfReadings, Snapshot.Is(contract.Value)),
            ],
            (reader, cancellation) => ReadAsync(reader, contract, cancellation), cancellation);

    public async Task<FindingState> AddAsync(SelfReading reading, bool rehearsal, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        FindingState state = await SelfReadingEffect.ApplyAsync(transaction, reading, cancellation);
        if (!rehearsal)
        {
            await transaction.CommitAsync(cancellation);
        }

        return state;
    }

    private static async Task<Finding<ContractReadings>> ReadAsync(
        NpgsqlDataReader reader, ContractNumber contract, CancellationToken cancellation)
    {
        Finding<SupplyContract> found = await ContractRows.ReadAsync(reader, cancellation);
        List<KnownReading> readings = await reader.ListAsync(TakeReading, cancellation);
        List<SelfReading> own = await reader.ListAsync(
            row => new SelfReading(
                contract, row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.Optional<int>(2)), cancellation);
        return found.Facts is not { } known ? Findings.None<ContractReadings>(found.State)
            : readings.Count > IReadingRecords.ReadingLimit ? Findings.None<ContractReadings>(FindingState.TooLong)
            : Findings.Known(new ContractReadings(known, readings, own));
    }

    private static KnownReading TakeReading(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(0), row.GetString(1)[0], row.GetString(2), row.OptionalText(3),
        row.GetInt32(4), row.GetInt32(5), row.GetInt32(6), row.Optional<short>(7), row.Optional<short>(8));
}
