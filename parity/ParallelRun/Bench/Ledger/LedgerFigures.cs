using System.Globalization;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>Everything one run measured, in entries per second, and how it stands against the targets.</summary>
/// <param name="Singles">Of as many callers as the run had.</param>
internal sealed record LedgerFigures(
    LedgerRate BareCopy, LedgerRate Batches, LedgerRate BareInserts, LedgerRate Singles, LedgerRate OneBareInsert,
    LedgerRate OneSingle, TimeSpan Verifying, long Verified)
{
    private const double PostingsTarget = 30_000;
    private const double SinglesTarget = 2_500;

    public IReadOnlyList<LedgerRate> Rates => [BareCopy, Batches, BareInserts, Singles, OneBareInsert, OneSingle];

    public IReadOnlyList<Target> Targets()
    {
        double postings = Batches.Median * LedgerSamples.Postings;
        return
        [
            new Target(
                "postings/s, in batches", $">= {Number(PostingsTarget)}", Number(postings), postings >= PostingsTarget),
            new Target(
                "durable single entries/s, many callers", $">= {Number(SinglesTarget)}", Number(Singles.Median),
                Singles.Median >= SinglesTarget),
        ];
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
