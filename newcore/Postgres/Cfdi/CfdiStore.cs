using Npgsql;
using Strangler.Cfdi.Sealing;

namespace Strangler.Postgres.Cfdi;

/// <summary>Takes sealed documents, once for each source and version.</summary>
public sealed class CfdiStore(Database database)
{
    private const string LivingIndex = "cfdi_document_living";

    private const string InsertSql = """
        INSERT INTO cfdi_document (
            source_kind, source_key, version, type, issuer, receiver, series, folio, total, certificate, issued_at,
            stamp_before, sealed_xml, sealed_sha256, state, retain_until, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
            now() - CASE WHEN $17 THEN interval '1 day' ELSE interval '0' END)
        ON CONFLICT (source_kind, source_key, version) DO NOTHING RETURNING id
        """;

    private const string SupersedeSql = """
        UPDATE cfdi_document SET superseded_by = $2
        WHERE id = $1 AND superseded_by IS NULL AND state IN ('stamped', 'cancel-requested')
        """;

    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<EnqueueOutcome> EnqueueAsync(NewCfdi document, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            // The index of living documents looks at each statement: the old one makes room first, in any order of ids.
            if (document.Supersedes is { } old
                && await ExistingAsync(connection, document, cancellation) is null
                && !await MakeRoomAsync(connection, old, cancellation))
            {
                return new EnqueueOutcome.Refused($"Document {old} is not stamped, or has a substitute already.");
            }

            if (await InsertAsync(connection, document, cancellation) is not { } id)
            {
                return (await ExistingAsync(connection, document, cancellation))!;
            }

            await RelateAsync(connection, id, document, cancellation);
            await transaction.CommitAsync(cancellation);
            return new EnqueueOutcome.Queued(id);
        }
        catch (PostgresException failure) when (failure.ConstraintName == LivingIndex)
        {
            return new EnqueueOutcome.Refused("Another document of this source lives or may be stamped.");
        }
    }

    /// <summary>Sends a document that was held.</summary>
    public async Task<bool> ReleaseAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "UPDATE cfdi_document SET state = 'queued', due_at = now() WHERE id = $1 AND state = 'sealed'").With(id);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static async Task<long?> InsertAsync(
        NpgsqlConnection connection, NewCfdi document, CancellationToken cancellation)
    {
        SealedCfdi sealedOne = document.Document;
        await using NpgsqlCommand command = new NpgsqlCommand(InsertSql, connection).With(
            document.Source.Kind, document.Source.Key, document.Source.Version, NewCfdi.LetterOf(sealedOne.Type),
            sealedOne.IssuerRfc, sealedOne.ReceiverRfc, sealedOne.Series, sealedOne.Folio, sealedOne.Total,
            sealedOne.CertificateNumber, sealedOne.IssuedAt, document.StampBefore.ToUniversalTime(), sealedOne.Xml,
            sealedOne.Sha256, document.IsHeld ? "sealed" : "queued", document.RetainUntil,
            document.IsUrgent);
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    private static async Task<EnqueueOutcome?> ExistingAsync(
        NpgsqlConnection connection, NewCfdi document, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(
            """
            SELECT id, state, sealed_sha256 = $4 FROM cfdi_document
            WHERE source_kind = $1 AND source_key = $2 AND version = $3
            """, connection).With(
            document.Source.Kind, document.Source.Key, document.Source.Version, document.Document.Sha256);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        return reader.GetBoolean(2)
            ? new EnqueueOutcome.Already(reader.GetInt64(0), reader.GetString(1))
            : new EnqueueOutcome.Refused($"Document {reader.GetInt64(0)} is this version, with other content.");
    }

    /// <summary>Names itself until the substitute has an id.</summary>
    private static async Task<bool> MakeRoomAsync(NpgsqlConnection connection, long old, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(SupersedeSql, connection).With(old, old);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static async Task RelateAsync(
        NpgsqlConnection connection, long id, NewCfdi document, CancellationToken cancellation)
    {
        if (document.Supersedes is { } old)
        {
            await using NpgsqlCommand command = new NpgsqlCommand(
                "UPDATE cfdi_document SET superseded_by = $2 WHERE id = $1", connection).With(old, id);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        foreach (CfdiRelation relation in document.Relations ?? [])
        {
            await using NpgsqlCommand command = new NpgsqlCommand(
                "INSERT INTO cfdi_relation (document, code, other) VALUES ($1, $2, $3)", connection).With(
                id, relation.Code, relation.Other);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
