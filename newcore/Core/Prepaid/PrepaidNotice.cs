using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>A notice to be sent. It has no text: who sends it has the words and the customer's address.</summary>
/// <param name="Key">Names it for ever.</param>
public sealed record PrepaidNotice(
    ContractNumber Contract, string Key, NoticeKind Kind, NoticeChannel Channel, Money Amount);
