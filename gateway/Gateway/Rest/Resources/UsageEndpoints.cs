using Microsoft.Extensions.Options;
using Strangler.AquaCis.Extract;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Prepaid;
using Strangler.Gateway.Access;
using Strangler.Gateway.Prepaid;
using Strangler.Gateway.Rest.Problems;
using Strangler.Postgres;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Prepaid;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// GET /api/v1/contracts/{contract}/usage: water and its charge so far, of a contract whose meters are read remotely.
/// </summary>
internal sealed class UsageEndpoints(IServiceProvider services, TimeProvider clock, IOptions<RestOptions> options)
{
    private const string Days = "day";
    private const string Hours = "hour";

    public static void Map(IEndpointRouteBuilder app)
    {
        UsageEndpoints endpoints = app.ServiceProvider.GetRequiredService<UsageEndpoints>();
        app.MapGet("/api/v1/contracts/{contract}/usage", (RequestDelegate)endpoints.UsageAsync)
            .RequireScope("readings.read");
    }

    private async Task UsageAsync(HttpContext context)
    {
        QueryReader query = new(context, "from", "to", "by");
        ContractNumber contract = query.Contract();
        (DateOnly? from, DateOnly? to, string by) = (query.Day("from"), query.Day("to"), query.Text("by") ?? Days);
        Problem? problem = query.Problem
            ?? (by is Days or Hours ? null : Problem.BadRequest("?by", "The parameter must be day or hour."));
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        DateOnly today = UtilityTime.Today(clock);
        ContractUsage? usage = await services.GetRequiredService<ContractUsageQuery>().OfAsync(
            contract, today, limit.Token);
        UsageRange range = UsageRange.Of(from, to, by == Hours, usage?.Cycle, today);
        ProblemError? fault = range.Fault(today);
        await (fault is not null ? Problem.BadRequest(fault.Pointer, fault.Message).WriteAsync(context)
            : usage is null
                ? new Problem(ProblemTypes.NotFound, "The contract has no meter that is read remotely.")
                    .WriteAsync(context)
                : WriteAsync(context, usage, range, limit.Token));
    }

    private async Task WriteAsync(
        HttpContext context, ContractUsage usage, UsageRange range, CancellationToken cancellation)
    {
        MeteredUsage? metered = await new MeteredUsageQuery(services.GetRequiredService<Database>()).CountedAsync(
            usage.Contract, range.From, range.To, cancellation);
        await JsonAnswer.WriteAsync(
            context, new UsageAnswer(usage, await CreditAsync(usage.Contract, cancellation), range, metered),
            UsageAnswer.Write);
    }

    /// <summary>
    /// What is committed now: a top-up is in it at once. A segment between the two questions makes the running charge
    /// another, so that it is asked for again.
    /// </summary>
    private async Task<PrepaidPosition?> CreditAsync(ContractNumber contract, CancellationToken cancellation)
    {
        PrepaidBook book = services.GetRequiredService<PrepaidBook>();
        PrepaidStatus? status = await book.StatusAsync(contract, cancellation);
        for (int tries = 0; status is not null && tries < 3; tries++)
        {
            RunningCharge? running = await book.RunningAsync(contract, cancellation);
            status = await book.StatusAsync(contract, cancellation);
            if (running is null || running.Value.Charged == status?.Agreement.Account.Counters.Used)
            {
                return status is null ? null : new PrepaidPosition(status, running?.Amount);
            }
        }

        return status is null ? null : new PrepaidPosition(status, null);
    }
}
