using Microsoft.Extensions.Options;
using Strangler.AquaCis.Translation.Invoices;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;
using Strangler.Gateway.Native;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>An invoice as PDF and XML, the very bytes that the SOAP operations give natively.</summary>
internal sealed class DocumentEndpoints(IServiceProvider services, DebtBooks books, IOptions<RestOptions> options)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        DocumentEndpoints endpoints = app.ServiceProvider.GetRequiredService<DocumentEndpoints>();
        RouteGroupBuilder invoice = app.MapGroup("/api/v1/contracts/{contract}/invoices/{number}");
        invoice.MapGet("/pdf", (RequestDelegate)(context => endpoints.AnswerAsync(
            context, "application/pdf", InvoiceSheet.Write))).RequireScope("invoices.read");
        invoice.MapGet("/xml", (RequestDelegate)(context => endpoints.AnswerAsync(
            context, "application/xml", static (_, detail) => InvoiceXml.Write(detail)))).RequireScope("invoices.read");
    }

    private async Task AnswerAsync(
        HttpContext context, string contentType, Func<DebtAccount, InvoiceDetail, byte[]> write)
    {
        QueryReader query = new(context);
        ContractNumber contract = query.Contract();
        if (query.Problem is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.Timeout);
        Finding<InvoiceDetail> found = await services.GetRequiredService<IUtilityRecords>().Invoices.FindAsync(
            contract, $"{context.Request.RouteValues["number"]}", limit.Token);
        await (found.Facts is { } detail && books.Current.Find(contract) is { } account
            ? JsonAnswer.WriteAsync(context, contentType, write(account, detail))
            : new Problem(ProblemTypes.NotFound).WriteAsync(context));
    }
}
