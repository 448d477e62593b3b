using Microsoft.Extensions.Options;
using Strangler.AquaCis.Extract;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;
using Strangler.Gateway.Native;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>/api/v1/contracts/{contract} and what hangs on it, from the records as last imported.</summary>
internal sealed class ContractEndpoints(
    IServiceProvider services, DebtBooks books, TimeProvider clock, IOptions<RestOptions> options)
{
    private const int UsualPage = 50;

    private IUtilityRecords Records => services.GetRequiredService<IUtilityRecords>();

    public static void Map(IEndpointRouteBuilder app)
    {
        ContractEndpoints endpoints = app.ServiceProvider.GetRequiredService<ContractEndpoints>();
        RouteGroupBuilder contract = app.MapGroup("/api/v1/contracts/{contract}");
        contract.MapGet("", (RequestDelegate)endpoints.ContractAsync).RequireScope("contracts.read");
        contract.MapGet("/debt", (RequestDelegate)endpoints.DebtAsync).RequireScope("debts.read");
        contract.MapGet("/invoices", (RequestDelegate)endpoints.InvoicesAsync).RequireScope("invoices.read");
        contract.MapGet("/invoices/{number}", (RequestDelegate)endpoints.InvoiceAsync).RequireScope("invoices.read");
        contract.MapGet("/readings", (RequestDelegate)endpoints.ReadingsAsync).RequireScope("readings.read");
        contract.MapGet("/consumption", (RequestDelegate)endpoints.ConsumptionAsync).RequireScope("readings.read");
        contract.MapGet("/tariffs", (RequestDelegate)endpoints.TariffsAsync).RequireScope("tariffs.read");
    }

    private Task DebtAsync(HttpContext context)
    {
        QueryReader query = new(context);
        ContractNumber contract = query.Contract();
        DebtBook book = books.Current;
        return query.Problem is { } problem ? problem.WriteAsync(context)
            : book.Find(contract) is { } account
                ? JsonAnswer.WriteAsync(
                    context, (account, book.Version, UtilityTime.Today(clock)), ResourceWriter.Debt)
            : new Problem(ProblemTypes.NotFound).WriteAsync(context);
    }

    private Task ContractAsync(HttpContext context) => AnswerAsync(
        context, (contract, limit) => Records.Contracts.FindAsync(contract, limit), ResourceWriter.Contract);

    private Task ReadingsAsync(HttpContext context) => AnswerAsync(
        context, (contract, limit) => Records.Readings.OfContractAsync(contract, limit), ResourceWriter.Readings);

    private Task ConsumptionAsync(HttpContext context) => AnswerAsync(
        context, (contract, limit) => Records.Readings.OfContractAsync(contract, limit), ResourceWriter.Consumption);

    private Task TariffsAsync(HttpContext context)
    {
        QueryReader query = new(context, "day");
        DateOnly day = query.Day("day") ?? UtilityTime.Today(clock);
        return AnswerAsync(
            context, query, (contract, limit) => Records.Tariffs.OfContractAsync(contract, day, limit),
            ResourceWriter.Tariffs);
    }

    private Task InvoiceAsync(HttpContext context) => AnswerAsync(
        context,
        (contract, limit) => Records.Invoices.FindAsync(
            contract, $"{context.Request.RouteValues["number"]}", limit),
        ResourceWriter.Detail);

    private Task InvoicesAsync(HttpContext context)
    {
        QueryReader query = new(context, "from", "until", "limit", "cursor");
        ContractNumber contract = query.Contract();
        IssuedBetween issued = new(query.Day("from"), query.Day("until"));
        int limit = query.Number("limit", 1, IInvoiceRecords.Limit - 1, UsualPage);
        PageCursor? page = new PageCursor('i', contract, issued.From, issued.Until).Read(query.Text("cursor"));
        return query.Problem is { } problem ? problem.WriteAsync(context)
            : page is null ? new Problem(ProblemTypes.BadCursor).WriteAsync(context)
            : AnswerAsync(
                context, query,
                (_, cancellation) => Records.Invoices.ListAsync([contract], issued, page.Skip, limit + 1, cancellation),
                (json, found) => ResourceWriter.Page(
                    json, (found.Take(limit), found.Count > limit ? page.Next(limit) : null)));
    }

    private Task AnswerAsync<T>(
        HttpContext context, Func<ContractNumber, CancellationToken, Task<Finding<T>>> ask,
        Action<System.Text.Json.Utf8JsonWriter, T> write)
        where T : class => AnswerAsync(context, new QueryReader(context), ask, write);

    private async Task AnswerAsync<T>(
        HttpContext context, QueryReader query, Func<ContractNumber, CancellationToken, Task<Finding<T>>> ask,
        Action<System.Text.Json.Utf8JsonWriter, T> write)
        where T : class
    {
        ContractNumber contract = query.Contract();
        if (query.Problem is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        Finding<T> found = await ask(contract, limit.Token);
        await (found switch
        {
            { State: FindingState.Known, Facts: { } facts } => JsonAnswer.WriteAsync(context, facts, write),
            { State: FindingState.TooLong } =>
                new Problem(ProblemTypes.Refused, "There is more of it than one answer may hold.").WriteAsync(context),
            _ => new Problem(ProblemTypes.NotFound).WriteAsync(context),
        });
    }
}
