namespace Strangler.Payments.Calling;

/// <summary>How a call to a provider ended.</summary>
internal abstract record ProviderReply
{
    private ProviderReply() { }

    public sealed record Answered(int Status, byte[] Body) : ProviderReply;

    /// <summary>No connection came about, or the provider turned us away before it looked: nothing was done.</summary>
    public sealed record Unavailable(string Reason) : ProviderReply;

    /// <summary>
    /// HTTP 503: the provider says that it does nothing now. Believed where a mistake costs nothing (a charge that
    /// nobody is shown is not paid), not where money goes out.
    /// </summary>
    public sealed record Closed(string Reason) : ProviderReply;

    /// <summary>It may have arrived; no whole answer came back.</summary>
    public sealed record Lost(string Reason) : ProviderReply;
}
