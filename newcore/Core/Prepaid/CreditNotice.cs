using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>Something to tell a customer once.</summary>
/// <param name="Amount">The threshold, the emergency limit, or the funds asked for.</param>
public readonly record struct CreditNotice(NoticeKind Kind, Money Amount);
