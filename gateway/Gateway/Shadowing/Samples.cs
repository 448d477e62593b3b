using Strangler.AquaCis.Contracts;
using Strangler.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>What is kept of a call for people to look at, personal data masked.</summary>
internal static class Samples
{
    /// <summary>Characters kept of each body.</summary>
    private const int Limit = 8 * 1024;

    public static VerdictSample Of(ShadowedCall call, Observed candidate)
    {
        Operation operation = call.Operation;
        AnswerShape shape = AnswerShapes.Of(operation);
        return new VerdictSample(
            Masker.Mask(new Observed(0, call.ContentType, call.Request), AnswerShapes.OfRequest(operation), Limit),
            Masker.Mask(call.Answer, shape, Limit), Masker.Mask(candidate, shape, Limit));
    }

    /// <summary>The call as it is kept; what it came to is still to be said.</summary>
    public static VerdictRecord ToRecord(this ShadowedCall call) => new(
        call.At, call.Operation.Service, call.Operation.Name, call.Plan.Group?.ToString() ?? "", call.Plan.Version,
        call.Primary == Side.Native, CallOutcome.NotCompared, call.Took, CandidateTook: null);

    /// <param name="reason">One of few texts, for they are counted.</param>
    public static VerdictRecord NotCompared(this ShadowedCall call, string reason) =>
        call.ToRecord() with { Outcome = CallOutcome.NotCompared, Reason = reason };
}
