using System.Security.Cryptography;
using Npgsql;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Keys;

/// <summary>The keys to the admin API, of which the database knows no secret.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ApiKeyStore(Database database)
{
    public const int NameLimit = 100;

    /// <summary>Keys told at once.</summary>
    private const int ListLimit = 1000;

    private const string Columns = "id, name, role, created_at, created_by, revoked_at, revoked_by";
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>The good key that this text is; null for any other. Takes as long for a wrong one.</summary>
    public async Task<ApiKey?> FindAsync(ApiKeyText text, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        List<(ApiKey Key, byte[] Hash)> found = await RouteStore.ReadAsync(
            connection, $"SELECT {Columns}, secret_hash FROM api_key WHERE id = $1",
            row => (Read(row), row.GetFieldValue<byte[]>(7)), cancellation, command => command.Add(text.Id));
        (ApiKey? key, byte[] hash) = found.Count == 0 ? (null, NoHash) : found[0];
        bool same = CryptographicOperations.FixedTimeEquals(text.Hash(), hash);
        return same && key is { RevokedAt: null } ? key : null;
    }

    /// <returns>The key, to be shown once; null where the name is taken.</returns>
    public async Task<ApiKeyText?> AddAsync(
        string name, ApiKeyRole role, string createdBy, CancellationToken cancellation)
    {
        ApiKeyText text = ApiKeyText.Create();
        await using NpgsqlCommand command = database.Command(
            """
            INSERT INTO api_key (id, name, role, secret_hash, created_by) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO NOTHING
            """);
        Fill(command, text, name, role, createdBy);
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
        Fill(insert, text, name, ApiKeyRole.Admin, createdBy);
        bool added = await insert.ExecuteNonQueryAsync(cancellation) == 1;
        await transaction.CommitAsync(cancellation);
        return added ? text : null;
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

    private static void Fill(NpgsqlCommand command, ApiKeyText text, string name, ApiKeyRole role, string createdBy)
    {
        command.Add(text.Id);
        command.Add(name);
        command.Add(role == ApiKeyRole.Admin ? "admin" : "viewer");
        command.Add(text.Hash());
        command.Add(createdBy);
    }

    private static ApiKey Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2) == "admin" ? ApiKeyRole.Admin : ApiKeyRole.Viewer,
        row.GetFieldValue<DateTimeOffset>(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5), row.ReadText(6));
}
