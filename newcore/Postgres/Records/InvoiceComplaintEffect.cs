using Npgsql;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>All that a complaint about an invoice changes, inside its caller's transaction.</summary>
public static class InvoiceComplaintEffect
{
    private const string Insert = """
        WITH known AS (
            SELECT contract, id, EXISTS (SELECT FROM import_quarantine WHERE contract = $1) AS withheld
            FROM legacy_invoice WHERE contract = $1 AND id = $2),
        added AS (
            INSERT INTO native_invoice_complaint (contract, invoice)
            SELECT contract, id FROM known WHERE NOT withheld
            ON CONFLICT DO NOTHING)
        SELECT withheld FROM known
        """;

    private const int TimeoutSeconds = 5;

    /// <returns>Known where the complaint is kept now, whether it was before or not.</returns>
    public static async Task<FindingState> ApplyAsync(
        NpgsqlTransaction transaction, InvoiceKey invoice, CancellationToken cancellation)
    {
        await using NpgsqlCommand insert = new(Insert, transaction.Connection, transaction)
        {
            CommandTimeout = TimeoutSeconds,
        };
        insert.Parameters.Add(Snapshot.Is(invoice.Contract.Value));
        insert.Parameters.Add(Snapshot.Is(invoice.Id));
        return await insert.ExecuteScalarAsync(cancellation) switch
        {
            null => FindingState.Unknown,
            true => FindingState.Withheld,
            _ => FindingState.Known,
        };
    }
}
