using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary>One posting as an ERP takes it.</summary>
/// <param name="EntryHash">Of the entry it belongs to: kept outside the database, it proves the entry.</param>
internal sealed record JournalLine(
    DateOnly BookedOn, int Contract, long Version, string Kind, string? Document, string Account, Money Debit,
    Money Credit, string EntryHash)
{
    /// <summary>What the control sum is over, the same for every format.</summary>
    public string Canonical => string.Create(
        CultureInfo.InvariantCulture,
        $"{BookedOn:yyyy-MM-dd}|{Contract}|{Version}|{Kind}|{Document}|{Account}|{Debit}|{Credit}|{EntryHash}\n");

    public static IEnumerable<JournalLine> Of(LedgerEntry entry) => entry.Content.Postings.Select(
        posting => new JournalLine(
            entry.Content.BookedOn, entry.Contract.Value, entry.Version, entry.Content.Kind, entry.Content.Document,
            posting.Account.Code, posting.Amount > Money.Zero ? posting.Amount : Money.Zero,
            posting.Amount < Money.Zero ? Money.Zero - posting.Amount : Money.Zero, entry.Hash.ToString()));
}
