using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>Notices as rows of prepaid_notice.</summary>
internal static class NoticeRows
{
    private const string AddSql = """
        INSERT INTO prepaid_notice (contract, key, kind, channel, amount)
        SELECT * FROM unnest($1, $2, $3, $4, $5) ON CONFLICT (contract, key) DO NOTHING
        """;

    /// <summary>Each once, however often it is asked for.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, IReadOnlyCollection<PrepaidNotice> notices, CancellationToken cancellation)
    {
        if (notices.Count == 0)
        {
            return;
        }

        await using NpgsqlBatch batch = new(connection) { BatchCommands = { Adding(notices) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static NpgsqlBatchCommand Adding(IReadOnlyCollection<PrepaidNotice> notices) =>
        new NpgsqlBatchCommand(AddSql)
            .With([.. notices.Select(one => one.Contract.Value)], NpgsqlDbType.Integer)
            .With([.. notices.Select(one => one.Key)], NpgsqlDbType.Text)
            .With([.. notices.Select(one => Name(one.Kind))], NpgsqlDbType.Text)
            .With([.. notices.Select(one => Name(one.Channel))], NpgsqlDbType.Text)
            .With([.. notices.Select(one => one.Amount.Centavos)], NpgsqlDbType.Bigint);

    public static PrepaidNotice Read(NpgsqlDataReader row) => new(
        new ContractNumber(row.GetInt32(0)), row.GetString(1), Enum.Parse<NoticeKind>(row.GetString(2), true),
        Channel(row.GetString(3)), new Money(row.GetInt64(4)));

    public static NoticeChannel Channel(string name) => Enum.Parse<NoticeChannel>(name, ignoreCase: true);

    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
