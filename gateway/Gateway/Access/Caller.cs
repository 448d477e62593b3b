using System.Collections.Frozen;

namespace Strangler.Gateway.Access;

/// <summary>Who asks, and what that one may do.</summary>
/// <param name="Name">For histories and the audit; that of a token's bearer begins with <c>token:</c>.</param>
/// <param name="PerSecond">Requests; null: the gateway's own setting.</param>
/// <param name="PerDay">Requests; null: the gateway's own setting.</param>
internal sealed record Caller(string Name, FrozenSet<string> Scopes, int? PerSecond = null, int? PerDay = null)
{
    /// <summary>Behind an endpoint that asks for a scope there always is one.</summary>
    public static Caller Of(HttpContext context) =>
        (context.Features.Get<Recognition>() as Recognition.Known)?.Caller
        ?? throw new InvalidOperationException("Nobody was recognised before this endpoint.");
}
