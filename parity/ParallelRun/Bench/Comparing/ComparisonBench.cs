using System.Diagnostics;
using Spectre.Console;
using Strangler.Parity;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>Judges the same pairs over and over on one thread, reading both answers each time.</summary>
internal sealed class ComparisonBench(ComparisonBenchOptions options)
{
    private const int Batch = 200;
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly int Self = Environment.ProcessId;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        ComparisonSamples samples = new();
        ComparisonFigures figures = Terminal.Console.Progress().AutoClear(true)
            .Start(progress => Measure(samples, progress, cancellation));
        return await new ComparisonReport(options, figures).ShowAsync(options.Write, cancellation);
    }

    private ComparisonFigures Measure(
        ComparisonSamples samples, ProgressContext progress, CancellationToken cancellation)
    {
        IReadOnlyList<ComparisonSample> all = samples.All;
        List<double>[] rates = [.. all.Select(_ => new List<double>())];
        ProgressTask task = progress.AddTask("comparing", maxValue: (options.Rounds + 1) * all.Count);
        for (int round = 0; round <= options.Rounds; round++)
        {
            for (int kind = 0; kind < all.Count; kind++)
            {
                double rate = PerSecond(all[kind], cancellation);
                task.Increment(1);

                // The first round warms up.
                if (round > 0)
                {
                    rates[kind].Add(rate);
                }
            }
        }

        return new ComparisonFigures(
            samples.Bytes, [.. all.Zip(rates, (sample, measured) => new ComparisonRate(sample.Name, measured))]);
    }

    private double PerSecond(ComparisonSample sample, CancellationToken cancellation)
    {
        AnswerShape shape = ComparisonSamples.Shape;
        Check(sample, Judge.Compare(sample.Primary, sample.Candidate, shape, [], Now));
        TimeSpan before = ProcessorTime.Of(Self);
        Stopwatch watch = Stopwatch.StartNew();
        long done = 0;
        while (watch.Elapsed < options.Duration)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int at = 0; at < Batch; at++)
            {
                Judge.Compare(sample.Primary, sample.Candidate, shape, [], Now);
            }

            done += Batch;
        }

        return done / (ProcessorTime.Of(Self) - before).TotalSeconds;
    }

    /// <summary>A fast wrong verdict must not be measured.</summary>
    private static void Check(ComparisonSample sample, Verdict verdict)
    {
        if (verdict is Verdict.Different != sample.Differs || verdict is Verdict.Inconclusive)
        {
            throw new CommandFailedException($"{sample.Name}: the verdict is {verdict}.");
        }
    }
}
