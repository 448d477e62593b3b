using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Payments;
using Strangler.Payments.Sandbox;
using Strangler.Played;

namespace Strangler.Tests.Unit.Payments.Sandbox;

/// <summary>A sandbox, a server that takes its webhooks, and the providers as an installation has them.</summary>
internal sealed class PaymentStage : IAsyncDisposable
{
    private const string Password = "sandbox-password-0123456789";

    private static readonly RSA Ours = RSA.Create(2048);

    private readonly WebApplication _receiver = LocalHost.Build(IPAddress.Loopback, 0, 1024 * 1024);
    private readonly HttpClient _http = PaymentSettings.CreateHttp();
    private int _refusals;

    private PaymentStage() => _receiver.MapPost("/hooks/{provider}", (RequestDelegate)TakeAsync);

    public SandboxServer Sandbox { get; private set; } = null!;

    public PaymentProviders Providers { get; private set; } = null!;

    public BlockingCollection<WebhookOutcome> Outcomes { get; } = [];

    public static async Task<PaymentStage> StartAsync(int refusals = 0)
    {
        PaymentStage stage = new() { _refusals = refusals };
        await stage._receiver.StartAsync(TestContext.Current.CancellationToken);
        stage.Sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Webhooks = new Uri(LocalHost.AddressOf(stage._receiver), "hooks"),
                Redelivery = TimeSpan.FromMilliseconds(20),
            },
            TestContext.Current.CancellationToken);
        stage.Providers = stage.Create();
        return stage;
    }

    public static ChargeOrder Order(ChargeKind kind, string key = "key-1", string reference = "01004427617") => new(
        key, kind, new Money(25_047), reference, "Agua noviembre", TimeProvider.System.GetUtcNow().AddDays(3))
    {
        Payer = new Payer("Persona de Prueba", "persona@example.com", "4420000000"),
    };

    public WebhookOutcome Next()
    {
        Assert.True(Outcomes.TryTake(out WebhookOutcome? outcome, TimeSpan.FromSeconds(30)), "No webhook came.");
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        await LocalHost.StopAsync(_receiver);
        _http.Dispose();
        Outcomes.Dispose();
    }

    private PaymentProviders Create()
    {
        Dictionary<string, string> variables = new()
        {
            [""] = "femsa,conekta,openpay,stp,codi,belvo,bankfile",
            ["_CONEKTA_URL"] = $"{Sandbox.Address}conekta",
            ["_CONEKTA_KEY"] = "key_sandbox",
            ["_CONEKTA_WEBHOOK_KEYS"] = Sandbox.PublicKey,
            ["_FEMSA_URL"] = $"{Sandbox.Address}femsa",
            ["_FEMSA_KEY"] = "key_sandbox",
            ["_FEMSA_WEBHOOK_KEYS"] = Ours.ExportSubjectPublicKeyInfoPem() + "\n" + Sandbox.PublicKey,
            ["_OPENPAY_URL"] = $"{Sandbox.Address}openpay",
            ["_OPENPAY_MERCHANT"] = "merchant",
            ["_OPENPAY_KEY"] = "sk_sandbox",
            ["_OPENPAY_WEBHOOK_USER"] = "sandbox",
            ["_OPENPAY_WEBHOOK_PASSWORD"] = Password,
            ["_OPENPAY_RETURN_URL"] = "https://pay.example/back",
            ["_STP_ACCOUNT_PREFIX"] = "646180",
            ["_STP_SECRET_HEADER"] = "X-Sandbox-Secret",
            ["_STP_SECRET"] = Password,
            ["_STP_ALLOWED"] = "127.0.0.1, ::1",
            ["_STP_URL"] = $"{Sandbox.Address}cep",
            ["_STP_KEY"] = "key_sandbox",
            ["_CODI_URL"] = $"{Sandbox.Address}codi",
            ["_CODI_BANK_KEYS"] = Sandbox.PublicKey,
            ["_CODI_PAID_RESULTS"] = "1",
            ["_CODI_KEY"] = Ours.ExportPkcs8PrivateKeyPem(),
            ["_CODI_LOGIN_CERTIFICATE"] = "00000100000100000003",
            ["_CODI_OPERATION_CERTIFICATE"] = "00000100000100000001",
            ["_BELVO_AUTHORIZATION"] = "Bearer " + Password,
            ["_BANKFILE_ISSUER"] = "12345",
        };
        PaymentSettings settings = new(
            name => variables.GetValueOrDefault(name["STRANGLER_PAYMENTS".Length..]), TimeProvider.System);
        return settings.Create(_http);
    }

    private async Task TakeAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            http.Response.StatusCode = 500;
            return;
        }

        WebhookOutcome outcome = Providers.Readers[(string)http.Request.RouteValues["provider"]!].Read(
            new WebhookMessage(
                body.ToArray(),
                name => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null,
                http.Connection.RemoteIpAddress),
            TimeProvider.System.GetUtcNow());
        Outcomes.Add(outcome);

        // Else the sandbox would post what was refused again and again.
        http.Response.StatusCode = outcome is WebhookOutcome.Unauthentic ? 200 : outcome.Reply.Status;
    }
}
