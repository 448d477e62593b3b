using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Meters;

/// <summary><c>meters status</c>: what came, what became of it, and what is amiss.</summary>
internal static class StatusCommand
{
    private static readonly string[] Shares = ["rated", "informational", "discarded", "quarantined"];

    public static Command Create()
    {
        Option<int> days = RangedOption.Create("--days", "What came in so many days.", 1, 1, 400);
        return DeskWork.Listing(
            "status", "What came of meters and what became of it, open alerts, silent meters.", [days],
            async (database, parsed, output, cancellation) =>
            {
                DateTimeOffset now = TimeProvider.System.GetUtcNow();
                Write(
                    await IntakeStatus.ReadAsync(database, now.AddDays(-parsed.GetValue(days)), now, cancellation),
                    output);
            });
    }

    private static void Write(IntakeStatus status, TextWriter output)
    {
        TextTable table = new("what", "count");
        foreach ((string outcome, long count) in status.Outcomes)
        {
            table.Add(outcome, count);
        }

        table.Write(output);
        output.WriteLine(
            $"{status.Received} received = "
            + string.Join(" + ", Shares.Select(share => $"{status.Of(share)} {share}")) + ".");
        output.WriteLine(
            $"{status.Devices} devices, {status.Silent} silent for a day; newest reading: "
            + (status.Newest?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "none") + ".");
        output.WriteLine($"{status.OpenQuarantine} messages in quarantine.");
        output.WriteLine(status.OpenAlerts.Count == 0 ? "No open alerts."
            : "Open alerts: " + string.Join(", ", status.OpenAlerts.Select(one => $"{one.Count} {one.Kind}")) + ".");
    }
}
