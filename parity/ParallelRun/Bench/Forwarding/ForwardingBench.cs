using System.Net;
using System.Text;
using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>One run: start everything, warm up, measure in interleaved rounds, then the large bodies.</summary>
internal sealed class ForwardingBench(ForwardingBenchOptions options, Wrk wrk, Contenders contenders)
{
    private static readonly string[] Needed = ["wrk", "nginx", "haproxy"];

    public static async Task<int> RunAsync(ForwardingBenchOptions options, CancellationToken cancellation)
    {
        await BenchTools.EnsureAsync(Needed, cancellation);
        ForwardingFigures figures;
        Wrk wrk = await Wrk.CreateAsync(cancellation);
        await using (Contenders contenders = await Contenders.StartAsync(cancellation))
        {
            figures = await new ForwardingBench(options, wrk, contenders).MeasureAsync(cancellation);
        }

        ForwardingReport report = new(options, figures, Machine.Read(), TimeProvider.System.GetLocalNow());
        report.Print(Terminal.Console);
        if (options.Write)
        {
            await report.WriteAsync(cancellation);
        }

        return figures.Targets().All(target => target.Met) ? ExitCode.Done : ExitCode.TargetMissed;
    }

    private Task<ForwardingFigures> MeasureAsync(CancellationToken cancellation) =>
        Terminal.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            int count = contenders.All.Count;
            ProgressTask warmUp = progress.AddTask("warm-up", maxValue: count);
            ProgressTask rounds = progress.AddTask($"{options.Rounds} rounds", maxValue: options.Rounds * count);
            ProgressTask large = progress.AddTask("5 MB bodies", maxValue: 1);
            foreach (Contender contender in contenders.All)
            {
                await ProbeAsync(contender, cancellation);
                await wrk.RunAsync(contender.Address, options.Connections, options.WarmUp, cancellation);
                warmUp.Increment(1);
            }

            IReadOnlyList<ContenderFigures> figures = await RoundsAsync(rounds, cancellation);
            using LargeBodies bodies = new(contenders.Gateway);
            return new ForwardingFigures(figures, await bodies.MeasureAsync(large.Increment, cancellation));
        });

    private async Task<IReadOnlyList<ContenderFigures>> RoundsAsync(
        ProgressTask progress, CancellationToken cancellation)
    {
        Dictionary<string, ContenderFigures> figures = contenders.All.ToDictionary(
            contender => contender.Name, contender => new ContenderFigures(contender.Name));
        for (int round = 0; round < options.Rounds; round++)
        {
            // Forth and back, so that a drift of the machine favours nobody.
            foreach (Contender contender in round % 2 == 0 ? contenders.All : contenders.All.Reverse())
            {
                await MeasureAsync(contender, figures[contender.Name], cancellation);
                progress.Increment(1);
            }
        }

        return [.. contenders.All.Select(contender => figures[contender.Name])];
    }

    private async Task MeasureAsync(Contender contender, ContenderFigures figures, CancellationToken cancellation)
    {
        TimeSpan before = ProcessorTime.Of(contender.Process.Id);
        WrkResult throughput = await LoadAsync(contender, options.Connections, cancellation);
        TimeSpan used = ProcessorTime.Of(contender.Process.Id) - before;
        figures.Add(
            throughput, used, await LoadAsync(contender, ForwardingBenchOptions.LatencyConnections, cancellation));
    }

    private async Task<WrkResult> LoadAsync(Contender contender, int connections, CancellationToken cancellation)
    {
        WrkResult result = await wrk.RunAsync(contender.Address, connections, options.Duration, cancellation);
        return result.Errors == 0
            ? result
            : throw new CommandFailedException(
                $"{contender.Name}: {result.Errors} calls failed, so its speed says nothing.");
    }

    /// <summary>A fast wrong answer must not be measured.</summary>
    private static async Task ProbeAsync(Contender contender, CancellationToken cancellation)
    {
        using HttpClient http = new();
        using StringContent request = new(BenchTraffic.Request, Encoding.UTF8, "text/xml");
        using HttpResponseMessage response = await http.PostAsync(contender.Address, request, cancellation);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (response.StatusCode != HttpStatusCode.OK || !answer.AsSpan().SequenceEqual(BenchTraffic.Answer))
        {
            throw new CommandFailedException(
                $"{contender.Name} answers {(int)response.StatusCode} and not what the backend said.");
        }
    }
}
