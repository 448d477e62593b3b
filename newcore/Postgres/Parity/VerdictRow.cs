using Npgsql;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>A kept verdict as the table holds it.</summary>
internal static class VerdictRow
{
    public static StoredVerdict Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        new VerdictRecord(
            reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
            reader.GetInt64(5), reader.GetString(6) == "native", OutcomeNames.Parse(reader.GetString(7)),
            TimeSpan.FromMicroseconds(reader.GetInt64(15)),
            reader.IsDBNull(16) ? null : TimeSpan.FromMicroseconds(reader.GetInt64(16)))
        {
            Reason = reader.GetString(8),
            Rules = reader.GetFieldValue<long[]>(9),
            Differences = ReadDifferences(reader),
            MoneyDelta = reader.GetDecimal(14),
            Sample = ReadSample(reader),
        });

    private static KeptDifference[] ReadDifferences(NpgsqlDataReader reader)
    {
        string[] paths = reader.GetFieldValue<string[]>(10);
        string?[] primary = reader.GetFieldValue<string?[]>(11);
        string?[] candidate = reader.GetFieldValue<string?[]>(12);
        decimal?[] money = reader.GetFieldValue<decimal?[]>(13);
        return [.. paths.Select((path, at) => new KeptDifference(path, primary[at], candidate[at], money[at]))];
    }

    private static VerdictSample? ReadSample(NpgsqlDataReader reader) =>
        reader.IsDBNull(17) && reader.IsDBNull(18) && reader.IsDBNull(19)
            ? null
            : new VerdictSample(reader.ReadText(17), reader.ReadText(18), reader.ReadText(19));
}
