using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>Money for a contract, as a collector says.</summary>
/// <param name="Write">Names it for ever, in at most 80 characters: the same again is not taken twice.</param>
/// <param name="Amount">Null pays everything.</param>
/// <param name="Paid">When the customer paid, as the collector says.</param>
/// <param name="Ticket">The collector's number of it, which names it too; null where it has none.</param>
public sealed record NewPayment(
    ContractNumber Contract, string Write, Money? Amount, PaymentMethod Method, DateOnly Paid, string? Ticket)
{
    /// <summary>
    /// The money is here already, so it is not refused: where nothing is owed, or the reference was cancelled
    /// meanwhile,
    /// it is the customer's credit. It has an amount then.
    /// </summary>
    public bool IsHere { get; init; }

    /// <summary>What the customer said it is for: settled before all else.</summary>
    public DocumentKey? First { get; init; }

    /// <summary>Who took it, for the ledger; null: the native payments.</summary>
    public string? Actor { get; init; }
}
