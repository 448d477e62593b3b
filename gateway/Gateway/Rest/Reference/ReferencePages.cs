using System.Globalization;
using System.Net;
using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Access;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Reference;

/// <summary>What is served of the documentation: the OpenAPI document, a page for people, and every problem.</summary>
internal static class ReferencePages
{
    private static readonly Lazy<byte[]> Document = new(OpenApiWriter.Write);
    private static readonly Lazy<string> Page = new(WritePage);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/openapi.json", () => Results.Bytes(Document.Value, "application/json"))
            .Public("documentation");
        app.MapGet("/api/reference", () => Results.Text(Page.Value, "text/html; charset=utf-8"))
            .Public("documentation");
        app.MapGet(ProblemType.Path + "{name}", (string name) =>
            ProblemTypes.All.FirstOrDefault(type => type.Name == name) is { } type
                ? Results.Json(new
                {
                    type = type.Uri,
                    status = type.Status,
                    title = type.Title,
                    meaning = type.Meaning,
                })
                : new Problem(ProblemTypes.NotFound)).Public("documentation");
    }

    private static string WritePage()
    {
        StringBuilder html = new(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>AquaCIS gateway: reference</title>"
            + "<style>body{font:16px/1.5 system-ui;max-width:60em;margin:2em auto;padding:0 1em}"
            + "pre{background:#f3f4f6;padding:.6em;overflow:auto}code{font-size:.9em}</style>"
            + "<h1>AquaCIS gateway</h1><p>Machine-readable: <a href=\"/api/openapi.json\">OpenAPI 3.1</a>. Every "
            + "request carries <code>X-Api-Key</code>.</p><h2>Resources</h2>");
        foreach (ResourceDescription resource in ResourceDescription.All)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<h3>{Text(resource.Summary)}</h3><p><code>{resource.Method.ToUpperInvariant()} ")
                .Append(CultureInfo.InvariantCulture, $"{Text(resource.Path)}</code>");
            html.Append(resource.Query.Count == 0 ? "" : $" with {string.Join(", ", resource.Query)}");
            html.Append(resource.Request is null ? "" : $"<pre>{Text(resource.Request)}</pre>");
            html.Append(resource.Example.Length == 0 ? "" : $"<pre>{Text(resource.Example)}</pre>");
        }

        html.Append("<h2>Problems</h2><dl>");
        foreach (ProblemType type in ProblemTypes.All)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<dt><code>{type.Uri}</code> {type.Status}<dd>{Text(type.Meaning)}");
        }

        html.Append("</dl><h2>All operations of AquaCIS</h2><ul>");
        foreach (Operation operation in ContractCatalog.AquaCis.Operations)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li><code>POST {OperationEndpoint.Path}/{operation.Service}/{operation.Name}</code>");
        }

        return html.Append("</ul>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
