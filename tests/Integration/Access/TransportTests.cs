using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Strangler.Core.Access;
using Strangler.Gateway;
using Strangler.Postgres;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Access;

/// <summary>TLS, headers, and secrets that are in files and nowhere else.</summary>
public sealed class TransportTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strangler-tls-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/api/reference")]
    [InlineData("/api/v1/contracts/1")]
    [InlineData("/admin/routes")]
    [InlineData("/nothing")]
    public async Task Every_answer_that_is_not_SOAP_tells_browsers_what_not_to_do_and_nobody_what_runs_here(string path)
    {
        await using RunningGateway gateway = await RunningGateway.StartAsync("http://127.0.0.1:1");
        using HttpResponseMessage response = await gateway.Client.GetAsync(
            new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.StartsWith(
            "default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart_and_a_broken_one_is_not()
    {
        string certificate = Path.Combine(_folder.FullName, "tls.pem");
        string key = Path.Combine(_folder.FullName, "tls.key");
        Write("first.example", certificate, key);
        await using RunningGateway gateway = await RunningGateway.StartAsync(
            "http://127.0.0.1:1", "--urls=https://127.0.0.1:0", $"--Tls:Certificate={certificate}",
            $"--Tls:Key={key}", "--Tls:Recheck=00:00:00.010");
        Assert.Equal("CN=first.example", await ShownAsync(gateway));
        await File.WriteAllTextAsync(certificate, "half of a certificate", Cancellation);
        Assert.Equal("CN=first.example", await ShownAsync(gateway));
        Write("second.example", certificate, key);
        await Eventually.BecomesAsync("CN=second.example", () => ShownAsync(gateway));

        using HttpClientHandler trusting = new()
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => IsOurs(shown),
        };
        using HttpClient client = new(trusting);
        using HttpResponseMessage response = await client.GetAsync(
            new Uri(gateway.Address, "/health/live"), Cancellation);
        Assert.Equal(
            "max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task A_gateway_reads_its_secrets_from_files_and_logs_none_of_them()
    {
        string connection = await cluster.CreateDatabaseAsync() + ";Password=database-secret-1";
        string file = Path.Combine(_folder.FullName, "database");
        await File.WriteAllTextAsync(file, connection + "\n", Cancellation);
        await using Database database = Database.Open(connection);
        string key = (await new ApiKeyStore(database).AddAsync("Ana", Role.Admin, "test", Cancellation))!.Reveal();
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                typeof(GatewayHost).Assembly.Location, "--urls=http://127.0.0.1:0",
                "--Legacy:Address=http://127.0.0.1:1",
                $"--Routing:LastKnownFile={_folder.FullName}/routes", "--Logging:LogLevel:Default=Debug",
                "--Logging:LogLevel:Microsoft=Debug",
            },
            Environment = { ["STRANGLER_DB_FILE"] = file, ["STRANGLER_DB"] = "" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process gateway = Process.Start(start)!;
        try
        {
            List<string> said = [];
            Uri address = await ListeningAsync(gateway, said);
            using HttpClient client = new() { BaseAddress = address };
            string wrong = "strangler.000000000000.wrong-secret-2";
            Assert.Equal(200, await StatusAsync(client, "/admin/routes", key));
            Assert.Equal(401, await StatusAsync(client, "/admin/routes", wrong));
            Assert.Equal(500, await AskSoapAsync(client, "soap-secret-3"));
            gateway.Kill();
            string log = string.Join('\n', said) + await gateway.StandardOutput.ReadToEndAsync(Cancellation)
                + await gateway.StandardError.ReadToEndAsync(Cancellation);
            Assert.Contains("\"EventId\":1301", log, StringComparison.Ordinal);
            Assert.All(
                (string[])["database-secret-1", key.Split('.')[2], "wrong-secret-2", "soap-secret-3"],
                secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
        }
        finally
        {
            gateway.Kill();
        }
    }

    [Fact]
    public async Task A_secret_that_is_said_twice_stops_the_start()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningGateway.StartAsync(
            "http://127.0.0.1:1", "--STRANGLER_DB=Host=a", "--STRANGLER_DB_FILE=b"));
        Assert.Contains("both set", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<int> StatusAsync(HttpClient client, string path, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", key);
        using HttpResponseMessage response = await client.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    private static async Task<int> AskSoapAsync(HttpClient client, string secret)
    {
        using StringContent body = new(Envelopes.GetDeuda().Replace(
            "CONTRATO", secret, StringComparison.Ordinal));
        body.Headers.ContentType = new("text/xml");
        using HttpResponseMessage response = await client.PostAsync(RunningGateway.DebtPath, body, Cancellation);
        return (int)response.StatusCode;
    }

    private static async Task<Uri> ListeningAsync(Process gateway, List<string> said)
    {
        const string Words = "Now listening on: ";
        while (await gateway.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            said.Add(line);
            int at = line.IndexOf(Words, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new Uri(line[(at + Words.Length)..].Split('"')[0]);
            }
        }

        throw new InvalidOperationException(string.Join('\n', said));
    }

    private static void Write(string name, string certificate, string key)
    {
        using ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", pair, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificate, made.ExportCertificatePem());
    }

    private static bool IsOurs(X509Certificate? shown) =>
        shown?.Subject.EndsWith(".example", StringComparison.Ordinal) == true;

    private static async Task<string> ShownAsync(RunningGateway gateway)
    {
        using TcpClient connection = new();
        await connection.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancellation);
        await using SslStream tls = new(connection.GetStream(), false, (_, shown, _, _) => IsOurs(shown));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost" }, Cancellation);
        return tls.RemoteCertificate!.Subject;
    }
}
