using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.References;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Postgres.Payments.Charges;

/// <summary>Links by which whoever has them sees an amount and how to pay it, and nothing of anybody.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentLinks(Database database)
{
    private const int TokenBytes = 32;
    private const int TokenLetters = 43;

    private const string AddSql =
        "INSERT INTO payment_link (token, number, expires_at, made_by) VALUES ($1, $2, $3, $4)";

    private const string FindSql = """
        SELECT r.number, r.amount, r.last_day FROM payment_link l JOIN payment_reference r ON r.number = l.number
        WHERE l.token = $1 AND l.expires_at > clock_timestamp() AND r.cancelled_at IS NULL
        """;

    private readonly PaymentReferenceDesk _references = new(database);

    /// <returns>What stands in the link, of 256 random bits; only its hash is kept.</returns>
    public async Task<(string Token, DocumentReference Reference)> MakeAsync(
        IReadOnlyList<ReferenceLine> lines, DateTimeOffset expiresAt, DateOnly lastDay, string who,
        CancellationToken cancellation)
    {
        DocumentReference reference = await _references.IssueAsync(lines, lastDay, who, cancellation);
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using NpgsqlCommand command = database.Command(AddSql);
        command.AddValue(HashOf(token));
        command.AddValue(reference.Number);
        command.AddValue(expiresAt.ToUniversalTime());
        command.AddValue(who);
        await command.ExecuteNonQueryAsync(cancellation);
        return (token, reference);
    }

    /// <summary>What counts by this reference, and of which nothing was taken back afterwards.</summary>
    private const string PaidSql = """
        SELECT coalesce(sum(f.amount), 0)::bigint, max(f.day) FROM payment_fact f
        WHERE f.kind = 'paid' AND f.state = 'applied'
            AND f.reference = $1 AND length(f.reference) = 29
            AND NOT EXISTS (
                SELECT FROM payment_fact b WHERE b.provider = f.provider AND b.charge = f.charge
                AND b.state = 'applied' AND b.kind IN ('reversed', 'charged-back', 'refunded'))
        """;

    /// <returns>What was paid by a reference, and the last day of it; null: nothing.</returns>
    public async Task<(Money Amount, DateOnly Day)?> PaidAsync(
        DocumentReference reference, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(PaidSql);
        command.AddValue(reference.Text);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) && !row.IsDBNull(1)
            ? (new Money(row.GetInt64(0)), row.GetFieldValue<DateOnly>(1)) : null;
    }

    /// <returns>Null: there is none, or it has expired.</returns>
    public async Task<DocumentReference?> FindAsync(string token, CancellationToken cancellation)
    {
        if (token.Length != TokenLetters)
        {
            return null;
        }

        await using NpgsqlCommand command = database.Command(FindSql);
        command.AddValue(HashOf(token));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? DocumentReference.Issue(
                row.GetInt64(0), new Money(row.GetInt64(1)), row.GetFieldValue<DateOnly>(2))
            : null;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
