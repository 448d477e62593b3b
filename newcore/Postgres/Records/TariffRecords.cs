using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>Charge types and tariffs, from the imported tables.</summary>
internal sealed class TariffRecords(Database database) : ITariffRecords
{
    private const int RoundingVariable = 102;

    /// <summary>Rows of these that could not be imported leave gaps that no answer would show.</summary>
    private const string Withheld = """
        SELECT EXISTS (
            SELECT FROM import_quarantine
            WHERE imported_table IN ('charge_type', 'tariff_kind', 'tariff_version', 'service_area'))
        """;

    private static readonly string ChargeTypes = $"""
        SELECT service_area, id, position, name FROM legacy_charge_type
        WHERE service_area = $1 ORDER BY position, id LIMIT {ITariffRecords.RowLimit + 1}
        """;

    private static readonly string InForce = $"""
        SELECT v.service_area, v.charge_type, c.name, v.tariff_kind, k.name, v.since
        FROM legacy_tariff_version v
        LEFT JOIN legacy_charge_type c ON c.service_area = v.service_area AND c.id = v.charge_type
        LEFT JOIN legacy_tariff_kind k ON k.id = v.tariff_kind
        WHERE v.service_area = $1 AND v.charge_type = $2 AND v.since <= $3 AND (v.until IS NULL OR v.until >= $3)
        ORDER BY v.tariff_kind, v.since LIMIT {ITariffRecords.RowLimit + 1}
        """;

    /// <summary>Of versions that overlap the older one, as legacy takes the first it finds.</summary>
    private static readonly string OfContract = $"""
        SELECT v.service_area, v.charge_type, c.name, v.tariff_kind, k.name, v.since
        FROM legacy_contract o
        JOIN legacy_charge_type c ON c.service_area = o.service_area
            AND CASE c.id WHEN 2 THEN o.sewerage WHEN 3 THEN o.treatment ELSE true END
        CROSS JOIN LATERAL (
            SELECT t.tariff_kind FROM legacy_contract_tariff t
            WHERE t.contract = o.number AND t.charge_type = 1 ORDER BY t.since DESC, t.tariff_kind LIMIT 1) w
        CROSS JOIN LATERAL (
            SELECT * FROM legacy_tariff_version v
            WHERE v.service_area = o.service_area AND v.charge_type = c.id AND v.tariff_kind = w.tariff_kind
                AND v.since <= $2 AND (v.until IS NULL OR v.until >= $2)
            ORDER BY v.since LIMIT 1) v
        LEFT JOIN legacy_tariff_kind k ON k.id = v.tariff_kind
        WHERE o.number = $1
        ORDER BY c.position, c.id LIMIT {ITariffRecords.RowLimit + 1}
        """;

    private static readonly string Rounding = $"""
        SELECT value FROM legacy_contract_variable WHERE contract = $1 AND kind = {RoundingVariable}
        ORDER BY since DESC LIMIT 1
        """;

    private const string Invoice = """
        SELECT service_area FROM legacy_invoice
        WHERE contract = $1 AND btrim(number) = btrim($2) ORDER BY id LIMIT 1
        """;

    private static readonly string Lines = $"""
        SELECT i.service_area, l.charge_type, c.name, l.tariff_kind, k.name, l.tariff_since, l.amount
        FROM (SELECT * FROM legacy_invoice WHERE contract = $1 AND btrim(number) = btrim($2) ORDER BY id LIMIT 1) i
        JOIN legacy_invoice_line l ON l.contract = i.contract AND l.invoice = i.id
        LEFT JOIN legacy_charge_type c ON c.service_area = i.service_area AND c.id = l.charge_type
        LEFT JOIN legacy_tariff_kind k ON k.id = l.tariff_kind
        ORDER BY l.line LIMIT {ITariffRecords.RowLimit + 1}
        """;

    public Task<Finding<IReadOnlyList<ChargeTypeName>>> ChargeTypesAsync(
        short serviceArea, CancellationToken cancellation) =>
        TableAsync(
            Snapshot.Question(ChargeTypes, Snapshot.Is(serviceArea)),
            row => new ChargeTypeName(row.GetInt16(0), row.GetInt16(1), row.GetInt16(2), row.GetString(3)),
            cancellation);

    public Task<Finding<IReadOnlyList<TariffInForce>>> InForceAsync(
        short serviceArea, short chargeType, DateOnly day, CancellationToken cancellation) =>
        TableAsync(
            Snapshot.Question(InForce, Snapshot.Is(serviceArea), Snapshot.Is(chargeType), Snapshot.Is(day)),
            TakeTariff, cancellation);

    public Task<Finding<ContractTariffs>> OfContractAsync(
        ContractNumber contract, DateOnly day, CancellationToken cancellation) =>
        Snapshot.AskAsync(
            database,
            [
                .. ContractRows.Questions(contract), Snapshot.Question(Withheld),
                Snapshot.Question(OfContract, Snapshot.Is(contract.Value), Snapshot.Is(day)),
                Snapshot.Question(Rounding, Snapshot.Is(contract.Value)),
            ],
            ReadContractAsync, cancellation);

    public Task<Finding<InvoiceTariffs>> OfInvoiceAsync(
        ContractNumber contract, string number, CancellationToken cancellation) =>
        Snapshot.AskAsync(
            database,
            [
                .. ContractRows.Questions(contract), Snapshot.Question(Withheld),
                Snapshot.Question(Invoice, Snapshot.Is(contract.Value), Snapshot.Is(number)),
                Snapshot.Question(Lines, Snapshot.Is(contract.Value), Snapshot.Is(number)),
            ],
            ReadInvoiceAsync, cancellation);

    private Task<Finding<IReadOnlyList<T>>> TableAsync<T>(
        NpgsqlBatchCommand question, Func<NpgsqlDataReader, T> take, CancellationToken cancellation) =>
        Snapshot.AskAsync(
            database, [Snapshot.Question(Withheld), question],
            async (reader, cancellation) =>
            {
                bool withheld = (await reader.ListAsync(row => row.GetBoolean(0), cancellation))[0];
                List<T> rows = await reader.ListAsync(take, cancellation);
                return withheld ? Findings.None<IReadOnlyList<T>>(FindingState.Withheld)
                    : rows.Count > ITariffRecords.RowLimit ? Findings.None<IReadOnlyList<T>>(FindingState.TooLong)
                    : Findings.Known<IReadOnlyList<T>>(rows);
            },
            cancellation);

    private static async Task<Finding<ContractTariffs>> ReadContractAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Finding<SupplyContract> found = await ContractRows.ReadAsync(reader, cancellation);
        bool withheld = (await reader.ListAsync(row => row.GetBoolean(0), cancellation))[0];
        List<TariffInForce> tariffs = await reader.ListAsync(TakeTariff, cancellation);
        List<decimal> rounding = await reader.ListAsync(row => row.GetDecimal(0), cancellation);
        return found.Facts is not { } known ? Findings.None<ContractTariffs>(found.State)
            : withheld ? Findings.None<ContractTariffs>(FindingState.Withheld)
            : tariffs.Count > ITariffRecords.RowLimit ? Findings.None<ContractTariffs>(FindingState.TooLong)
            : Findings.Known(new ContractTariffs(known, tariffs, rounding is [var pesos] ? pesos : null));
    }

    private static async Task<Finding<InvoiceTariffs>> ReadInvoiceAsync(
        NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Finding<SupplyContract> found = await ContractRows.ReadAsync(reader, cancellation);
        bool withheld = (await reader.ListAsync(row => row.GetBoolean(0), cancellation))[0];
        List<short> areas = await reader.ListAsync(row => row.GetInt16(0), cancellation);
        List<PricedLine> lines = await reader.ListAsync(
            row => new PricedLine(TakeTariff(row), new Money(row.GetInt64(6))), cancellation);
        return found.Facts is not { } known ? Findings.None<InvoiceTariffs>(found.State)
            : withheld ? Findings.None<InvoiceTariffs>(FindingState.Withheld)
            : areas is not [var area] ? Findings.None<InvoiceTariffs>(FindingState.Unknown)
            : lines.Count > ITariffRecords.RowLimit ? Findings.None<InvoiceTariffs>(FindingState.TooLong)
            : Findings.Known(new InvoiceTariffs(known.Number, area, lines));
    }

    private static TariffInForce TakeTariff(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt16(1), row.OptionalText(2), row.GetInt32(3), row.OptionalText(4),
        row.GetFieldValue<DateOnly>(5));
}
