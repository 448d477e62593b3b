using Strangler.AquaCis.Json;
using Strangler.Gateway.Faults;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Operations;

/// <summary>What became of an operation: JSON, or a problem. Whoever has sent it disposes of it.</summary>
internal sealed record OperationAnswer(PooledReply Json, Problem? Problem) : IDisposable
{
    public void Dispose() => Json.Dispose();

    /// <summary>A refusal of the gateway's own, in the words of HTTP.</summary>
    public static Problem Of(Refusal refusal) => refusal.Outcome switch
    {
        "too-large" => new(ProblemTypes.TooLarge, refusal.Fault.Message),
        "too-slow" => new(ProblemTypes.TooSlow, refusal.Fault.Message),
        "broken-request" => new(ProblemTypes.BadRequest, refusal.Fault.Message),
        "legacy-timeout" => new(ProblemTypes.LegacyTimeout, refusal.Fault.Message),
        "legacy-unreachable" or "legacy-broken" => new(ProblemTypes.LegacyFailed, refusal.Fault.Message),
        "circuit-open" or "too-busy" => new(ProblemTypes.Busy, refusal.Fault.Message) { RetryAfter = 5 },
        "write-under-way" => new(ProblemTypes.UnderWay) { RetryAfter = 1 },
        "write-unknown" => new(ProblemTypes.LegacyTimeout, refusal.Fault.Message) { RetryAfter = 30 },
        "write-name-reused" => new(ProblemTypes.KeyReused, refusal.Fault.Message),
        "not-recorded" => new(ProblemTypes.NoDatabase, refusal.Fault.Message) { RetryAfter = 5 },
        "failed" => new(ProblemTypes.Failed),
        _ => new(ProblemTypes.Refused, refusal.Fault.Message) { Code = $"{refusal.Fault.Code}" },
    };

    /// <summary>
    /// A fault that AquaCIS, or the native core in its place, answered with: a declared one is a decision, one about
    /// the sender a request that it does not take; any other is a failure.
    /// </summary>
    public static Problem? Of(JsonReply reply) => reply switch
    {
        JsonReply.Answered => null,
        JsonReply.Fault { Code: "FailedAuthentication" or "InvalidSecurity" } fault =>
            new Problem(ProblemTypes.LegacyFailed, "AquaCIS does not accept the gateway's own account.")
            {
                Code = fault.Code,
            },
        JsonReply.Fault fault when fault.Code == "Client" || fault.Detail is not null =>
            new Problem(ProblemTypes.Refused, fault.Message) { Code = fault.Detail ?? fault.Code },
        JsonReply.Fault fault => new Problem(ProblemTypes.LegacyFailed, fault.Message) { Code = fault.Code },
        _ => new Problem(ProblemTypes.LegacyFailed, "What AquaCIS answered is not the reply of this operation."),
    };
}
