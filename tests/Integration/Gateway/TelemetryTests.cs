using System.Diagnostics;
using System.Text;
using Strangler.Gateway;

namespace Strangler.Tests.Integration.Gateway;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_count_by_service_operation_and_outcome_in_prometheus_form()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using RunningGateway gateway = await RunningGateway.StartAsync(backend.Address);
        await gateway.PostAsync(RunningGateway.DebtPath, Envelopes.GetDeuda());
        await gateway.PostAsync(RunningGateway.DebtPath, Envelopes.GetDeuda());
        await gateway.PostAsync(RunningGateway.DebtPath, "<mine xmlns=\"private\"/>");

        string text = "";
        await Eventually.BecomesAsync(true, async () =>
        {
            text = await gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            return text.Contains("strangler_requests_under_way 0\n", StringComparison.Ordinal);
        });
        const string debt = "service=\"InterfazGenericaGestionDeudaWS\"";
        Assert.Contains($"strangler_requests_total{{operation=\"getDeuda\",outcome=\"answered\",{debt}}} 2\n", text,
            StringComparison.Ordinal);
        Assert.Contains($"strangler_requests_total{{operation=\"unknown\",outcome=\"not-soap\",{debt}}} 1\n", text,
            StringComparison.Ordinal);
        Assert.Contains($"strangler_request_duration_seconds_count{{operation=\"getDeuda\",{debt}}} 2\n", text,
            StringComparison.Ordinal);
        Assert.Contains($"strangler_request_duration_seconds_bucket{{operation=\"getDeuda\",{debt},le=\"+Inf\"}} 2\n",
            text, StringComparison.Ordinal);
        Assert.Contains("# TYPE strangler_request_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(
            "^(# (HELP|TYPE) [a-z_]+ .*|[a-z_]+(\\{[^{}]*\\})? [-+0-9.eE]+|[a-z_]+ NaN)$", line));
    }

    [Fact]
    public async Task A_gateway_told_of_a_collector_sends_it_its_traces()
    {
        await using ScriptedBackend backend = ScriptedBackend.Answering("<ok/>");
        await using ScriptedBackend collector = ScriptedBackend.Answering("");
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                typeof(GatewayHost).Assembly.Location, "--urls", "http://127.0.0.1:0", "--Legacy:Address",
                    backend.Address,
            },
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "50",
            },
            RedirectStandardOutput = true,
        };
        using Process gateway = Process.Start(start)!;
        try
        {
            string address = await AddressOfAsync(gateway);
            using HttpClient client = new();
            await client.PostAsync(
                address + RunningGateway.DebtPath, new StringContent(Envelopes.GetDeuda()),
                    TestContext.Current.CancellationToken);
            await Eventually.BecomesAsync(true, () => Task.FromResult(collector.Requests.Any(request =>
                request.Line.StartsWith("POST /v1/traces ", StringComparison.Ordinal)
                && Encoding.UTF8.GetString(request.Body).Contains("getDeuda", StringComparison.Ordinal))));
        }
        finally
        {
            gateway.Kill();
            await gateway.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Out of the log line in which the server says where it listens.</summary>
    private static async Task<string> AddressOfAsync(Process gateway)
    {
        const string listening = "Now listening on: ";
        while (await gateway.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(listening, StringComparison.Ordinal) is var found and >= 0)
            {
                string rest = line[(found + listening.Length)..];
                return rest[..rest.IndexOf('"', StringComparison.Ordinal)];
            }
        }

        throw new InvalidOperationException("The gateway did not say where it listens.");
    }
}
