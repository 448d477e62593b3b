using Microsoft.Extensions.Options;
using Strangler.AquaCis.Translation.Invoices;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Records;
using Strangler.Gateway.Native;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// An invoice as PDF and XML, the very bytes that the SOAP operations give natively: the fiscal document where it is
/// stamped.
/// </summary>
internal sealed class DocumentEndpoints(IServiceProvider services, DebtBooks books, IOptions<RestOptions> options)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        DocumentEndpoints endpoints = app.ServiceProvider.GetRequiredService<DocumentEndpoints>();
        RouteGroupBuilder invoice = app.MapGroup("/api/v1/contracts/{contract}/invoices/{number}");
        invoice.MapGet("/pdf", (RequestDelegate)(context => endpoints.AnswerAsync(
            context, isPdf: true, InvoiceSheet.Write))).RequireScope("invoices.read");
        invoice.MapGet("/xml", (RequestDelegate)(context => endpoints.AnswerAsync(
            context, isPdf: false, static (_, detail) => InvoiceXml.Write(detail)))).RequireScope("invoices.read");
    }

    private async Task AnswerAsync(
        HttpContext context, bool isPdf, Func<DebtAccount, InvoiceDetail, byte[]> write)
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
        string number = $"{context.Request.RouteValues["number"]}";
        IUtilityRecords records = services.GetRequiredService<IUtilityRecords>();
        string contentType = isPdf ? "application/pdf" : "application/xml";
        Finding<byte[]> stamped = isPdf
            ? await records.FiscalDocuments.PdfAsync(number, contract, limit.Token)
            : await records.FiscalDocuments.XmlAsync(number, contract, limit.Token);
        if (stamped.State != FindingState.Unknown)
        {
            await (stamped.Facts is { } document
                ? JsonAnswer.WriteAsync(context, contentType, document)
                : new Problem(ProblemTypes.NotFound).WriteAsync(context));
            return;
        }

        Finding<InvoiceDetail> found = await records.Invoices.FindAsync(contract, number, limit.Token);
        await (found.Facts is { } detail && books.Current.Find(contract) is { } account
            ? JsonAnswer.WriteAsync(context, contentType, write(account, detail))
            : new Problem(ProblemTypes.NotFound).WriteAsync(context));
    }
}
