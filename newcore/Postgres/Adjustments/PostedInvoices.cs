using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Adjustments;

/// <summary>Finds a posted invoice by its number.</summary>
internal static class PostedInvoices
{
    /// <summary>The number leads to the chunk, and the chunk's contracts to the document.</summary>
    private const string FindSql = """
        SELECT d.contract, d.cycle, d.ordinal FROM billing_number n
        JOIN billing_document_type t ON t.prefix = n.prefix AND t.code = $5
        JOIN billing_chunk c ON c.run = n.run AND c.number = n.chunk
        JOIN billing_document d ON d.contract BETWEEN c.first_contract AND c.last_contract AND d.run = n.run
            AND d.chunk = n.chunk AND d.type = t.code AND d.service_area = n.service_area AND d.place = $4 - n.first
            AND extract(year FROM d.issued) = n.year
        WHERE n.prefix = $1 AND n.service_area = $2 AND n.year = $3 AND n.first <= $4 AND n.first + n.count > $4
        """;

    private const string ReadSql = """
        SELECT number, status, service_area, from_day, to_day, issued, due, quantity, total FROM billing_document_now
        WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4
        """;

    private const string LinesSql = """
        SELECT concept, part, amount, tax, plan FROM billing_line
        WHERE contract = $1 AND cycle = $2 AND type = $3 AND ordinal = $4 AND NOT informational ORDER BY line
        """;

    public static async Task<DocumentKey?> FindAsync(
        NpgsqlConnection connection, string number, CancellationToken cancellation)
    {
        if (!NumberSeries.TryRead(number, out NumberSeries series, out long at))
        {
            return null;
        }

        await using NpgsqlCommand command = new(FindSql, connection);
        command.AddValue(series.Prefix);
        command.AddValue(series.ServiceArea);
        command.AddValue(series.Year);
        command.AddValue(at);
        command.AddValue(DocumentType.Invoice);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new DocumentKey(
                new ContractNumber(reader.GetInt32(0)), CycleNumber.Read(reader.GetInt32(1)), DocumentType.Invoice,
                reader.GetInt16(2))
            : null;
    }

    public static async Task<PostedInvoice> ReadAsync(
        NpgsqlConnection connection, DocumentKey key, CancellationToken cancellation)
    {
        Money open = await OpenDocuments.OfAsync(connection, key, cancellation);
        (List<PostedLine> lines, int plan) = await LinesAsync(connection, key, cancellation);
        await using NpgsqlCommand command = new(ReadSql, connection);
        OpenDocuments.AddKey(command, key);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new PostedInvoice(
            key, reader.GetString(0), reader.GetInt16(1), reader.GetInt16(2),
            new CycleDates(
                reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateOnly>(4), reader.GetFieldValue<DateOnly>(5),
                reader.GetFieldValue<DateOnly>(6)),
            reader.GetDecimal(7), new Money(reader.GetInt64(8)), open, plan, lines);
    }

    /// <summary>Of any document, in order, with the plan of the first.</summary>
    public static async Task<(List<PostedLine> Lines, int Plan)> LinesAsync(
        NpgsqlConnection connection, DocumentKey key, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(LinesSql, connection);
        OpenDocuments.AddKey(command, key);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<PostedLine> lines = [];
        int plan = 0;
        while (await reader.ReadAsync(cancellation))
        {
            plan = lines.Count == 0 ? reader.GetInt32(4) : plan;
            lines.Add(new PostedLine(
                reader.GetInt16(0), reader.GetInt16(1), new Money(reader.GetInt64(2)), new Money(reader.GetInt64(3))));
        }

        return (lines, plan);
    }
}
