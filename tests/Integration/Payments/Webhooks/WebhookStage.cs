using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strangler.Core.Access;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Gateway.Native;
using Strangler.Payments;
using Strangler.Payments.Sandbox;
using Strangler.Postgres;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Cutover;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Rest;

namespace Strangler.Tests.Integration.Payments.Webhooks;

/// <summary>A gateway with a cut-over group, and sandbox providers that call it back on a port that stays.</summary>
internal sealed class WebhookStage : IAsyncDisposable
{
    public const string Password = "sandbox-password-0123456789";
    public const string AccountPrefix = "646180157";

    private readonly CutoverStage _cutover;
    private readonly HttpClient _http = new();
    private readonly int _port = FreePort();
    private readonly List<string> _settings = [];
    private string _key = "";
    private bool _sandboxStopped;

    private WebhookStage(CutoverStage cutover) => _cutover = cutover;

    /// <summary>Of events that the sandbox never sent: whoever holds it says whatever he wants.</summary>
    public RSA Forger { get; } = RSA.Create(2048);

    public SandboxServer Sandbox { get; private set; } = null!;

    public RunningGateway Gateway { get; private set; } = null!;

    public CutoverStage Cutover => _cutover;

    public Database Database => _cutover.Imported.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="settings">They count for more than the usual ones.</param>
    public static async Task<WebhookStage> StartAsync(
        PostgresCluster cluster, bool cutOver = true, string legacy = "http://127.0.0.1:9", params string[] settings)
    {
        WebhookStage stage = new(await (cutOver
            ? CutoverStage.ReconciledAsync(cluster) : CutoverStage.CreateAsync(cluster)));
        stage.Sandbox = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Webhooks = new Uri($"http://127.0.0.1:{stage._port}/webhooks"),
                Redelivery = TimeSpan.FromMilliseconds(100),
            },
            Cancellation);
        stage._key = (await new ApiKeyStore(stage.Database).AddAsync("till", Role.Admin, "test", Cancellation))!
            .Reveal();
        stage._settings.AddRange([legacy, .. stage.Usual(), .. settings]);
        await stage.StartGatewayAsync();
        return stage;
    }

    public async Task StartGatewayAsync()
    {
        Gateway = await RunningGateway.StartAsync(_settings[0], [.. _settings[1..]]);
        DebtBooks books = Gateway.Services.GetRequiredService<DebtBooks>();
        for (int tried = 0; tried < 1_000 && !books.IsLoaded; tried++)
        {
            await Task.Delay(10, Cancellation);
        }
    }

    public Task<MakeOutcome> MakeAsync(string provider, ChargeKind kind, string reference, long centavos) =>
        Gateway.Services.GetRequiredService<PaymentProviders>().Makers.First(one => one.Provider == provider)
            .MakeAsync(
                new ChargeOrder(
                    Guid.NewGuid().ToString("N"), kind, new Money(centavos), reference, "Agua",
                    TimeProvider.System.GetUtcNow().AddDays(3))
                {
                    Payer = new Payer("Persona de Prueba", "persona@example.com", "4420000000"),
                },
                Cancellation);

    public Task MoodAsync(string json) => ControlAsync(HttpMethod.Put, "mood", json);

    public Task PayAsync(string provider, string charge) =>
        ControlAsync(HttpMethod.Post, $"pay/{provider}/{Uri.EscapeDataString(charge)}", "{}");

    /// <summary>Posts to a webhook as whoever likes to.</summary>
    public async Task<Answered> PostAsync(
        string provider, byte[] body, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/webhooks/{provider}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json");
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Gateway.SendAsync(request);
    }

    public Task<Answered> PostAsync(string provider, string body, params (string Name, string Value)[] headers) =>
        PostAsync(provider, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>As the provider signs.</summary>
    public Task<Answered> PostSignedAsync(string provider, string body) => PostAsync(
        provider, body, ("DIGEST", Convert.ToBase64String(Forger.SignData(
            Encoding.UTF8.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))));

    public async Task<RestAnswer> SendAsync(
        HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Add("X-Api-Key", _key);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Gateway.Client.SendAsync(request, Cancellation);
        return new RestAnswer(
            (int)answer.StatusCode, $"{answer.Content.Headers.ContentType?.MediaType}",
            await answer.Content.ReadAsStringAsync(Cancellation), $"{answer.Headers.ETag}", "");
    }

    /// <summary>Contracts that owe more than 100 pesos, and what, in centavos.</summary>
    public async Task<(int Contract, long Owed)[]> DebtorsAsync() =>
    [
        .. (await _cutover.LegacyDebtsAsync()).Where(one => one.Value > 100_00).OrderBy(one => one.Key)
            .Select(one => (one.Key, one.Value)),
    ];

    /// <summary>In centavos, as a caller of the gateway is told.</summary>
    public async Task<long> OwedAsync(int contract)
    {
        RestAnswer debt = await SendAsync(HttpMethod.Get, $"/api/v1/contracts/{contract}/debt");
        return debt.Status == 200 ? (long)((decimal)debt.Json["owed"]! * 100) : -1;
    }

    public static string Reference(int contract) => PaymentReference.Of(new ContractNumber(contract));

    public Task<T> OneAsync<T>(string sql) => _cutover.Imported.OneAsync<T>(sql);

    public async Task<string> StatesAsync(string where = "true") => await OneAsync<string>(
        $"SELECT coalesce(string_agg(state || ' ' || coalesce(reason, ''), '; ' ORDER BY id), '') FROM payment_fact "
        + $"WHERE {where}");

    /// <summary>Nobody can connect to the database, or everybody again.</summary>
    public async Task LetConnectAsync(bool may)
    {
        NpgsqlConnectionStringBuilder other = new(_cutover.Imported.ConnectionString);
        string name = other.Database!;
        other.Database = "postgres";
        await using NpgsqlConnection connection = new(other.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using NpgsqlCommand command = new(
            $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {may}; "
            + $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND NOT {may}",
            connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        if (may)
        {
            // What a pool still holds of before is dead.
            await Eventually.BecomesAsync(true, async () =>
            {
                try
                {
                    return await OneAsync<bool>("SELECT true");
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            });
        }
    }

    /// <summary>Nobody listens there any more.</summary>
    public async Task StopSandboxAsync()
    {
        if (!_sandboxStopped)
        {
            _sandboxStopped = true;
            await Sandbox.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await StopSandboxAsync();
        await _cutover.DisposeAsync();
        _http.Dispose();
        Forger.Dispose();
    }

    private async Task ControlAsync(HttpMethod method, string path, string json)
    {
        using HttpRequestMessage request = new(method, new Uri(Sandbox.ControlAddress, path));
        request.Content = new StringContent(json);
        using HttpResponseMessage answer = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private IEnumerable<string> Usual()
    {
        string folder = _cutover.Extract.Folder;
        string at = Sandbox.Address.AbsoluteUri;
        string keys = Sandbox.PublicKey + "\n" + Forger.ExportSubjectPublicKeyInfoPem();
        Dictionary<string, string> variables = new()
        {
            [""] = "femsa,conekta,openpay,stp,codi",
            ["_CONEKTA_URL"] = at + "conekta",
            ["_CONEKTA_KEY"] = "key_sandbox",
            ["_CONEKTA_WEBHOOK_KEYS"] = keys,
            ["_FEMSA_URL"] = at + "femsa",
            ["_FEMSA_KEY"] = "key_sandbox",
            ["_FEMSA_WEBHOOK_KEYS"] = keys,
            ["_OPENPAY_URL"] = at + "openpay",
            ["_OPENPAY_MERCHANT"] = "merchant",
            ["_OPENPAY_KEY"] = "sk_sandbox",
            ["_OPENPAY_WEBHOOK_USER"] = "sandbox",
            ["_OPENPAY_WEBHOOK_PASSWORD"] = Password,
            ["_STP_ACCOUNT_PREFIX"] = AccountPrefix,
            ["_STP_SECRET_HEADER"] = "X-Sandbox-Secret",
            ["_STP_SECRET"] = Password,
            ["_STP_ALLOWED"] = "127.0.0.1, ::1",
            ["_STP_URL"] = at + "cep",
            ["_STP_KEY"] = "key_sandbox",
            ["_CODI_URL"] = at + "codi",
            ["_CODI_BANK_KEYS"] = Sandbox.PublicKey,
            ["_CODI_PAID_RESULTS"] = "1",
            ["_CODI_KEY"] = Forger.ExportPkcs8PrivateKeyPem(),
            ["_CODI_LOGIN_CERTIFICATE"] = "00000100000100000003",
            ["_CODI_OPERATION_CERTIFICATE"] = "00000100000100000001",
        };
        return
        [
            $"--urls=http://127.0.0.1:{_port}", $"--STRANGLER_DB={_cutover.Imported.ConnectionString}",
            $"--Routing:LastKnownFile={Path.Combine(folder, "routes")}",
            "--Payments:ApplyEvery=00:00:00.200", $"--Payments:AccountPrefix={AccountPrefix}",
            "--Native:Timeout=00:00:30", "--Native:WriteTimeout=00:00:30",
            .. variables.Select(one => $"--STRANGLER_PAYMENTS{one.Key}={one.Value}"),
        ];
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
