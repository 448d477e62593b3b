using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>Whether a draft becomes an entry.</summary>
public static class LedgerDecisions
{
    /// <param name="first">The entry that has the draft's key in this stream; null where none has.</param>
    /// <param name="now">Cut to whole microseconds.</param>
    public static LedgerOutcome Decide(
        LedgerStream stream, EntryDraft draft, LedgerEntry? first, ChartOfAccounts chart, DateTimeOffset now)
    {
        if (first is not null)
        {
            return IsSame(first, draft, chart)
                ? new LedgerOutcome.Repeated(first)
                : Refuse(
                    LedgerRefusal.KeyReused,
                    $"The key was used for version {first.Version}, {first.Content.Kind}, with other content.");
        }

        if (draft.ExpectedVersion is { } expected && expected != stream.Version)
        {
            return Refuse(
                LedgerRefusal.VersionConflict, $"Version {expected} was expected, but {stream.Version} it is.");
        }

        return DraftCheck.Check(draft, chart) ?? Post(stream, draft, chart, now);
    }

    private static LedgerOutcome Post(
        LedgerStream stream, EntryDraft draft, ChartOfAccounts chart, DateTimeOffset now)
    {
        try
        {
            Money current = CurrentChangeOf(draft, chart);
            DateTimeOffset at = WholeMicroseconds(now);
            EntryHash hash = EntryEncoding.HashOf(draft, current, stream.Version + 1, at, stream.Hash);
            LedgerEntry entry = new(draft, stream.Version + 1, at, current, stream.Hash, hash);
            _ = stream.Apply(entry, chart);
            return new LedgerOutcome.Posted(entry);
        }
        catch (OverflowException)
        {
            return Refuse(LedgerRefusal.TooLarge, "A balance of the contract would be beyond what is kept.");
        }
    }

    /// <summary>
    /// A retry may come from another process and say why in other words; what it posts must be the same.
    /// </summary>
    private static bool IsSame(LedgerEntry first, EntryDraft draft, ChartOfAccounts chart) =>
        first.Content.Kind == draft.Kind
        && first.Content.BookedOn == draft.BookedOn
        && first.Content.Document == draft.Document
        && first.Content.Postings.SequenceEqual(draft.Postings)
        && first.CurrentChange == CurrentChangeOf(draft, chart);

    /// <summary>Its postings are those of an entry, or were checked.</summary>
    private static Money CurrentChangeOf(EntryDraft draft, ChartOfAccounts chart) =>
        draft.CurrentChange ?? default(LedgerBalances).Apply(draft.Postings, chart).Payoff;

    private static DateTimeOffset WholeMicroseconds(DateTimeOffset now) =>
        new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static LedgerOutcome.Refused Refuse(LedgerRefusal reason, string detail) => new(reason, detail);
}
