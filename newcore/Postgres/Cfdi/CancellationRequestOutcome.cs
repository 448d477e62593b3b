namespace Strangler.Postgres.Cfdi;

/// <summary>Whether a document's cancellation was begun.</summary>
public abstract record CancellationRequestOutcome
{
    private CancellationRequestOutcome() { }

    public sealed record Begun(long Id) : CancellationRequestOutcome;

    /// <summary>The same is under way: nothing was done.</summary>
    public sealed record Already(long Id) : CancellationRequestOutcome;

    /// <param name="Code">A word: not-stamped, too-late, related-alive, no-substitute, wrong-motive.</param>
    public sealed record Refused(string Code, string Reason) : CancellationRequestOutcome;
}
