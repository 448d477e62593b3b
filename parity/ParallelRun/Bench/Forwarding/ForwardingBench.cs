using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>One run: start everything, warm up, measure in interleaved rounds, then the large bodies.</summary>
internal sealed class ForwardingBench(ForwardingBenchOptions options, Contenders contenders)
{
    public static async Task<int> RunAsync(ForwardingBenchOptions options, CancellationToken cancellation)
    {
        await BenchTools.EnsureAsync(["wrk", .. options.Contenders.Where(IsProxy)], cancellation);
        await using BenchDatabase? database = options.Contenders.Intersect(Contender.Routed).Any()
            ? await BenchDatabase.OpenAsync(Console.Error.WriteLine, cancellation)
            : null;
        string? answers = database is null ? null : await WriteAnswersAsync(database, cancellation);
        ForwardingFigures figures;
        await using (Contenders contenders = new(options.Contenders, database))
        {
            await contenders.StartAsync(answers, cancellation);
            figures = await new ForwardingBench(options, contenders).MeasureAsync(cancellation);
        }

        return await new ForwardingReport(options, figures).ShowAsync(options.Write, cancellation);
    }

    private static bool IsProxy(string name) => name is Contender.Nginx or Contender.Haproxy;

    private static async Task<string> WriteAnswersAsync(BenchDatabase database, CancellationToken cancellation)
    {
        string file = Path.Combine(Repository.Scratch, "answers.txt");
        string[] modes = ["shadow", "native", "native-shadow"];
        await DebtAnswers.WriteAsync(
            file, await database.LoadAsync(cancellation), modes.SelectMany(BenchDatabase.ContractsOf), cancellation);
        return file;
    }

    private Task<ForwardingFigures> MeasureAsync(CancellationToken cancellation) =>
        Terminal.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            int count = contenders.All.Count;
            ProgressTask warmUp = progress.AddTask("warm-up", maxValue: count);
            ProgressTask rounds = progress.AddTask($"{options.Rounds} rounds", maxValue: options.Rounds * count);
            ProgressTask large = progress.AddTask("5 MB bodies", maxValue: 1);
            using ContenderProbe probe = new();
            foreach (Contender contender in contenders.All)
            {
                await probe.CheckAsync(contender, cancellation);
                await Wrk.RunAsync(contender, options.Connections, options.WarmUp, cancellation);
                warmUp.Increment(1);
            }

            IReadOnlyList<ContenderFigures> figures = await RoundsAsync(rounds, cancellation);
            long[] loaded =
            [
                .. contenders.All.Where(contender => Contender.Routed.Contains(contender.Name))
                    .Select(contender => ResidentMemory.Peak(contender.Process.Id)),
            ];
            LargeBodyFigures? bodies = contenders.Find(Contender.Gateway) is { } gateway
                ? await LargeAsync(gateway, large, cancellation)
                : null;
            return new ForwardingFigures(figures, bodies, loaded.Length == 0 ? null : loaded.Max());
        });

    private static async Task<LargeBodyFigures> LargeAsync(
        Contender gateway, ProgressTask progress, CancellationToken cancellation)
    {
        using LargeBodies bodies = new(gateway);
        return await bodies.MeasureAsync(progress.Increment, cancellation);
    }

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
        WrkResult result = await Wrk.RunAsync(contender, connections, options.Duration, cancellation);
        return result.Errors == 0
            ? result
            : throw new CommandFailedException(
                $"{contender.Name}: {result.Errors} calls failed, so its speed says nothing.");
    }
}
