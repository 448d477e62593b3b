namespace Strangler.Core.Payments.Receipts;

/// <summary>What happened to money.</summary>
public enum PaymentFactKind
{
    /// <summary>It was paid, for good.</summary>
    Paid,

    /// <summary>
    /// A payment was taken back by whoever collected it: a mistake, a returned debit, a bounced cheque.
    /// </summary>
    Reversed,

    /// <summary>A card's holder disputed the payment, and the bank took the money.</summary>
    ChargedBack,

    /// <summary>A chargeback was decided for us: the money is ours again.</summary>
    ChargebackWon,

    /// <summary>We gave the money back, and it arrived.</summary>
    Refunded,

    /// <summary>An attempt came to nothing; no money has moved.</summary>
    Failed,

    /// <summary>What was asked can be paid no more; no money has moved.</summary>
    Expired,
}
