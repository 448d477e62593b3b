using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>Invoices that somebody wants printed, or sent, together.</summary>
/// <param name="Person">Who asked; null is the holder of the first contract.</param>
/// <param name="Contracts">Whose invoices, at least one; at most <see cref="ContractLimit"/>.</param>
/// <param name="Email">Where to send them, or null.</param>
public sealed record PrintRequest(
    int? Person, IReadOnlyList<ContractNumber> Contracts, IssuedBetween Issued, string? Description, string? Language,
    string? Email)
{
    public const int ContractLimit = 100;

    /// <summary>Requests of one person that may wait.</summary>
    public const int WaitingLimit = 200;
}
