using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>What was posted: never changed, a correction is another entry.</summary>
/// <param name="Version">Its place in the contract's stream, from 1 without gaps.</param>
/// <param name="At">UTC, in whole microseconds, as the database keeps it.</param>
/// <param name="CurrentChange">By how much it moved what the customer is asked for.</param>
/// <param name="PreviousHash">That of the entry before it, or zeros.</param>
/// <param name="Hash">Over everything else here (<see cref="EntryEncoding"/>).</param>
public sealed record LedgerEntry(
    EntryDraft Content, long Version, DateTimeOffset At, Money CurrentChange, EntryHash PreviousHash, EntryHash Hash)
{
    public ContractNumber Contract => Content.Contract;

    /// <summary>Whether its hash is that of its content.</summary>
    public bool IsUntouched() => EntryEncoding.HashOf(Content, CurrentChange, Version, At, PreviousHash) == Hash;
}
