using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Runs wrk over kept connections.</summary>
internal static partial class Wrk
{
    private const int Threads = 2;

    public static async Task<WrkResult> RunAsync(
        Contender contender, int connections, TimeSpan duration, CancellationToken cancellation)
    {
        string[] arguments =
        [
            $"-t{Threads}", $"-c{connections}", $"-d{Math.Ceiling(duration.TotalSeconds):F0}s", "--timeout", "5s",
            "-s", contender.Script, contender.Address.AbsoluteUri,
        ];
        ProcessStartInfo start = new(BenchTools.Find("wrk") ?? "wrk", arguments) { RedirectStandardOutput = true };
        using Process wrk = Process.Start(start) ?? throw new CommandFailedException("wrk does not start.");
        try
        {
            string output = await wrk.StandardOutput.ReadToEndAsync(cancellation);
            await wrk.WaitForExitAsync(cancellation);
            return Parse(output);
        }
        catch (OperationCanceledException)
        {
            wrk.Kill();
            throw;
        }
    }

    /// <summary>Reads the one line that the script prints.</summary>
    public static WrkResult Parse(string output)
    {
        Match line = ResultLine().Match(output);
        return line.Success
            ? new WrkResult(
                (long)Number(line, "requests"),
                Number(line, "requests") / (Number(line, "micros") / 1e6),
                TimeSpan.FromMicroseconds(Number(line, "p50")),
                TimeSpan.FromMicroseconds(Number(line, "p99")),
                (long)Number(line, "errors"))
            : throw new CommandFailedException($"wrk gave no result:\n{output}");
    }

    private static double Number(Match line, string name) =>
        double.Parse(line.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^RESULT (?<requests>\d+) (?<micros>\d+) (?<p50>\d+) (?<p99>\d+) (?<errors>\d+)", RegexOptions.Multiline)]
    private static partial Regex ResultLine();
}
