namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>What is remembered of a stamped document: enough to stamp the same bytes the same way again.</summary>
/// <param name="stampedAt">As in the stamp.</param>
/// <param name="at">Of the document's date.</param>
internal sealed class StampedEntry(
    Guid uuid, string stampedAt, string issuer, string receiver, string total, string type, DateTimeOffset at,
    IReadOnlyList<Guid> related)
{
    public Guid Uuid => uuid;

    public string StampedAt => stampedAt;

    public string Issuer => issuer;

    public string Receiver => receiver;

    public string Total => total;

    public string Type => type;

    public DateTimeOffset At => at;

    public IReadOnlyList<Guid> Related => related;

    /// <summary>Vigente, or what became of a request for cancellation.</summary>
    public Cancelling.CancellationState Cancellation { get; set; } = Cancelling.CancellationState.None;

    public bool IsCancelled => Cancellation is Cancelling.CancellationState.Accepted
        or Cancelling.CancellationState.AtOnce or Cancelling.CancellationState.Lapsed;

    public DateTimeOffset AskedAt { get; set; }
}
