namespace Strangler.Postgres.Cfdi;

/// <summary>Whether a document was taken.</summary>
public abstract record EnqueueOutcome
{
    private EnqueueOutcome() { }

    public sealed record Queued(long Id) : EnqueueOutcome;

    /// <summary>The same bytes are there: nothing was done.</summary>
    public sealed record Already(long Id, string State) : EnqueueOutcome;

    /// <summary>Other bytes of the same version, or another living document of the source.</summary>
    public sealed record Refused(string Reason) : EnqueueOutcome;
}
