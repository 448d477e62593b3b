using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>What is left of an imported invoice, or what a payment settles of it.</summary>
/// <param name="Document">The opening document that stands for it; null before its contract's cut-over.</param>
public readonly record struct OwedInvoice(int Id, Money Amount, DocumentKey? Document = null);
