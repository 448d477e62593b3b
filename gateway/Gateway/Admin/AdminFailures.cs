using System.Data.Common;

namespace Strangler.Gateway.Admin;

/// <summary>Turns a lost database into 503, around every call of the admin API.</summary>
internal sealed partial class AdminFailures(ILogger<AdminFailures> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.DatabaseDown(logger, error.Message);
            return AdminProblem.DatabaseDown();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return AdminProblem.DatabaseDown();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1305, LogLevel.Warning, "The admin API cannot reach the database: {Why}")]
        public static partial void DatabaseDown(ILogger logger, string why);
    }
}
