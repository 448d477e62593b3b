using Spectre.Console;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>One run: start everything, warm up, measure in interleaved rounds.</summary>
internal sealed class RestBench(RestBenchOptions options, RestDatabases databases, RestContenders contenders)
{
    public static async Task<int> RunAsync(RestBenchOptions options, CancellationToken cancellation)
    {
        await BenchTools.EnsureAsync(["wrk"], cancellation);
        await using RestDatabases databases = await RestDatabases.OpenAsync(cancellation);
        string answers = Path.Combine(Repository.Scratch, "rest-answers.txt");
        await DebtAnswers.WriteAsync(
            answers, await databases.Routed.LoadAsync(cancellation), BenchDatabase.ContractsOf("native"), cancellation);
        RestFigures figures;
        await using (RestContenders contenders = new())
        {
            await contenders.StartAsync(databases, answers, cancellation);
            figures = await new RestBench(options, databases, contenders).MeasureAsync(cancellation);
        }

        return await new RestReport(options, figures).ShowAsync(options.Write, cancellation);
    }

    private Task<RestFigures> MeasureAsync(CancellationToken cancellation) =>
        Terminal.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            int count = contenders.All.Count + 1;
            ProgressTask warmUp = progress.AddTask("warm-up", maxValue: count);
            ProgressTask rounds = progress.AddTask($"{options.Rounds} rounds", maxValue: options.Rounds * count);
            using WriteLoad writes = new(contenders.Native, databases.RoutedKey);
            using RestProbe probe = new(databases);
            foreach (Contender contender in contenders.All)
            {
                await probe.CheckAsync(contender, cancellation);
                await Wrk.RunAsync(contender, options.Connections, options.Duration, cancellation);
                warmUp.Increment(1);
            }

            // At this rate it takes longer till all is compiled as it will stay.
            await writes.MeasureAsync(RestBenchOptions.WriteWarmUp, cancellation);
            return await RoundsAsync(writes, rounds, cancellation);
        });

    private async Task<RestFigures> RoundsAsync(
        WriteLoad writes, ProgressTask progress, CancellationToken cancellation)
    {
        Dictionary<string, ContenderFigures> figures = contenders.All.ToDictionary(
            contender => contender.Name, contender => new ContenderFigures(contender.Name));
        List<double[]> written = [];
        for (int round = 0; round < options.Rounds; round++)
        {
            // Forth and back, so that a drift of the machine favours nobody.
            foreach (Contender contender in round % 2 == 0 ? contenders.All : contenders.All.Reverse())
            {
                await MeasureAsync(contender, figures[contender.Name], cancellation);
                progress.Increment(1);
            }

            written.Add(await writes.MeasureAsync(options.Duration, cancellation));
            progress.Increment(1);
        }

        return new RestFigures([.. contenders.All.Select(contender => figures[contender.Name])], written);
    }

    private async Task MeasureAsync(Contender contender, ContenderFigures figures, CancellationToken cancellation)
    {
        TimeSpan before = ProcessorTime.Of(contender.Process.Id);
        WrkResult throughput = await LoadAsync(contender, options.Connections, cancellation);
        TimeSpan used = ProcessorTime.Of(contender.Process.Id) - before;
        figures.Add(throughput, used, await LoadAsync(contender, RestBenchOptions.LatencyConnections, cancellation));
    }

    private async Task<WrkResult> LoadAsync(Contender contender, int connections, CancellationToken cancellation)
    {
        WrkResult result = await Wrk.RunAsync(contender, connections, options.Duration, cancellation);
        return result.Errors == 0
            ? result
            : throw new CommandFailedException(
                $"{contender.Name}: {result.Errors} calls failed, so its speed says nothing.");
    }
}
