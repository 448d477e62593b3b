using Npgsql;
using Strangler.Core.Prepaid;

namespace Strangler.Postgres.Prepaid;

/// <summary>What the utility has set for all agreements.</summary>
/// <param name="LateDays">For so long after its end a month is rated again.</param>
/// <param name="Review">Between two looks at a contract's credit.</param>
public sealed record PrepaidSettings(
    FriendlyHours Friendly, HumanitarianMinimum Minimum, int LateDays, TimeSpan Review)
{
    private const string Sql = """
        SELECT friendly_from, friendly_to, week_ends, minimum_litres, minimum_source, late_days, review_minutes,
            (SELECT coalesce(array_agg(day), '{}') FROM prepaid_friendly_day)
        FROM prepaid_setting
        """;

    public static async Task<PrepaidSettings> ReadAsync(Database database, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new PrepaidSettings(
            new FriendlyHours(
                row.GetFieldValue<TimeOnly>(0), row.GetFieldValue<TimeOnly>(1), row.GetBoolean(2),
                row.GetFieldValue<DateOnly[]>(7).ToHashSet()),
            new HumanitarianMinimum(row.GetInt32(3), row.GetString(4)), row.GetInt16(5),
            TimeSpan.FromMinutes(row.GetInt16(6)));
    }
}
