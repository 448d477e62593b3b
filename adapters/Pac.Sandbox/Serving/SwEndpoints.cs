using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Strangler.Pac.Sandbox.Cancelling;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox.Serving;

/// <summary>SW's side of the sandbox: JSON, a token, uploads by multipart.</summary>
internal sealed class SwEndpoints(StampDesk desk, SandboxBook book, SandboxSat sat, SandboxKey key)
{
    private const int TokenSeconds = 7200;
    private const int UploadLimit = 4 * 1024 * 1024;
    private readonly string _token = Guid.NewGuid().ToString("N");

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/security/authenticate", (RequestDelegate)AuthenticateAsync);
        routes.MapPost("/cfdi33/stamp/v4", (RequestDelegate)StampAsync);
        routes.MapPost("/v4/cfdi33/stamp/v4", (RequestDelegate)StampAsync);
        routes.MapPost("/cfdi33/cancel/xml", (RequestDelegate)CancelAsync);
        routes.MapGet("/datawarehouse/v1/live/{uuid}", (RequestDelegate)LiveAsync);
    }

    private Task AuthenticateAsync(HttpContext http) => http.Request.Headers["user"].ToString().Length == 0
        ? SendAsync(http, 400, new { message = "Usuario inválido", messageDetail = "", status = "error" })
        : SendAsync(http, 200, new
        {
            data = new { token = _token, expires_in = TokenSeconds, tokeType = "Bearer" },
            status = "success",
        });

    private async Task StampAsync(HttpContext http)
    {
        if (await UploadAsync(http) is { } xml
            && await desk.StampAsync(http, xml, http.Request.Headers["customid"].FirstOrDefault()) is { } answer)
        {
            await SendAsync(http, answer.Code is null ? 200 : 400, StampBody(answer));
        }
    }

    private object StampBody(StampAnswer answer)
    {
        object? data = answer is { Entry: { } entry, Xml: { } xml }
            ? new
            {
                noCertificadoSAT = key.Number,
                uuid = entry.Uuid.ToString("D"),
                fechaTimbrado = entry.StampedAt,
                cfdi = Encoding.UTF8.GetString(xml),
            }
            : null;
        return answer.Code switch
        {
            null => new { data, status = "success" },
            "307" => new { message = "307. El comprobante contiene un timbre previo.", data, status = "error" },
            _ => new { message = $"{answer.Code} - {answer.Message}", messageDetail = "", data, status = "error" },
        };
    }

    private async Task CancelAsync(HttpContext http)
    {
        if (await UploadAsync(http) is not { } xml)
        {
            return;
        }

        (string uuid, string code, string status, string acuse) = sat.Cancel(xml);
        bool taken = code is "201" or "202";
        await SendAsync(http, taken ? 200 : 400, taken
            ? new
            {
                data = new { acuse, uuid = new Dictionary<string, string> { [uuid.ToUpperInvariant()] = code } },
                status = "success",
            }
            : new { message = $"{code} - {status}", messageDetail = "", data = (object?)null, status = "error" });
    }

    private async Task LiveAsync(HttpContext http)
    {
        if (!IsKnown(http))
        {
            await RefuseAsync(http);
            return;
        }

        byte[]? xml = Guid.TryParse((string?)http.GetRouteValue("uuid"), out Guid uuid) ? book.Document(uuid) : null;
        await SendAsync(http, xml is null ? 400 : 200, xml is null
            ? new { message = "603 - UUID no encontrado", messageDetail = "", status = "error" }
            : new { data = new { uuid, cfdi = Encoding.UTF8.GetString(xml) }, status = "success" });
    }

    /// <returns>Null: the answer was given.</returns>
    private async Task<byte[]?> UploadAsync(HttpContext http)
    {
        if (!IsKnown(http))
        {
            await RefuseAsync(http);
            return null;
        }

        string? boundary = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is null
            || await new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = UploadLimit }
                .ReadNextSectionAsync(http.RequestAborted) is not { } part)
        {
            await SendAsync(http, 400, new { message = "301 - Falta el xml", messageDetail = "", status = "error" });
            return null;
        }

        using MemoryStream body = new();
        await part.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    private bool IsKnown(HttpContext http) => http.Request.Headers.Authorization == $"Bearer {_token}";

    private static Task RefuseAsync(HttpContext http) =>
        SendAsync(http, 401, new { message = "Token inválido", messageDetail = "", status = "error" });

    private static Task SendAsync(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body, body.GetType(), http.RequestAborted);
    }
}
