using System.Globalization;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Bench.Billing;

/// <param name="CopiedRows">Of all runs: documents, lines, ledger entries, balances.</param>
/// <param name="CopyOne">The bare COPY of them on one connection.</param>
/// <param name="CopyMany">On as many connections as the run had workers.</param>
/// <param name="Memory">The highest of the large run, in bytes.</param>
internal sealed record BillingFigures(
    BillingBenchOptions Options, TimeSpan Small, TimeSpan Large, RunProgress Totals, long CopiedRows, TimeSpan CopyOne,
    TimeSpan CopyMany, long Memory)
{
    private const double MostSeconds = 90;
    private const double UsualContracts = 400_000;
    private const double LeastShare = 0.5;
    private const double MostMemory = 1.5 * 1024 * 1024 * 1024;
    private const double MostGrowth = 1.5;

    /// <summary>A document, an entry and a balance of each bill, and its lines.</summary>
    public long Rows => (Totals.Billed * 3) + Totals.Lines;

    public double RunRows => Rows / Large.TotalSeconds;

    public double CopyOneRows => CopiedRows / CopyOne.TotalSeconds;

    public double CopyManyRows => CopiedRows / CopyMany.TotalSeconds;

    /// <summary>
    /// Time of a contract in the large run, to that in the small one; below 1 where the start weighs in.
    /// </summary>
    public double Growth =>
        Large.TotalSeconds / Options.Contracts / (Small.TotalSeconds / Options.SmallContracts);

    public IReadOnlyList<Target> Targets()
    {
        double limit = MostSeconds * Options.Contracts / UsualContracts;
        return
        [
            new(Text($"{Options.Contracts:N0} contracts rated, posted and stored"), Text($"<= {limit:F0} s"),
                Text($"{Large.TotalSeconds:F1} s"), Large.TotalSeconds <= limit),
            new("rows/s, run / bare COPY", Text($">= {LeastShare:F1}"), Text($"{RunRows / CopyOneRows:F2}"),
                RunRows / CopyOneRows >= LeastShare),
            new("memory, highest", "< 1,536 MB", Text($"{Memory / 1024 / 1024:N0} MB"), Memory < MostMemory),
            new(Text($"time of a contract, {Options.Contracts:N0} / {Options.SmallContracts:N0}"),
                Text($"<= {MostGrowth:F1}"), Text($"{Growth:F2}"), Growth <= MostGrowth),
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
