using Npgsql;
using Strangler.Cfdi.Sealing;
using Strangler.Postgres.Copying;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Takes many documents by COPY: a billing run makes hundreds of thousands. Give it batches of some thousands, each
/// is a transaction. For documents that take no other's place and are related to none.
/// </summary>
public sealed class CfdiBulk(Database database)
{
    public const int LargestBatch = 10_000;

    private const int SqlSeconds = 120;
    private static readonly TimeSpan CopyTimeout = TimeSpan.FromSeconds(60);

    private const string Columns = """
        source_kind, source_key, version, type, issuer, receiver, series, folio, total, certificate, issued_at,
        stamp_before, sealed_xml, sealed_sha256, state, retain_until
        """;

    private const string StageSql = $"""
        CREATE TEMP TABLE cfdi_arrival ON COMMIT DROP AS SELECT {Columns} FROM cfdi_document WITH NO DATA
        """;

    private const string InsertSql = $"""
        INSERT INTO cfdi_document ({Columns}) SELECT {Columns} FROM cfdi_arrival ON CONFLICT DO NOTHING
        """;

    private const string RefusedSql = """
        SELECT a.source_kind, a.source_key, a.version FROM cfdi_arrival a
        WHERE NOT EXISTS (
            SELECT FROM cfdi_document d WHERE d.source_kind = a.source_kind AND d.source_key = a.source_key
                AND d.version = a.version AND d.sealed_sha256 = a.sealed_sha256)
        """;

    /// <exception cref="NpgsqlException">The database failed: nothing of the batch is there.</exception>
    public async Task<BulkResult> EnqueueAsync(IReadOnlyList<NewCfdi> documents, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(documents.Count, LargestBatch);
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, StageSql, cancellation);
        await using (BinaryCopy copy = await BinaryCopy.BeginAsync(
            connection, $"cfdi_arrival ({Columns})", CopyTimeout, cancellation))
        {
            foreach (NewCfdi document in documents)
            {
                Write(copy.Row, document);
                await copy.EndRowAsync(cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        int queued = await RunAsync(connection, InsertSql, cancellation);
        IReadOnlyList<CfdiSource> refused = queued == documents.Count
            ? [] : await RefusedAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return new BulkResult(queued, documents.Count - queued - refused.Count, refused);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = SqlSeconds };
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<CfdiSource>> RefusedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(RefusedSql, connection) { CommandTimeout = SqlSeconds };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<CfdiSource> refused = [];
        while (await reader.ReadAsync(cancellation))
        {
            refused.Add(new CfdiSource(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        }

        return refused;
    }

    private static void Write(CopyBuffer row, NewCfdi document)
    {
        SealedCfdi sealedOne = document.Document;
        row.StartRow(16);
        row.Add(document.Source.Kind);
        row.Add(document.Source.Key);
        row.Add(document.Source.Version);
        row.Add(NewCfdi.LetterOf(sealedOne.Type));
        row.Add(sealedOne.IssuerRfc);
        row.Add(sealedOne.ReceiverRfc);
        Add(row, sealedOne.Series);
        Add(row, sealedOne.Folio);
        row.Add(sealedOne.Total);
        row.Add(sealedOne.CertificateNumber);
        row.Add(new DateTimeOffset(sealedOne.IssuedAt, TimeSpan.Zero));
        row.Add(document.StampBefore);
        sealedOne.Xml.CopyTo(row.AddBytea(sealedOne.Xml.Length));
        sealedOne.Sha256.CopyTo(row.AddBytea(sealedOne.Sha256.Length));
        row.Add(document.IsHeld ? "sealed" : "queued");
        row.Add(document.RetainUntil);
    }

    private static void Add(CopyBuffer row, string? text)
    {
        if (text is null)
        {
            row.AddNull();
            return;
        }

        row.Add(text);
    }
}
