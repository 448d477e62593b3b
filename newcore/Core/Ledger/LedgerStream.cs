using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>Where a contract's stream of entries stands.</summary>
/// <param name="Version">Of the last entry; 0 before the first.</param>
/// <param name="Hash">Of the last entry; zeros before the first.</param>
public readonly record struct LedgerStream(
    ContractNumber Contract, long Version, EntryHash Hash, LedgerBalances Balances)
{
    public static LedgerStream Empty(ContractNumber contract) => new(contract, 0, default, default);

    /// <exception cref="InvalidOperationException">It is not the next entry of this stream.</exception>
    /// <exception cref="OverflowException">A balance would not fit.</exception>
    public LedgerStream Apply(LedgerEntry entry, ChartOfAccounts chart)
    {
        if (entry.Contract != Contract || entry.Version != Version + 1 || entry.PreviousHash != Hash)
        {
            throw new InvalidOperationException($"Entry {entry.Version} does not follow version {Version}.");
        }

        LedgerBalances after = Balances.Apply(entry.Content.Postings, chart);
        return this with
        {
            Version = entry.Version,
            Hash = entry.Hash,
            Balances = after with { Current = Balances.Current + entry.CurrentChange },
        };
    }
}
