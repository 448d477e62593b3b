using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Strangler.Core.Identity;

namespace Strangler.ParallelRun.Bench.Payments;

/// <summary>
/// A payment provider for the bench: signs events that say that a contract's reference was paid, and answers whoever
/// asks again for such a charge. The number of an order says contract, centavos and which.
/// </summary>
internal sealed class BenchProvider : IAsyncDisposable
{
    private const long Paid = 1_790_000_000;

    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;
    private int _asked;

    private BenchProvider(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>How many charges it was asked for.</summary>
    public int Asked => _asked;

    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    public static async Task<BenchProvider> StartAsync(int port, CancellationToken cancellation)
    {
        BenchProvider provider = new(port);
        await provider._app.StartAsync(cancellation);
        return provider;
    }

    /// <param name="name">Letters and digits, another for each.</param>
    public (byte[] Body, string Digest) Event(int contract, long centavos, string name)
    {
        string order = string.Create(CultureInfo.InvariantCulture, $"ord_{contract}x{centavos}x{name}");
        byte[] body = Encoding.UTF8.GetBytes(
            $$$"""
            {"id":"evt_{{{name}}}","object":"event","type":"order.paid","livemode":true,"created_at":{{{Paid}}},
            "data":{"object":{{{Order(order)}}}}}
            """);
        return (body, Convert.ToBase64String(
            _key.SignData(body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        string path = context.Request.Path.Value ?? "";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Order(path[(path.LastIndexOf('/') + 1)..]), context.RequestAborted);
    }

    private static string Order(string order)
    {
        string[] parts = order["ord_".Length..].Split('x');
        string reference = PaymentReference.Of(
            new ContractNumber(int.Parse(parts[0], CultureInfo.InvariantCulture)));
        return $$$"""
            {"id":"{{{order}}}","object":"order","amount":{{{parts[1]}}},"currency":"MXN","payment_status":"paid",
            "charges":{"object":"list","data":[
            {"id":"chg_{{{parts[2]}}}","object":"charge","amount":{{{parts[1]}}},
            "currency":"MXN","status":"paid","paid_at":{{{Paid}}},"order_id":"{{{order}}}",
            "reference_id":"{{{reference}}}",
            "payment_method":{"object":"cash_payment","type":"cash","reference":10001140326893401915}}]}}
            """;
    }
}
