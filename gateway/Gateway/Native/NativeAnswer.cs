using Strangler.AquaCis.Soap;
using Strangler.Core.Payments;

namespace Strangler.Gateway.Native;

/// <summary>What the native core makes of a request.</summary>
internal abstract record NativeAnswer
{
    private NativeAnswer()
    {
    }

    /// <summary>A reply with status 200; whoever sends it disposes of it.</summary>
    public sealed record Answered(PooledReply Reply) : NativeAnswer
    {
        /// <summary>What became of money; null where none was to be taken.</summary>
        public PaymentOutcome? Payment { get; init; }
    }

    /// <summary>A fault that is the answer, with status 500: legacy would refuse it too.</summary>
    /// <param name="Outcome">What metrics call it.</param>
    public sealed record Refused(SoapFault Fault, string Outcome) : NativeAnswer;

    /// <summary>No answer: a query goes to legacy, once.</summary>
    /// <param name="Reason">What metrics call it; one of <see cref="NativeFailure"/>.</param>
    public sealed record Failed(string Reason) : NativeAnswer;
}
