namespace Strangler.Cfdi.Stamping;

/// <summary>What is to be done next with a document that is not stamped yet.</summary>
public abstract record StampingStep
{
    private StampingStep() { }

    /// <summary>Verify what came back, and keep it.</summary>
    public sealed record Verify(byte[] Xml) : StampingStep;

    /// <summary>It is stamped; get the document by its UUID.</summary>
    public sealed record Fetch(Guid Uuid) : StampingStep;

    /// <summary>It may be stamped: ask the same PAC, nobody else, after a pause.</summary>
    public sealed record AskLater(string Reason, TimeSpan Pause) : StampingStep;

    /// <summary>It is certainly not stamped: send the same bytes, to this PAC, after a pause.</summary>
    public sealed record SendLater(string Pac, string Reason, TimeSpan Pause) : StampingStep;

    /// <summary>It is certainly not stamped, and too old: it must be dated and sealed anew.</summary>
    public sealed record Expire(string Reason) : StampingStep;

    /// <summary>Left to a person.</summary>
    /// <param name="MayBeStamped">Then it must not be sealed anew before that is known.</param>
    public sealed record Park(string Code, string Reason, bool MayBeStamped) : StampingStep;
}
