namespace Strangler.Core.Payments;

/// <summary>How money came.</summary>
/// <param name="Channel">O store, B bank, S SPEI, C card, T office.</param>
/// <param name="Form">The tax authority's payment form: 1 cash, 3 transfer, 4 card.</param>
public readonly record struct PaymentMethod(char Channel, short Form)
{
    public static readonly PaymentMethod Office = new('T', 1);
    public static readonly PaymentMethod BankTransfer = new('B', 3);
}
