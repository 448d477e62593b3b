using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>What became of a shadowed call.</summary>
/// <param name="Candidate">Null where the candidate gave no answer.</param>
/// <param name="IsNoise">Legacy's own two answers differ in the same places: the difference says nothing.</param>
internal sealed record Comparison(
    ShadowedCall Call, Verdict Verdict, Observed? Candidate, TimeSpan CandidateTook, bool IsNoise = false);
