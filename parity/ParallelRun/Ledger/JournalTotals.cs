using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Ledger;

/// <summary>What a journal comes to.</summary>
/// <param name="ControlSum">SHA-256 over the canonical text of all its lines, in hexadecimal.</param>
internal sealed record JournalTotals(long Entries, long Postings, Money Debit, Money Credit, string ControlSum)
{
    public bool IsBalanced => Debit == Credit;
}
