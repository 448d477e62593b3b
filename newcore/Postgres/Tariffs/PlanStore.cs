using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Strangler.Core.Tariffs;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;

namespace Strangler.Postgres.Tariffs;

/// <summary>The published tariff plans. A version, once published, stays as it is.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PlanStore(Database database)
{
    /// <summary>Where a publication is announced when it is committed; code and version as the payload.</summary>
    public const string Channel = "strangler_tariffs";

    /// <summary>Versions held in memory at once.</summary>
    public const int VersionLimit = 10_000;

    private const string Read = """
        SELECT code, version, name, use, effective_from, effective_to, content, content_hash, published_at, who, why
        FROM tariff_plan ORDER BY code, effective_from LIMIT $1
        """;

    private const string Insert = """
        INSERT INTO tariff_plan (code, version, name, use, effective_from, effective_to, content, content_hash,
            published_at, who, why)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    /// <summary>By code and first day.</summary>
    public async Task<IReadOnlyList<PublishedPlan>> ListAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await ListAsync(connection, cancellation);
    }

    /// <summary>All of the files or, where anything is wrong with one beside those published before, none.</summary>
    public async Task<PublishOutcome> PublishAsync(
        IReadOnlyList<(string Name, byte[] Utf8)> files, string who, string why, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        // Two who publish at once would each be right alone and wrong together.
        await ExecuteAsync(connection, "LOCK TABLE tariff_plan IN EXCLUSIVE MODE", [], cancellation);
        PublishedPlan[] before = [.. await ListAsync(connection, cancellation)];
        (PlanFile File, byte[] Utf8)[] read =
            [.. files.Select(file => (PlanFileReader.Read(file.Name, file.Utf8), file.Utf8))];
        List<PlanError> errors = [.. read.SelectMany(one => Changed(one.File, one.Utf8, before))];
        (PlanFile File, byte[] Utf8)[] added = [.. read.Where(one => Find(one.File, before) is null)];
        errors.AddRange(NewErrors(before, [.. added.Select(one => one.File)]));
        if (errors.Count > 0)
        {
            return new PublishOutcome.Refused(errors);
        }

        foreach ((PlanFile file, byte[] utf8) in added)
        {
            await AddAsync(connection, file.Plan!, utf8, (who, why, now), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return new PublishOutcome.Published([.. added.Select(one => Named(one.File.Plan!))],
            read.Length - added.Length);
    }

    /// <summary>Of the JSON without comments and white space.</summary>
    internal static byte[] Hash(ReadOnlySpan<byte> utf8) => SHA256.HashData(PlanFileReader.Compact(utf8));

    private static IEnumerable<PlanError> Changed(PlanFile file, byte[] utf8, PublishedPlan[] before)
    {
        if (Find(file, before) is { } same && !Hash(utf8).AsSpan().SequenceEqual(same.ContentHash))
        {
            yield return new PlanError(file.Name, 0, "version",
                $"{same.Code} {same.Version} was published by {same.Who} at {same.PublishedAt:yyyy-MM-dd HH:mm} with "
                + "another content, and stays as it is: give the new prices another version.");
        }
    }

    /// <summary>What was wrong before is not the new files' fault.</summary>
    private static IEnumerable<PlanError> NewErrors(PublishedPlan[] before, PlanFile[] added)
    {
        PlanFile[] old = [.. before.Select(plan => plan.Read())];
        return CatalogueValidator.Check([.. old, .. added]).Except(CatalogueValidator.Check(old));
    }

    private static PublishedPlan? Find(PlanFile file, PublishedPlan[] before) => Array.Find(
        before, plan => plan.Code == file.Plan?.Code && plan.Version == file.Plan.Version);

    private static async Task AddAsync(
        NpgsqlConnection connection, TariffPlan plan, byte[] utf8, (string Who, string Why, DateTimeOffset At) stamp,
        CancellationToken cancellation)
    {
        object end = plan.EffectiveTo is { } to ? to : DBNull.Value;
        await ExecuteAsync(
            connection, Insert,
            [
                plan.Code, plan.Version, plan.Name, plan.Use, plan.EffectiveFrom, end, Encoding.UTF8.GetString(utf8),
                Hash(utf8), stamp.At.ToUniversalTime(), stamp.Who, stamp.Why,
            ],
            cancellation);
        await ExecuteAsync(connection, "SELECT pg_notify($1, $2)", [Channel, Named(plan)], cancellation);
    }

    private static string Named(TariffPlan plan) => $"{plan.Code} {plan.Version}";

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, IEnumerable<object> values, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<PublishedPlan>> ListAsync(NpgsqlConnection connection,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(Read, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = VersionLimit });
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<PublishedPlan> plans = [];
        while (await row.ReadAsync(cancellation))
        {
            plans.Add(new PublishedPlan(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4),
                await row.IsDBNullAsync(5, cancellation) ? null : row.GetFieldValue<DateOnly>(5), row.GetString(6),
                row.GetFieldValue<byte[]>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9),
                    row.GetString(10)));
        }

        return plans;
    }
}
