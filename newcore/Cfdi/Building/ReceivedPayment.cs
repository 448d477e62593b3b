using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.Cfdi.Building;

/// <summary>Money received.</summary>
/// <param name="PaidAt">Local time; noon where only the day is known.</param>
/// <param name="Form">c_FormaPago.</param>
/// <param name="Amount">All of it; what is more than the invoices take stays the customer's and in no document.</param>
/// <param name="Operation">The bank's number; null without.</param>
/// <param name="Invoices">Only those to be paid later (PPD).</param>
public sealed record ReceivedPayment(
    DateTime PaidAt, string Form, Money Amount, string? Operation, IReadOnlyList<PaidInvoice> Invoices)
{
    public BankAccount? From { get; init; }

    public BankAccount? To { get; init; }
}
