using Strangler.Core.Identity;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>What a candidate said, or why it said nothing.</summary>
/// <param name="Failure">One of few texts, for they are counted.</param>
internal readonly record struct CandidateAnswer(Observed? Answer, string? Failure = null)
{
    /// <summary>What it would have taken, of a payment; null where it is none.</summary>
    public Money? Paid { get; init; }
}
