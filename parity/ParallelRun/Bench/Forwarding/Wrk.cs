using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Runs wrk with one request repeated over kept connections.</summary>
internal sealed partial class Wrk(string script)
{
    private const int Threads = 2;

    public static async Task<Wrk> CreateAsync(CancellationToken cancellation)
    {
        string file = Path.Combine(Repository.Scratch, "post.lua");
        await File.WriteAllTextAsync(file, Script, cancellation);
        return new Wrk(file);
    }

    public async Task<WrkResult> RunAsync(
        Uri address, int connections, TimeSpan duration, CancellationToken cancellation)
    {
        string[] arguments =
        [
            $"-t{Threads}", $"-c{connections}", $"-d{Math.Ceiling(duration.TotalSeconds):F0}s", "--timeout", "5s",
            "-s", script, address.AbsoluteUri,
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

    private static string Script =>
        $$"""
          wrk.method = "POST"
          wrk.headers["Content-Type"] = "{{BenchTraffic.ContentType}}"
          wrk.body = [[{{BenchTraffic.Request}}]]
          done = function(summary, latency, requests)
            local e = summary.errors
            local errors = e.connect + e.read + e.write + e.status + e.timeout
            print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
              latency:percentile(50), latency:percentile(99), errors))
          end

          """;
}
