using Npgsql;

namespace Strangler.Postgres.Parity;

/// <summary>The calls of one operation and group with one outcome and reason.</summary>
internal sealed record TallyRow(
    string Service, string Operation, string Group, CallOutcome Outcome, string Reason, long Calls, decimal MoneyDelta,
    long PrimaryMicroseconds, long CandidateMicroseconds, long CandidateTimed)
{
    public static TallyRow Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), OutcomeNames.Parse(reader.GetString(3)),
        reader.GetString(4), reader.GetInt64(5), reader.GetDecimal(6), reader.GetInt64(7), reader.GetInt64(8),
        reader.GetInt64(9));

    /// <param name="rows">Of one operation and group, at least one.</param>
    public static ParitySummaryRow Sum(IEnumerable<TallyRow> rows)
    {
        TallyRow[] all = [.. rows];
        long timed = all.Sum(row => row.CandidateTimed);
        return new ParitySummaryRow(
            all[0].Service, all[0].Operation, all[0].Group,
            all.GroupBy(row => row.Outcome).ToDictionary(of => of.Key, of => of.Sum(row => row.Calls)),
            [
                .. all.Where(row => row.Reason.Length > 0).OrderByDescending(row => row.Calls)
                    .Select(row => (row.Outcome, row.Reason, row.Calls)),
            ],
            all.Where(row => row.Outcome == CallOutcome.Different).Sum(row => row.MoneyDelta),
            TimeSpan.FromMicroseconds(all.Sum(row => row.PrimaryMicroseconds) / all.Sum(row => row.Calls)),
            timed == 0 ? null : TimeSpan.FromMicroseconds(all.Sum(row => row.CandidateMicroseconds) / timed));
    }
}
