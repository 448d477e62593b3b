using System.Data.Common;
using System.Globalization;
using Strangler.Postgres;
using Strangler.Postgres.Audit;

namespace Strangler.Gateway.Access.Audit;

/// <summary>Writes every administrative act down, before and after; also those that are not allowed.</summary>
/// <param name="store">Null where no database is configured: then nobody is recognised, and nothing done.</param>
internal sealed partial class AuditTrail(AuditStore? store, ILogger<AuditTrail> logger)
{
    private static readonly string[] Subjects = ["service", "operation", "group", "expectedVersion"];

    /// <summary>Middleware between recognition and the gate.</summary>
    public Task WatchAsync(HttpContext context, RequestDelegate next) =>
        store is not null && context.GetEndpoint()?.Metadata.GetMetadata<Audited>() is not null
        && context.Features.Get<Recognition>() is Recognition.Known { Caller: var caller }
            ? WatchAsync(context, next, store, ActOf(context, caller))
            : next(context);

    private async Task WatchAsync(HttpContext context, RequestDelegate next, AuditStore open, AdministrativeAct act)
    {
        try
        {
            await open.BeginAsync(act, context.RequestAborted);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotBegun(logger, act.What, error.Message);
            await Admin.AdminProblem.DatabaseDown().ExecuteAsync(context);
            return;
        }

        string outcome = "failed";
        try
        {
            await next(context);
            int status = context.Response.StatusCode;
            outcome = (status < 400 ? "done " : "refused ") + status.ToString(CultureInfo.InvariantCulture);
        }
        finally
        {
            await EndAsync(open, act, outcome);
        }
    }

    /// <summary>Also when the caller has gone; without it the act is listed as begun.</summary>
    private async Task EndAsync(AuditStore open, AdministrativeAct act, string outcome)
    {
        try
        {
            await open.EndAsync(act, outcome, CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.NotEnded(logger, act.What, outcome, error.Message);
        }
    }

    private static AdministrativeAct ActOf(HttpContext context, Caller caller)
    {
        HttpRequest request = context.Request;
        string subject = string.Join(
            ' ', Subjects.Where(request.Query.ContainsKey).Select(name => $"{name}={request.Query[name]}"));
        string path = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        return new AdministrativeAct(
            Guid.CreateVersion7(), caller.Name, $"{request.Method} {path}", subject,
            context.Connection.RemoteIpAddress?.ToString() ?? "");
    }

    private static partial class Log
    {
        [LoggerMessage(1320, LogLevel.Warning, "{What} was not done, for it could not be audited: {Why}")]
        public static partial void NotBegun(ILogger logger, string what, string why);

        [LoggerMessage(1321, LogLevel.Error, "{What} is audited as begun only; its outcome was {Outcome}: {Why}")]
        public static partial void NotEnded(ILogger logger, string what, string outcome, string why);
    }
}
