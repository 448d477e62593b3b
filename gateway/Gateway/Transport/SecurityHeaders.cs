using System.Globalization;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;

namespace Strangler.Gateway.Transport;

/// <summary>
/// Headers on every answer that is not SOAP: SOAP consumers get what AquaCIS sends, and over https Strict-Transport-
/// Security, which no SOAP stack looks at.
/// </summary>
internal sealed class SecurityHeaders(IOptions<TlsOptions> options)
{
    /// <summary>Pages are plain HTML with styles of their own; nothing is loaded, run, framed or sent.</summary>
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly PathString Services = ContractCatalog.ServicesPath.TrimEnd('/');

    private readonly string? _hsts = options.Value.Hsts > TimeSpan.Zero
        ? $"max-age={((long)options.Value.Hsts.TotalSeconds).ToString(CultureInfo.InvariantCulture)}"
        : null;

    public void AddTo(HttpContext context)
    {
        if (context.Request.IsHttps && _hsts is not null)
        {
            context.Response.Headers.StrictTransportSecurity = _hsts;
        }

        if (!context.Request.Path.StartsWithSegments(Services))
        {
            AddTo(context.Response.Headers);
        }
    }

    private static void AddTo(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = Policy;
    }
}
