using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Receipts;

/// <summary>One thing that happened to money, as a provider, a bank's file or a till says.</summary>
/// <param name="Provider">Who says it, as configured: at most 20 characters.</param>
/// <param name="Key">
/// Names what happened, not the message that told it: the same money told twice has one key. At most 120 characters.
/// </param>
/// <param name="Charge">The provider's own number of the charge, by which it is asked again; null where it has
/// none.</param>
/// <param name="Reference">What it was paid against: a reference, a CLABE or an order of ours; null where nothing
/// is said.
/// </param>
/// <param name="Amount">Above zero, whatever the kind.</param>
/// <param name="Currency">ISO 4217; only MXN is applied.</param>
/// <param name="At">When the provider says it happened.</param>
/// <param name="Day">The day that counts for the customer; in Mexico City's time where the provider gives none.</param>
/// <param name="Why">For what is not a plain payment: the provider's code of the reason; never names or
/// accounts.</param>
public sealed record PaymentFact(
    string Provider, string Key, PaymentFactKind Kind, string? Charge, string? Reference, Money Amount,
    string Currency, DateTimeOffset At, DateOnly Day, PaymentMethod Method, string? Why = null);
