namespace Strangler.Payments.Calling;

/// <summary>How a call to a provider ended.</summary>
internal abstract record ProviderReply
{
    private ProviderReply() { }

    public sealed record Answered(int Status, byte[] Body) : ProviderReply;

    /// <summary>No connection came about, or the provider turned us away before it looked: nothing was done.</summary>
    public sealed record Unavailable(string Reason) : ProviderReply;

    /// <summary>It may have arrived; no whole answer came back.</summary>
    public sealed record Lost(string Reason) : ProviderReply;
}
