using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>What the contract's record says for rating, whatever the day.</summary>
internal sealed record PrepaidFacts(
    ServiceSpan Service, int Units, int MeterSize, ServiceFlags Services, bool IsPensioner, string Zone)
{
    private const string Sql = """
        SELECT c.number, c.units, c.sewerage, c.treatment, c.since, c.until, p.pensioner, c.service_area, c.zone,
            coalesce((SELECT m.size_mm FROM legacy_meter m
                WHERE m.service_point = c.service_point AND m.removed IS NULL
                ORDER BY m.installed DESC, m.id DESC LIMIT 1), 0)::integer
        FROM legacy_contract c JOIN legacy_customer u ON u.id = c.customer JOIN legacy_person p ON p.id = u.person
        WHERE c.number = ANY ($1)
        """;

    private static readonly string[] Pensioner = ["pensioner"];

    public static async Task<Dictionary<int, PrepaidFacts>> ReadAsync(
        NpgsqlConnection connection, int[] contracts, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(Sql).With(contracts, NpgsqlDbType.Integer) },
        };
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        Dictionary<int, PrepaidFacts> facts = [];
        while (await row.ReadAsync(cancellation))
        {
            facts[row.GetInt32(0)] = new PrepaidFacts(
                new ServiceSpan(
                    row.GetFieldValue<DateOnly>(4),
                    await row.IsDBNullAsync(5, cancellation) ? null : row.GetFieldValue<DateOnly>(5)),
                row.GetInt32(1), row.GetInt32(9),
                (row.GetBoolean(2) ? ServiceFlags.Sewerage : 0) | (row.GetBoolean(3) ? ServiceFlags.Treatment : 0),
                row.GetBoolean(6), new BillingGroup(row.GetInt16(7), row.GetString(8)).ToString());
        }

        return facts;
    }

    /// <summary>Nothing is overdue on a prepaid agreement, so nothing is surcharged.</summary>
    public RatingFacts On(DateOnly first, DateOnly last, long litres, IReadOnlyList<UsageSlice> slices, decimal carried)
        => new()
        {
            PeriodStart = first,
            PeriodEnd = last,
            Days = Service.DaysWithin(first, last),
            Quantity = litres / Core.Prepaid.MonthBill.LitresPerUnit,
            Units = Math.Max(1, Units),
            MeterSize = MeterSize,
            Services = Services,
            Programmes = IsPensioner ? Pensioner : [],
            Zone = Zone,
            Carried = carried,
            Usage = slices,
        };
}
