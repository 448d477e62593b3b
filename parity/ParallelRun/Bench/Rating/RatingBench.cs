using Spectre.Console;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>Rates the same contracts over and over on one thread, from their readings to the lines.</summary>
internal sealed class RatingBench(RatingBenchOptions options)
{
    private const int Few = 4_000;
    private const int Many = 400_000;
    private const int Batch = 2_000;
    private static readonly int Self = Environment.ProcessId;
    private static readonly ConsumptionRules Rules = new() { ReviewZero = false };

    private readonly RatedBill _bill = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        RatingFigures figures = Terminal.Console.Progress().AutoClear(true)
            .Start(progress => Measure(progress, cancellation));
        return await new RatingReport(options, figures).ShowAsync(options.Write, cancellation);
    }

    private RatingFigures Measure(ProgressContext progress, CancellationToken cancellation)
    {
        RatingCase[] few = new RatingPopulation(Few).Cases;
        RatingCase[] many = new RatingPopulation(Many).Cases;
        double lines = Check(few);
        List<double>[] rates = [[], [], []];
        ProgressTask task = progress.AddTask("rating", maxValue: (options.Rounds + 1) * rates.Length);
        for (int round = 0; round <= options.Rounds; round++)
        {
            double[] measured =
            [
                PerSecond(few, Rate, task, cancellation), PerSecond(many, Rate, task, cancellation),
                PerSecond(few, RatePlainly, task, cancellation),
            ];

            // The first round warms up.
            for (int kind = 0; kind < rates.Length && round > 0; kind++)
            {
                rates[kind].Add(measured[kind]);
            }
        }

        return new RatingFigures(
            new RatingRate("engine", rates[0]), new RatingRate("engine, 400,000", rates[1]),
            new RatingRate("plain decimals", rates[2]), lines, BytesPerBill(few));
    }

    private double BytesPerBill(RatingCase[] cases)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (RatingCase one in cases)
        {
            Rate(one);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)cases.Length;
    }

    private double PerSecond(
        RatingCase[] cases, Action<RatingCase> rate, ProgressTask task, CancellationToken cancellation)
    {
        long started = TimeProvider.System.GetTimestamp();
        TimeSpan before = ProcessorTime.Of(Self);
        long done = 0;
        int at = 0;
        while (TimeProvider.System.GetElapsedTime(started) < options.Duration)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int one = 0; one < Batch; one++)
            {
                rate(cases[at]);
                at = at + 1 == cases.Length ? 0 : at + 1;
            }

            done += Batch;
        }

        task.Increment(1);
        return done / (ProcessorTime.Of(Self) - before).TotalSeconds;
    }

    private void Rate(RatingCase one)
    {
        one.Facts.Quantity = QuantityOf(one);
        RatingEngine.Rate(one.Plan, one.Facts, _bill);
    }

    private static void RatePlainly(RatingCase one)
    {
        one.Facts.Quantity = QuantityOf(one);
        DecimalReference.Rate(one.Plan.Plan, one.Facts);
    }

    private static decimal QuantityOf(RatingCase one) =>
        ConsumptionCalculator.Measure(
            one.Meters, one.Readings, one.Facts.PeriodStart, one.Facts.PeriodEnd, Rules)
            is ConsumptionOutcome.Measured measured
            ? measured.Quantity : throw new CommandFailedException("A reading of the bench is not plausible.");

    /// <summary>A fast wrong bill must not be measured. Gives the lines per bill.</summary>
    private double Check(RatingCase[] cases)
    {
        long lines = 0;
        foreach (RatingCase one in cases)
        {
            Rate(one);
            ReferenceBill reference = DecimalReference.Rate(one.Plan.Plan, one.Facts);
            if (_bill.Total.Pesos != reference.Total || _bill.Tax.Pesos != reference.Tax
                || _bill.LineCount != reference.Lines.Count)
            {
                throw new CommandFailedException($"{_bill.Total} is not {reference.Total}.");
            }

            lines += _bill.LineCount;
        }

        return lines / (double)cases.Length;
    }
}
