using System.Globalization;
using Strangler.ParallelRun.Bench.Rating;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>What was measured, held against the targets.</summary>
internal sealed record CfdiFigures(
    CfdiBenchOptions Options, IReadOnlyList<SealingRound> Rounds, QueueFigures Queue, StampingFigures Stamping)
{
    private const double LeastRatio = 0.80;
    private const double LeastInFlight = 0.9;
    private const long MostMemory = 1024L * 1024 * 1024;
    private const long MostGrowth = 32L * 1024 * 1024;
    private const long Megabyte = 1024 * 1024;

    public double Signatures => RatingRate.Middle(Rounds.Select(round => round.Signatures));

    public double Signed => RatingRate.Middle(Rounds.Select(round => round.Signed));

    public double Sealed => RatingRate.Middle(Rounds.Select(round => round.Sealed));

    public double Verified => RatingRate.Middle(Rounds.Select(round => round.Verified));

    public double All => RatingRate.Middle(Rounds.Select(round => round.All));

    public double Queued => Options.Documents / Queue.Elapsed.TotalSeconds;

    /// <summary>Of each round, then the median.</summary>
    public double Ratio => RatingRate.Middle(Rounds.Select(round => round.Ratio));

    public IReadOnlyList<Target> Targets()
    {
        double most = StampingLoad.InFlight / StampingLoad.Latency.TotalSeconds;
        long growth = Math.Max(Stamping.MemoryRest - Stamping.MemoryFirst, 0);
        return
        [
            new("bills sealed and judged / openssl signatures, a core", Text($">= {LeastRatio:F2}"),
                Text($"{Ratio:F2}"), Ratio >= LeastRatio),
            new(Text($"memory, highest, {Options.Documents:N0} documents built, sealed, judged, queued"), "< 1,024 MB",
                Text($"{Queue.Memory / Megabyte:N0} MB"), Queue.Memory < MostMemory),
            new(Text($"documents stamped/s, {StampingLoad.InFlight} in flight, PAC of 200 ms"),
                Text($">= {most * LeastInFlight:F0}"), Text($"{Stamping.PerSecond:F0}"),
                Stamping.PerSecond >= most * LeastInFlight),
            new("memory, growth from the first tenth of them to the rest", "<= 32 MB",
                Text($"{growth / Megabyte:N0} MB"), growth <= MostGrowth),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
