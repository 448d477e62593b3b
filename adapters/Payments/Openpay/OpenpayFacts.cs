using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Payments.Calling;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Openpay;

/// <summary>What a transaction of Openpay is to us.</summary>
internal static class OpenpayFacts
{
    public static PaymentFact Of(string provider, JsonField transaction, PaymentFactKind kind, DateTimeOffset told)
    {
        string id = transaction["id"].Id();
        JsonField refund = transaction["refund"];
        bool named = kind == PaymentFactKind.Refunded && !refund.IsMissing;
        DateTimeOffset at = kind == PaymentFactKind.Paid && !transaction["operation_date"].IsMissing
            ? transaction["operation_date"].Iso() : told;
        return new PaymentFact(
            provider, $"{Name(kind)}:{(named ? refund["id"].Id() : id)}", kind, id, Reference(transaction),
            (named ? refund["amount"] : transaction["amount"]).Pesos(), transaction["currency"].Currency(), at,
            LocalDay.Of(at), Method(transaction),
            transaction["error_code"] is { IsMissing: false } code ? code.DigitsOrId() : null);
    }

    /// <summary>Our order where we gave one, else what the payer was shown.</summary>
    public static string? Reference(JsonField transaction)
    {
        JsonField method = transaction["payment_method"];
        return transaction["order_id"].IdOrNull() is { } order
            ? OrderName.ReferenceIn(order)
            : method["reference"].DigitsOrIdOrNull() ?? method["clabe"].DigitsOrIdOrNull();
    }

    private static PaymentMethod Method(JsonField transaction) => transaction["method"].Id() switch
    {
        "store" => new PaymentMethod('O', 1),
        "bank_account" => new PaymentMethod('S', 3),
        "card" => new PaymentMethod('C', (short)(IsDebit(transaction["card"]["type"]) ? 28 : 4)),
        _ => new PaymentMethod('C', 99),
    };

    private static bool IsDebit(JsonField type) => !type.IsMissing && type.Id() == "debit";

    private static string Name(PaymentFactKind kind) => kind switch
    {
        PaymentFactKind.Paid => "paid",
        PaymentFactKind.Expired => "expired",
        PaymentFactKind.Refunded => "refunded",
        PaymentFactKind.ChargedBack => "charged-back",
        PaymentFactKind.ChargebackWon => "chargeback-won",
        _ => "failed",
    };
}
