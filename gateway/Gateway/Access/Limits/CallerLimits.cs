using System.Globalization;
using Strangler.Gateway.Admin;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Access.Limits;

/// <summary>Refuses what is too much of a known caller, as problem+json.</summary>
internal sealed class CallerLimits(ConsumerLimits limits)
{
    private static readonly PathString AdminRoot = "/admin";

    /// <summary>Middleware behind the gate: what is refused there is not counted.</summary>
    public Task CountAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Recognition>() is not Recognition.Known { Caller: var caller }
            || limits.RefusedFor(caller.Name, caller.PerSecond, caller.PerDay) is not { } seconds)
        {
            return next(context);
        }

        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Request.Path.StartsWithSegments(AdminRoot)
            ? AdminProblem.TooManyRequests().ExecuteAsync(context)
            : new Problem(ProblemTypes.TooManyRequests) { RetryAfter = seconds }.WriteAsync(context);
    }
}
