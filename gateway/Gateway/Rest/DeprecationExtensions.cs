namespace Strangler.Gateway.Rest;

/// <summary>Says at its endpoint that it is going to end.</summary>
internal static class DeprecationExtensions
{
    /// <exception cref="ArgumentException">It would end within half a year.</exception>
    public static TBuilder Deprecate<TBuilder>(
        this TBuilder endpoint, DateOnly since, DateOnly sunset, string? successor = null)
        where TBuilder : IEndpointConventionBuilder
    {
        if (sunset < since.AddMonths(6))
        {
            throw new ArgumentException("Whoever uses it has at least six months.", nameof(sunset));
        }

        endpoint.WithMetadata(new Deprecation(since, sunset, successor));
        return endpoint;
    }
}
