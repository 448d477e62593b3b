using Npgsql;

namespace Strangler.Postgres.Import;

/// <summary>Reads from the database what its legacy tables hold: names, types, nulls, lengths and keys.</summary>
internal static class ImportSchema
{
    private const string Columns = """
        SELECT a.attname, CASE WHEN t.typtype = 'd' THEN t.typname ELSE format_type(a.atttypid, NULL) END,
               NOT a.attnotnull, a.atttypmod - 4, array_position(i.indkey::smallint[], a.attnum)
        FROM pg_attribute a
        JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
        WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """;

    public static async Task<IReadOnlyList<ImportTable>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        List<ImportTable> tables = [];
        foreach (ImportRules rules in ImportCatalog.Tables)
        {
            tables.Add(await ReadAsync(connection, rules, cancellation));
        }

        return tables;
    }

    private static async Task<ImportTable> ReadAsync(
        NpgsqlConnection connection, ImportRules rules, CancellationToken cancellation)
    {
        List<ImportColumn> columns = [];
        SortedList<int, string> key = [];
        await using NpgsqlCommand command = new(Columns, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"legacy_{rules.Table}" });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            string name = reader.GetString(0);
            if (!await reader.IsDBNullAsync(4, cancellation))
            {
                key.Add(reader.GetInt32(4), name);
            }

            if (rules.Owner is null || name != ImportTable.OwnColumn)
            {
                ImportKind kind = KindOf(reader.GetString(1));
                int longest = kind == ImportKind.Code ? reader.GetInt32(3) : ImportColumn.LongestText;
                columns.Add(new ImportColumn(name, kind, reader.GetBoolean(2), longest));
            }
        }

        return new ImportTable(rules.Table, columns, [.. key.Values]) { Rules = rules };
    }

    private static ImportKind KindOf(string type) => type switch
    {
        "smallint" => ImportKind.Small,
        "integer" => ImportKind.Whole,
        "contract_number" => ImportKind.ContractNumber,
        "centavos" => ImportKind.Centavos,
        "numeric" => ImportKind.Exact,
        "boolean" => ImportKind.Flag,
        "date" => ImportKind.Date,
        "timestamp with time zone" => ImportKind.Instant,
        "text" => ImportKind.Text,
        "character varying" => ImportKind.Code,
        _ => throw new NotSupportedException($"A legacy table has a column of type {type}, which no import fills."),
    };
}
