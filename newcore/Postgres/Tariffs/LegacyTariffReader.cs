using Npgsql;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Tariffs;

/// <summary>Reads the imported price tables.</summary>
public static class LegacyTariffReader
{
    /// <summary>Rows of price tables at most: thirteen areas with a hundred versions have three million.</summary>
    private const int MostRows = 10_000_000;

    /// <summary>What the extract writes for a row without an end.</summary>
    private const decimal NoLimit = 9_999_999m;

    /// <exception cref="InvalidOperationException">There are more rows than any utility has.</exception>
    public static async Task<LegacyTariffTables> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        List<LegacyChargeType> types = await EachAsync(
            connection, "SELECT service_area, id, position, taxed, name FROM legacy_charge_type",
            row => new LegacyChargeType(
                row.GetInt16(0), row.GetInt16(1), row.GetInt16(2), row.GetBoolean(3), row.GetString(4)),
            cancellation);
        List<(int Id, string Name, bool Domestic)> kinds = await EachAsync(
            connection, "SELECT id, name, domestic FROM legacy_tariff_kind",
            row => (row.GetInt32(0), row.GetString(1), row.GetBoolean(2)), cancellation);
        List<LegacyVersion> versions = await EachAsync(
            connection,
            "SELECT service_area, charge_type, tariff_kind, since, until FROM legacy_tariff_version ORDER BY 1,2,3,4",
            row => new LegacyVersion(KeyIn(row), row.GetFieldValue<DateOnly>(3), DateOf(row, 4)), cancellation);
        List<LegacyTaxRate> taxes = await EachAsync(
            connection, "SELECT tax, since, until, rate FROM legacy_tax_rate ORDER BY since",
            row => new LegacyTaxRate(
                row.GetInt16(0), row.GetFieldValue<DateOnly>(1), DateOf(row, 2), row.GetDecimal(3)),
            cancellation);
        return new LegacyTariffTables
        {
            ChargeTypes = types.ToDictionary(type => (type.ServiceArea, type.Id)),
            Domestic = kinds.ToDictionary(kind => kind.Id, kind => kind.Domestic),
            KindNames = kinds.ToDictionary(kind => kind.Id, kind => kind.Name),
            Versions = versions.ToLookup(version => version.Key),
            Parts = (await PartsAsync(connection, cancellation)).ToLookup(part => part.Key),
            Taxes = taxes,
        };
    }

    private static async Task<IEnumerable<LegacyPart>> PartsAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        List<LegacyPart> parts = await EachAsync(
            connection,
            """
            SELECT service_area, charge_type, tariff_kind, since, id, formula, fixed_price, unit_price, prorated,
                base_charge_type
            FROM legacy_charge_part ORDER BY service_area, charge_type, tariff_kind, since, position, id
            """,
            row => new LegacyPart(
                KeyIn(row), row.GetFieldValue<DateOnly>(3), row.GetInt16(4), row.GetInt16(5), row.GetDecimal(6),
                row.GetDecimal(7), row.GetBoolean(8), row.IsDBNull(9) ? null : row.GetInt16(9)),
            cancellation);
        ILookup<(LegacyChargeKey, DateOnly, short), PriceRow> rows = await RowsAsync(
            connection, "legacy_tariff_row", "up_to", cancellation);
        ILookup<(LegacyChargeKey, DateOnly, short), PriceRow> sizes = await RowsAsync(
            connection, "legacy_meter_size_price", "meter_size::numeric", cancellation);
        // A block is a part of its own in the rows, of one part that says how they are priced.
        ILookup<(LegacyChargeKey, DateOnly), (short Number, PriceRow Row)> blocks = rows
            .SelectMany(group => group.Select(
                row => (Key: (group.Key.Item1, group.Key.Item2), Number: group.Key.Item3, Row: row)))
            .ToLookup(block => block.Key, block => (block.Number, block.Row));
        return parts.Select(part => part.Formula == LegacyPriceFormula.Blocks
            ? part with
            {
                Rows = Ended(blocks[(part.Key, part.Since)].Select(block => block.Row)),
                BlockNumbers = [.. blocks[(part.Key, part.Since)].Select(block => block.Number)],
            }
            : part with
            {
                Rows = Ended(rows[(part.Key, part.Since, part.Id)]),
                BySize = sizes[(part.Key, part.Since, part.Id)].ToDictionary(row => (int)row.UpTo!.Value),
            });
    }

    private static PriceRow[] Ended(IEnumerable<PriceRow> rows) =>
        [.. rows.Select(row => row.UpTo >= NoLimit ? row with { UpTo = null } : row)];

    private static async Task<ILookup<(LegacyChargeKey, DateOnly, short), PriceRow>> RowsAsync(
        NpgsqlConnection connection, string table, string limit, CancellationToken cancellation) =>
        (await EachAsync(
            connection,
            $"SELECT service_area, charge_type, tariff_kind, since, part, {limit}, fixed_price, unit_price "
            + $"FROM {table} ORDER BY 1, 2, 3, 4, 5, 6",
            row => (Key: (KeyIn(row), row.GetFieldValue<DateOnly>(3), row.GetInt16(4)),
                Row: new PriceRow(row.GetDecimal(5), row.GetDecimal(6), row.GetDecimal(7))),
            cancellation)).ToLookup(pair => pair.Key, pair => pair.Row);

    private static LegacyChargeKey KeyIn(NpgsqlDataReader row) =>
        new(row.GetInt16(0), row.GetInt16(1), row.GetInt32(2));

    private static DateOnly? DateOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static async Task<List<T>> EachAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = 300 };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(rows.Count < MostRows
                ? read(reader)
                : throw new InvalidOperationException($"There are more than {MostRows} rows of prices."));
        }

        return rows;
    }
}
