using Npgsql;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Metering;

/// <summary>Water by the hour of what is charged anew.</summary>
internal static class ChargeUsage
{
    /// <returns>One for each; nothing is asked for those whose plan does not price by the hour.</returns>
    public static async Task<IReadOnlyList<UsageSlice>[]> OfAsync(
        NpgsqlConnection connection, List<ChargeRow> charges, RunningTariffs tariffs, CancellationToken cancellation)
    {
        IReadOnlyList<UsageSlice>[] usage = new IReadOnlyList<UsageSlice>[charges.Count];
        Array.Fill(usage, []);
        List<int> places = [];
        for (int place = 0; place < charges.Count; place++)
        {
            if (tariffs.NeedsUsage(charges[place].Contract, charges[place].Cycle))
            {
                places.Add(place);
            }
        }

        UsageDays[] days =
        [
            .. places.Select(place => new UsageDays(
                charges[place].Contract, charges[place].Cycle.From, charges[place].Cycle.To)),
        ];
        foreach ((int place, IReadOnlyList<UsageSlice> found) in places.Zip(
            await UsageByHour.OfAsync(connection, days, cancellation)))
        {
            usage[place] = found;
        }

        return usage;
    }
}
