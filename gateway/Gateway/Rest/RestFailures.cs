using System.Data.Common;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest;

/// <summary>
/// The edge of /api: whatever goes wrong behind it becomes a problem that tells nothing of how we work.
/// </summary>
internal sealed partial class RestFailures(ILogger<RestFailures> logger)
{
    /// <summary>Middleware, around everything of /api.</summary>
    public async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null } response)
            {
                await new Problem(response.StatusCode == StatusCodes.Status404NotFound
                    ? ProblemTypes.NotFound
                    : ProblemTypes.WrongMethod).WriteAsync(context);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (BadHttpRequestException)
        {
            await new Problem(ProblemTypes.BadRequest, "The request could not be read.").WriteAsync(context);
        }
        catch (Exception error) when (error is DbException or TimeoutException or OperationCanceledException)
        {
            Log.DatabaseDown(logger, error.Message);
            await new Problem(ProblemTypes.NoDatabase) { RetryAfter = 5 }.WriteAsync(context);
        }
        catch (Exception error)
        {
            Log.Failed(logger, error, context.GetEndpoint()?.DisplayName ?? "no endpoint");
            await new Problem(ProblemTypes.Failed).WriteAsync(context);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1502, LogLevel.Error, "{Endpoint} failed")]
        public static partial void Failed(ILogger logger, Exception error, string endpoint);

        [LoggerMessage(1503, LogLevel.Warning, "/api could not ask the database: {Why}")]
        public static partial void DatabaseDown(ILogger logger, string why);
    }
}
