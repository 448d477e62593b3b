namespace Strangler.Gateway.Access;

/// <summary>Lets a request reach its endpoint, or not.</summary>
/// <remarks>
/// The framework's authorization would ask the same question by policies and requirements, at 3 microseconds a request;
/// who calls, and how it is refused, is known here already.
/// </remarks>
internal static class AccessGate
{
    /// <summary>Middleware behind recognition. An endpoint that says nothing of access answers nobody.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        IsOpen(context) ? next(context) : AccessRefusals.WriteAsync(context);

    private static bool IsOpen(HttpContext context)
    {
        // No endpoint, or one that only says "wrong method": there is nothing to guard.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return true;
        }

        IReadOnlyList<RequiredScope> scopes = endpoint.Metadata.GetOrderedMetadata<RequiredScope>();
        return scopes.Count == 0
            ? endpoint.Metadata.GetMetadata<PublicPart>() is not null
            : context.Features.Get<Recognition>() is Recognition.Known { Caller: var caller }
                && scopes.All(scope => caller.Scopes.Contains(scope.Name));
    }
}
