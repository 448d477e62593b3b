using Strangler.Core.Payments;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Conekta;

/// <summary>Names that stand in events and in answers alike.</summary>
internal static class ConektaNames
{
    /// <summary>An order may have several charges, and is what can be asked for: both.</summary>
    public static string Charge(string order, string charge) => $"{order}:{charge}";

    /// <summary>Ours where we gave one, else what the payer was shown.</summary>
    public static string? Reference(JsonField charge, JsonField? order) =>
        charge["reference_id"].IdOrNull()
        ?? order?["metadata"]["reference"].IdOrNull()
        ?? charge["payment_method"]["reference"].DigitsOrIdOrNull()
        ?? charge["payment_method"]["clabe"].DigitsOrIdOrNull();

    public static PaymentMethod Method(JsonField method) => method["object"].Id() switch
    {
        "cash_payment" => new PaymentMethod('O', 1),
        "bank_transfer_payment" => new PaymentMethod('S', 3),
        "card_payment" => new PaymentMethod('C', (short)(IsDebit(method["account_type"]) ? 28 : 4)),
        _ => new PaymentMethod('O', 99),
    };

    private static bool IsDebit(JsonField account) =>
        !account.IsMissing && account.Text().Contains("debit", StringComparison.OrdinalIgnoreCase);
}
