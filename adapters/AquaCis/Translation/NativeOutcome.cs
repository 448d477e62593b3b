using Strangler.AquaCis.Soap;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation;

/// <summary>What became of a request to the native core.</summary>
public abstract record NativeOutcome
{
    private NativeOutcome()
    {
    }

    /// <summary>The reply was written.</summary>
    public static NativeOutcome Replied { get; } = new Written();

    /// <summary>For a finding that an answer cannot be made from.</summary>
    public static NativeOutcome NoAnswer(FindingState state) => state switch
    {
        FindingState.Withheld => new Unanswered("withheld"),
        FindingState.Unknown => new Unanswered("unknown"),
        FindingState.TooLong => new Unanswered("too-long"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This can be answered."),
    };

    public sealed record Written : NativeOutcome;

    /// <summary>Nothing was done and nothing written: a query goes to legacy, once.</summary>
    /// <param name="Reason">One of few texts, for they are counted.</param>
    public sealed record Unanswered(string Reason) : NativeOutcome;

    /// <summary>A fault that is the answer; nothing was written.</summary>
    /// <param name="Reason">One of few texts, for they are counted.</param>
    public sealed record Refused(SoapFault Fault, string Reason) : NativeOutcome;
}
