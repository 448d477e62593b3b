using Strangler.Gateway.Admin;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Access;

/// <summary>Says no, as problem+json, in the words of the part that was called.</summary>
internal static class AccessRefusals
{
    private const string Bearer = "Bearer";
    private static readonly PathString AdminRoot = "/admin";

    public static Task WriteAsync(HttpContext context)
    {
        Recognition seen = context.Features.Get<Recognition>() ?? Recognition.Nobody;
        if (seen is Recognition.None)
        {
            context.Response.Headers.WWWAuthenticate = Bearer;
        }

        context.Response.Headers.CacheControl = "no-store";
        return context.Request.Path.StartsWithSegments(AdminRoot)
            ? RefuseAdmin(context, seen).ExecuteAsync(context)
            : Refuse(seen).WriteAsync(context);
    }

    private static IResult RefuseAdmin(HttpContext context, Recognition seen)
    {
        switch (seen)
        {
            case Recognition.TooManyGuesses:
                context.Response.Headers.RetryAfter = "60";
                return AdminProblem.TooManyWrongKeys();
            case Recognition.NoDatabase { IsConfigured: false }:
                return AdminProblem.NoDatabase();
            case Recognition.NoDatabase:
                return AdminProblem.DatabaseDown();
            case Recognition.None:
                return AdminProblem.NoKey();
            default:
                return AdminProblem.NotAllowed();
        }
    }

    private static Problem Refuse(Recognition seen) => seen switch
    {
        Recognition.TooManyGuesses => new Problem(ProblemTypes.TooManyWrongKeys) { RetryAfter = 60 },
        Recognition.NoDatabase { IsConfigured: false } =>
            new Problem(ProblemTypes.NoDatabase, "Without a database nobody's key can be checked."),
        Recognition.NoDatabase => new Problem(ProblemTypes.NoDatabase) { RetryAfter = 5 },
        Recognition.None => new Problem(ProblemTypes.NoCredential),
        _ => new Problem(ProblemTypes.NotAllowed),
    };
}
