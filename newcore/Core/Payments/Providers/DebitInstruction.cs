using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Core.Payments.Providers;

/// <summary>One debit to be taken by mandate.</summary>
/// <param name="Reference">Ours, at most 30 digits, once in a batch.</param>
public sealed record DebitInstruction(string Reference, Clabe Account, Money Amount);
