using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>Runs as rows of billing_run.</summary>
internal static class BillingRunRows
{
    public const string Columns =
        "id, billing_group, year, period, simulated, held, review_zero, state, who, started_at, ended_at";

    public static BillingRun Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0), BillingGroup.TryParse(reader.GetString(1), out BillingGroup group) ? group : null,
        new BillingCycle(reader.GetInt16(2), (byte)reader.GetInt16(3)), reader.GetBoolean(4), reader.GetBoolean(5),
        reader.GetBoolean(6), Enum.Parse<BillingRunState>(reader.GetString(7), ignoreCase: true), reader.GetString(8),
        reader.GetFieldValue<DateTimeOffset>(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10));

    public static async Task<BillingRun?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }
}
