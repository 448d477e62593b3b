using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>The contract that every question about one begins with.</summary>
internal static class ContractRows
{
    /// <summary>Of rows that could not be imported; $1 the contract.</summary>
    private const string Withheld = "SELECT EXISTS (SELECT FROM import_quarantine WHERE contract = $1)";

    private const string Contract = """
        SELECT c.number, c.service_area, c.zone, a.name, z.frequency, c.service_point, c.state, c.use,
               c.collection_blocked, c.units, c.sewerage, c.treatment, c.since, c.until,
               (SELECT t.tariff_kind FROM legacy_contract_tariff t
                WHERE t.contract = c.number AND t.charge_type = 1 ORDER BY t.since DESC, t.tariff_kind LIMIT 1),
               c.customer, u.kind, p.name, p.surname, p.tax_id, p.pensioner, u.cfdi_use, u.tax_regime, u.postal_code
        FROM legacy_contract c
        JOIN legacy_service_area a ON a.id = c.service_area
        JOIN legacy_customer u ON u.id = c.customer
        JOIN legacy_person p ON p.id = u.person
        LEFT JOIN legacy_zone z ON z.service_area = c.service_area AND z.id = c.zone
        WHERE c.number = $1
        """;

    /// <summary>The first questions of a batch.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Questions(ContractNumber contract) =>
    [
        Snapshot.Question(Withheld, Snapshot.Is(contract.Value)),
        Snapshot.Question(Contract, Snapshot.Is(contract.Value)),
    ];

    /// <summary>Reads their results, after which the reader stands on the next.</summary>
    public static async Task<Finding<SupplyContract>> ReadAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        List<bool> withheld = await reader.ListAsync(row => row.GetBoolean(0), cancellation);
        List<SupplyContract> contracts = await reader.ListAsync(Take, cancellation);
        return withheld[0] ? Findings.None<SupplyContract>(FindingState.Withheld)
            : contracts is [var contract] ? Findings.Known(contract)
            : Findings.None<SupplyContract>(FindingState.Unknown);
    }

    private static SupplyContract Take(NpgsqlDataReader row) => new(
        new ContractNumber(row.GetInt32(0)), new BillingGroup(row.GetInt16(1), row.GetString(2)), row.GetString(3),
        row.Optional<short>(4), row.GetInt32(5), row.GetInt16(6), row.GetInt16(7), row.GetBoolean(8), row.GetInt32(9),
        row.GetBoolean(10), row.GetBoolean(11), row.GetFieldValue<DateOnly>(12), row.Optional<DateOnly>(13),
        row.Optional<int>(14),
        new ContractHolder(
            row.GetInt32(15), row.GetString(16), row.GetString(17), row.GetString(18), row.GetString(19),
            row.GetBoolean(20), row.GetString(21), row.GetString(22), row.GetString(23)));
}
