using Strangler.Core.Payments.Receipts;

namespace Strangler.Core.Payments.Providers;

/// <summary>Whether a provider, asked again, says the same as its webhook said.</summary>
public static class ChargeCheck
{
    /// <returns>What differs; null: nothing.</returns>
    public static string? Difference(PaymentFact told, ProviderCharge found)
    {
        if (told.Charge != found.Charge)
        {
            return "charge";
        }

        if (told.Currency != found.Currency)
        {
            return "currency";
        }

        // A refund may be of a part; the charge keeps its amount.
        if (told.Kind is PaymentFactKind.Paid or PaymentFactKind.Failed or PaymentFactKind.Expired
            ? told.Amount != found.Amount : told.Amount > found.Amount)
        {
            return "amount";
        }

        return told.Reference is not null && found.Reference is not null && told.Reference != found.Reference
            ? "reference"
            : Agrees(told.Kind, found.Status) ? null : "status";
    }

    private static bool Agrees(PaymentFactKind told, ChargeStatus found) => told switch
    {
        // Later events may have come about meanwhile; that it was paid stays true.
        PaymentFactKind.Paid => found is ChargeStatus.Paid or ChargeStatus.Refunded or ChargeStatus.ChargedBack,
        PaymentFactKind.Failed or PaymentFactKind.Expired =>
            found is ChargeStatus.Failed or ChargeStatus.Expired or ChargeStatus.Cancelled,
        PaymentFactKind.Refunded => found is ChargeStatus.Refunded or ChargeStatus.Paid,
        PaymentFactKind.ChargedBack or PaymentFactKind.ChargebackWon =>
            found is ChargeStatus.ChargedBack or ChargeStatus.Paid,
        _ => true,
    };
}
