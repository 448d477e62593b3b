namespace Strangler.Pac.Calling;

/// <summary>How a call to a PAC ended.</summary>
internal abstract record PacReply
{
    private PacReply() { }

    public sealed record Answered(int Status, byte[] Body) : PacReply;

    /// <summary>No connection came about: nothing was sent.</summary>
    public sealed record Unreachable : PacReply;

    /// <summary>It may have arrived; no whole answer came back.</summary>
    public sealed record Lost(string Reason) : PacReply;
}
