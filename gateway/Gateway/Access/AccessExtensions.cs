using Strangler.Core.Access;

namespace Strangler.Gateway.Access;

/// <summary>Every endpoint says with one of these who may call it; one that says neither answers nobody.</summary>
internal static class AccessExtensions
{
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder
    {
        if (!Scopes.IsKnown(scope))
        {
            throw new InvalidOperationException($"There is no scope {scope}.");
        }

        return endpoint.WithMetadata(new RequiredScope(scope));
    }

    /// <param name="why">Why no credential is needed, for docs/security.md.</param>
    public static TBuilder Public<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new PublicPart(why));
}
