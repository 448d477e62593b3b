using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// A call that has been answered and is to be compared: copies only. Nothing of the caller's connection is kept, for
/// it is gone by the time the candidate is asked.
/// </summary>
/// <param name="Plan">The route it was answered under.</param>
/// <param name="ContentType">Of the request, as sent.</param>
/// <param name="Took">How long the primary took.</param>
internal sealed record ShadowedCall(
    Operation Operation, RoutePlan Plan, Side Primary, ReadOnlyMemory<byte> Request, string? ContentType,
    Observed Answer, TimeSpan Took, DateTimeOffset At)
{
    /// <summary>Of the answer's body; null where it is plain.</summary>
    public string? AnswerEncoding { get; init; }

    /// <summary>
    /// Of a payment: what legacy says it took off the contract's debt, or added to its credit. Read before and after,
    /// while no other payment of the contract was taken; null where that was not read.
    /// </summary>
    public Money? Paid { get; init; }

    public Side Candidate => Primary == Side.Legacy ? Side.Native : Side.Legacy;
}
