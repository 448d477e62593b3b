using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>Invoices with four postings each, of contracts in turn.</summary>
internal static class LedgerSamples
{
    public const int Postings = 4;
    public const int Contracts = 20_000;

    private const string Actor = "billing-run";
    private static readonly DateOnly Day = new(2026, 2, 3);

    /// <param name="number">Makes key and document: one that was not used before.</param>
    public static EntryDraft Invoice(long number)
    {
        long net = 10_000 + (number % 50_000);
        long sewerage = net / 10;
        long tax = (net + sewerage) * 16 / 100;
        string document = $"FA2026{number:D10}";
        return new EntryDraft(
            new ContractNumber((int)(number % Contracts) + 1), $"invoice-{document}", "invoice-issued",
            Day.AddDays((int)(number / Contracts % 28)), document, Actor, "period 2 of 2026",
            [
                new(LedgerAccount.Receivable, new Money(net + sewerage + tax)),
                new(LedgerAccount.Revenue(1), new Money(-net)),
                new(LedgerAccount.Revenue(2), new Money(-sewerage)),
                new(LedgerAccount.TaxPayable, new Money(-tax)),
            ]);
    }
}
