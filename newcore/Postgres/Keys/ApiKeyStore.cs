using System.Security.Cryptography;
using Npgsql;
using Strangler.Core.Access;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Keys;

/// <summary>The API keys, of which the database knows no secret.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ApiKeyStore(Database database)
{
    public const int NameLimit = 100;

    /// <summary>Keys told at once.</summary>
    private const int ListLimit = 1000;

    private const string Columns =
        """
        id, name, role, created_at, created_by, revoked_at, revoked_by, scopes, expires_at, per_second, per_day,
        previous_until, last_used_at
        """;

    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>The good key that this text is; null for any other. Takes as long for a wrong one.</summary>
    public async Task<ApiKey?> FindAsync(ApiKeyText text, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        List<(ApiKey Key, byte[] Hash, byte[] Previous, bool IsGood)> found = await RouteStore.ReadAsync(
            connection,
            $"""
            SELECT {Columns}, secret_hash, CASE WHEN previous_until > now() THEN previous_hash END,
                revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
            FROM api_key WHERE id = $1
            """,
            row => (Read(row), row.GetFieldValue<byte[]>(13), row.IsDBNull(14) ? NoHash : row.GetFieldValue<byte[]>(14),
                row.GetBoolean(15)),
            cancellation, command => command.Add(text.Id));
        (ApiKey? key, byte[] hash, byte[] previous, bool good) =
            found.Count == 0 ? (null, NoHash, NoHash, false) : found[0];
        byte[] sent = text.Hash();
        bool same = CryptographicOperations.FixedTimeEquals(sent, hash)
            | CryptographicOperations.FixedTimeEquals(sent, previous);
        if (!same || !good)
        {
            return null;
        }

        await NoteUseAsync(connection, text.Id, cancellation);
        return key;
    }

    /// <returns>The key, to be shown once; null where the name is taken.</returns>
    public Task<ApiKeyText?> AddAsync(
        string name, Role role, string createdBy, CancellationToken cancellation) =>
        AddAsync(name, new ApiKeyTerms(role), createdBy, cancellation);

    /// <returns>The key, to be shown once; null where the name is taken.</returns>
    public async Task<ApiKeyText?> AddAsync(
        string name, ApiKeyTerms terms, string createdBy, CancellationToken cancellation)
    {
        ApiKeyText text = ApiKeyText.Create();
        await using NpgsqlCommand command = database.Command(
            """
            INSERT INTO api_key (id, name, role, secret_hash, created_by, scopes, expires_at, per_second, per_day)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (name) DO NOTHING
            """);
        Fill(command, text, name, terms.Role, createdBy);
        command.Parameters.Add(new() { Value = (object?)terms.Scopes?.ToArray() ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)terms.ExpiresAt ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)terms.PerSecond ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)terms.PerDay ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1 ? text : null;
    }

    /// <summary>The first key there ever was, an admin's; null where there was one, even if it is revoked.</summary>
    public async Task<ApiKeyText?> AddFirstAsync(string name, string createdBy, CancellationToken cancellation)
    {
        ApiKeyText text = ApiKeyText.Create();
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        // Several gateways may start at once, and only one may print a key.
        await using NpgsqlCommand command = new(
            """
            LOCK TABLE api_key IN EXCLUSIVE MODE;
            """, connection);
        await command.ExecuteNonQueryAsync(cancellation);
        await using NpgsqlCommand insert = new(
            """
            INSERT INTO api_key (id, name, role, secret_hash, created_by)
            SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM api_key)
            """, connection);
        Fill(insert, text, name, Role.Admin, createdBy);
        bool added = await insert.ExecuteNonQueryAsync(cancellation) == 1;
        await transaction.CommitAsync(cancellation);
        return added ? text : null;
    }

    /// <summary>Gives a key a new secret; the one before stays good for a while.</summary>
    /// <returns>The key, to be shown once; null where no good key has this name.</returns>
    public async Task<ApiKeyText?> RotateAsync(
        string name, TimeSpan keepsPrevious, string rotatedBy, CancellationToken cancellation)
    {
        await using NpgsqlCommand find = database.Command(
            "SELECT id FROM api_key WHERE name = $1 AND revoked_at IS NULL");
        find.Add(name);
        if (await find.ExecuteScalarAsync(cancellation) is not string id)
        {
            return null;
        }

        ApiKeyText text = ApiKeyText.Create(id);
        await using NpgsqlCommand command = database.Command(
            """
            UPDATE api_key SET previous_hash = secret_hash, previous_until = now() + $3, secret_hash = $2,
                rotated_at = now(), rotated_by = $4
            WHERE id = $1 AND revoked_at IS NULL
            """);
        command.Add(id);
        command.Add(text.Hash());
        command.Add(keepsPrevious);
        command.Add(rotatedBy);
        return await command.ExecuteNonQueryAsync(cancellation) == 1 ? text : null;
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await RouteStore.ReadAsync(
            connection, $"SELECT {Columns} FROM api_key ORDER BY created_at LIMIT $1", Read, cancellation,
            command => command.Add(ListLimit));
    }

    /// <returns>False where no good key has this name.</returns>
    public async Task<bool> RevokeAsync(string name, string revokedBy, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "UPDATE api_key SET revoked_at = now(), revoked_by = $2 WHERE name = $1 AND revoked_at IS NULL");
        command.Add(name);
        command.Add(revokedBy);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>At most one write a minute and key.</summary>
    private static async Task NoteUseAsync(NpgsqlConnection connection, string id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            """
            UPDATE api_key SET last_used_at = date_trunc('minute', now())
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < date_trunc('minute', now()))
            """, connection);
        command.Add(id);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Fill(NpgsqlCommand command, ApiKeyText text, string name, Role role, string createdBy)
    {
        command.Add(text.Id);
        command.Add(name);
        command.Add(role.Text());
        command.Add(text.Hash());
        command.Add(createdBy);
    }

    private static ApiKey Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1),
        new ApiKeyTerms(
            RoleText.Read(row.GetString(2)) ?? throw new InvalidOperationException("A key has an unknown role."),
            row.IsDBNull(7) ? null : row.GetFieldValue<string[]>(7), Instant(row, 8), Number(row, 9), Number(row, 10)),
        row.GetFieldValue<DateTimeOffset>(3), row.GetString(4), Instant(row, 5), row.ReadText(6), Instant(row, 11),
        Instant(row, 12));

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    private static int? Number(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);
}
