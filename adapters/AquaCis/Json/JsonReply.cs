namespace Strangler.AquaCis.Json;

/// <summary>What a SOAP answer turned out to be.</summary>
public abstract record JsonReply
{
    private JsonReply()
    {
    }

    /// <summary>The reply, now written as JSON.</summary>
    public sealed record Answered : JsonReply;

    /// <summary>A fault.</summary>
    /// <param name="Code">The local name of its faultcode: <c>Server</c>, <c>FailedAuthentication</c> ...</param>
    /// <param name="Message">Its faultstring.</param>
    /// <param name="Detail">The element inside its detail; null where it has none.</param>
    public sealed record Fault(string Code, string Message, string? Detail) : JsonReply;

    /// <summary>No SOAP, or not the reply of this operation.</summary>
    public sealed record NotUnderstood : JsonReply;
}
