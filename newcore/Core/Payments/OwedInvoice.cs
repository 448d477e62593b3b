using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>What is left of an imported invoice, or what a payment settles of it.</summary>
public readonly record struct OwedInvoice(int Id, Money Amount);
