using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>All that a request to print invoices changes, inside its caller's transaction.</summary>
public static class PrintRequestEffect
{
    /// <summary>Without a person it is the holder of the first contract.</summary>
    private const string Insert = """
        WITH asked AS (
            SELECT coalesce($1, (
                SELECT u.person FROM legacy_contract c JOIN legacy_customer u ON u.id = c.customer
                WHERE c.number = ($2::integer[])[1])) AS person,
                (SELECT count(*) FROM legacy_contract WHERE number = ANY ($2)) = cardinality($2) AS known,
                EXISTS (SELECT FROM import_quarantine WHERE contract = ANY ($2)) AS withheld),
        judged AS (
            SELECT person, CASE
                WHEN NOT known THEN 'unknown'
                WHEN withheld THEN 'withheld'
                WHEN (SELECT count(*) FROM native_print_request p WHERE p.person = asked.person) >= $3
                    AND NOT EXISTS (SELECT FROM native_print_request WHERE content = $4 AND asked_on = $5) THEN 'full'
                ELSE 'taken' END AS state FROM asked),
        added AS (
            INSERT INTO native_print_request
                (content, asked_on, person, contracts, issued_from, issued_until, description, language, email)
            SELECT $4, $5, person, $2, $6, $7, $8, $9, $10 FROM judged WHERE state = 'taken'
            ON CONFLICT DO NOTHING)
        SELECT state FROM judged
        """;

    private const int TimeoutSeconds = 5;

    /// <param name="today">At the utility: of the same day the same request is the same.</param>
    /// <returns>Known where the request is kept now, whether it was before or not.</returns>
    public static async Task<FindingState> ApplyAsync(
        NpgsqlTransaction transaction, PrintRequest request, DateOnly today, CancellationToken cancellation)
    {
        int[] contracts = [.. request.Contracts.Select(contract => contract.Value)];
        await using NpgsqlCommand insert = new(Insert, transaction.Connection, transaction)
        {
            CommandTimeout = TimeoutSeconds,
        };
        insert.Parameters.Add(Snapshot.Optional(request.Person, NpgsqlDbType.Integer));
        insert.Parameters.Add(Snapshot.Is(contracts));
        insert.Parameters.Add(Snapshot.Is(PrintRequest.WaitingLimit));
        insert.Parameters.Add(Snapshot.Is(ContentOf(request)));
        insert.Parameters.Add(Snapshot.Is(today));
        insert.Parameters.Add(Snapshot.Optional(request.Issued.From, NpgsqlDbType.Date));
        insert.Parameters.Add(Snapshot.Optional(request.Issued.Until, NpgsqlDbType.Date));
        insert.Parameters.Add(Snapshot.Optional(request.Description, NpgsqlDbType.Text));
        insert.Parameters.Add(Snapshot.Optional(request.Language, NpgsqlDbType.Text));
        insert.Parameters.Add(Snapshot.Optional(request.Email, NpgsqlDbType.Text));
        return (string)(await insert.ExecuteScalarAsync(cancellation))! switch
        {
            "unknown" => FindingState.Unknown,
            "withheld" => FindingState.Withheld,
            "full" => FindingState.TooLong,
            _ => FindingState.Known,
        };
    }

    /// <summary>Equal exactly where all that was asked for is.</summary>
    private static byte[] ContentOf(PrintRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        (string?[])
        [
            request.Person?.ToString(CultureInfo.InvariantCulture), string.Join(',', request.Contracts),
            request.Issued.From?.ToString("O", CultureInfo.InvariantCulture),
            request.Issued.Until?.ToString("O", CultureInfo.InvariantCulture), request.Description, request.Language,
            request.Email,
        ]));
}
