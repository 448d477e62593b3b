using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Adjustments;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Adjustments;

/// <summary>The adjustments of an invoice as rows.</summary>
internal static class AdjustmentRows
{
    private const string ReadSql = """
        SELECT a.scenario, a.reference, a.quantity, a.plan, a.granted, a.revoked, a.note_type, a.note_ordinal, d.number
        FROM billing_adjustment a JOIN billing_document_now d ON d.contract = a.contract AND d.cycle = a.cycle
            AND d.type = a.note_type AND d.ordinal = a.note_ordinal
        WHERE a.contract = $1 AND a.cycle = $2 ORDER BY a.position
        """;

    private const string AddSql = """
        INSERT INTO billing_adjustment (
            contract, cycle, scenario, reference, position, quantity, plan, granted, revoked,
            note_type, note_ordinal, total, who, why, made_at)
        SELECT $1, $2, $3, $4, count(*) + 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
        FROM billing_adjustment WHERE contract = $1 AND cycle = $2
        """;

    /// <summary>In the order they were made.</summary>
    public static async Task<List<EarlierAdjustment>> ReadAsync(
        NpgsqlConnection connection, DocumentKey invoice, CancellationToken cancellation)
    {
        List<(EarlierAdjustment Adjustment, DocumentKey Note)> rows = [];
        await using (NpgsqlCommand command = new(ReadSql, connection))
        {
            command.AddValue(invoice.Contract.Value);
            command.AddValue(Billing.CycleNumber.Of(invoice.Cycle));
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                FactsCorrection correction = new(
                    reader.IsDBNull(2)
                        ? null : reader.GetDecimal(2), Text(reader, 3), Text(reader, 4), Text(reader, 5));
                rows.Add((
                    new EarlierAdjustment(
                        reader.GetString(0), reader.GetString(1), correction, reader.GetString(8), []),
                    invoice with { Type = reader.GetInt16(6), Ordinal = reader.GetInt16(7) }));
            }
        }

        List<EarlierAdjustment> adjustments = [];
        foreach ((EarlierAdjustment adjustment, DocumentKey note) in rows)
        {
            (List<PostedLine> lines, _) = await PostedInvoices.LinesAsync(connection, note, cancellation);
            adjustments.Add(adjustment with { Lines = [.. lines.Select(line => Signed(line, note.Type))] });
        }

        return adjustments;
    }

    public static async Task AddAsync(
        NpgsqlConnection connection, Adjustment adjustment, DocumentKey note, FactsCorrection correction,
        AdjustmentOrder order, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(AddSql, connection);
        command.AddValue(adjustment.Key.Contract.Value);
        command.AddValue(Billing.CycleNumber.Of(adjustment.Key.Cycle));
        command.AddValue(adjustment.Scenario);
        command.AddValue(order.Reference);
        AddOrNull(command, correction.Quantity, NpgsqlDbType.Numeric);
        AddOrNull(command, correction.Plan, NpgsqlDbType.Varchar);
        AddOrNull(command, correction.Granted, NpgsqlDbType.Varchar);
        AddOrNull(command, correction.Revoked, NpgsqlDbType.Varchar);
        command.AddValue(note.Type);
        command.AddValue(note.Ordinal);
        command.AddValue(adjustment.Total.Centavos);
        command.AddValue(order.Actor);
        command.AddValue(order.Reason);
        command.AddValue(now);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static PostedLine Signed(PostedLine line, short type) => type != DocumentType.CreditNote
        ? line
        : line with { Amount = Money.Zero - line.Amount, Tax = Money.Zero - line.Tax };

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static void AddOrNull(NpgsqlCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
