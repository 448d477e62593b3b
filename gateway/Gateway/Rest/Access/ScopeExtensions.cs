namespace Strangler.Gateway.Rest.Access;

/// <summary>Says at its endpoint what a caller must be allowed to.</summary>
internal static class ScopeExtensions
{
    /// <param name="name">As <c>payments.write</c>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string name)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new RequiredScope(name));
        return endpoint;
    }
}
