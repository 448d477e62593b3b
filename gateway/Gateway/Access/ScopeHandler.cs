using Microsoft.AspNetCore.Authorization;

namespace Strangler.Gateway.Access;

/// <summary>Whether the caller of this request has the scope of its endpoint.</summary>
internal sealed class ScopeHandler : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        HttpContext? http = context.Resource as HttpContext;
        foreach (IAuthorizationRequirement requirement in context.PendingRequirements.ToList())
        {
            bool met = requirement switch
            {
                RequiredScope scope =>
                    http?.Features.Get<Recognition>() is Recognition.Known known
                    && known.Caller.Scopes.Contains(scope.Name),
                // No endpoint, or one that only says "wrong method": there is nothing to guard.
                NothingDeclared => http is not null && http.GetEndpoint() is not RouteEndpoint,
                _ => false,
            };
            if (met)
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }
}
