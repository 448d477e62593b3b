using Strangler.Core.Payments.Receipts;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>Kinds of facts as they are kept.</summary>
internal static class FactKinds
{
    private static readonly (PaymentFactKind Kind, string Name)[] Names =
    [
        (PaymentFactKind.Paid, "paid"),
        (PaymentFactKind.Reversed, "reversed"),
        (PaymentFactKind.ChargedBack, "charged-back"),
        (PaymentFactKind.ChargebackWon, "chargeback-won"),
        (PaymentFactKind.Refunded, "refunded"),
        (PaymentFactKind.Failed, "failed"),
        (PaymentFactKind.Expired, "expired"),
    ];

    public static string NameOf(PaymentFactKind kind) => Names.First(one => one.Kind == kind).Name;

    public static PaymentFactKind Read(string name) => Names.First(one => one.Name == name).Kind;

    /// <summary>Whether money has moved.</summary>
    public static bool MovesMoney(PaymentFactKind kind) =>
        kind is not (PaymentFactKind.Failed or PaymentFactKind.Expired);
}
