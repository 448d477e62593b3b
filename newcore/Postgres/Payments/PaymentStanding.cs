using Strangler.Core.Billing;
using Strangler.Core.Payments;

namespace Strangler.Postgres.Payments;

/// <summary>What decides on a payment.</summary>
/// <param name="Decided">Null where it is to be taken.</param>
/// <param name="Owed">Imported invoices with something left, oldest first.</param>
/// <param name="IsOnHold">What is paid settles nothing, and is kept blocked.</param>
/// <param name="Documents">Native documents with something left, those of brought-over invoices among them.</param>
internal sealed record PaymentStanding(PaymentOutcome? Decided, List<OwedInvoice> Owed, List<OpenAmount> Documents,
    bool IsOnHold)
{
    /// <summary>It has a prepaid agreement: all money is welcome, and charges are set off at once.</summary>
    public bool IsPrepaid { get; init; }
}
