using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>What is to be posted to one contract's stream, at once or not at all.</summary>
/// <param name="IdempotencyKey">At most 100 characters; the same again posts nothing and gives the first entry.</param>
/// <param name="Kind">invoice-issued, payment-received, opening-balance...: past tense, kept for ever.</param>
/// <param name="BookedOn">The billing date of the journal.</param>
/// <param name="Document">The invoice, note or receipt it belongs to; null where there is none.</param>
/// <param name="Actor">Who: a person's user name or a process.</param>
/// <param name="Cause">Why, in words; what it corrects.</param>
public sealed record EntryDraft(
    ContractNumber Contract, string IdempotencyKey, string Kind, DateOnly BookedOn, string? Document, string Actor,
    string Cause, IReadOnlyList<Posting> Postings)
{
    /// <summary>The stream must be at this version, else nothing is posted; null: whatever it is at.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>
    /// By how much it moves what the customer is asked for now. Null: as much as it moves what is owed (payoff). A
    /// request for prepaid funds has an amount here and no postings; a prepaid charge has postings and zero here.
    /// </summary>
    public Money? CurrentChange { get; init; }
}
