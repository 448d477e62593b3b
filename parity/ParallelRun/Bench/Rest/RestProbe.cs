using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Strangler.ParallelRun.Bench.Forwarding;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>A fast wrong answer must not be measured: each must say what is owed, by the right side.</summary>
internal sealed class RestProbe(RestDatabases databases) : IDisposable
{
    /// <summary>400,000 contracts are loaded by then, and routes taken up.</summary>
    private static readonly TimeSpan LoadLimit = TimeSpan.FromSeconds(60);

    private static readonly int Contract = BenchDatabase.ContractsOf("native")[0];

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task CheckAsync(Contender contender, CancellationToken cancellation)
    {
        DateTimeOffset limit = TimeProvider.System.GetUtcNow() + LoadLimit;
        while (await WrongAsync(contender, cancellation) is { } wrong)
        {
            if (TimeProvider.System.GetUtcNow() > limit)
            {
                throw new CommandFailedException($"{contender.Name} does not answer as it should: {wrong}");
            }

            await Task.Delay(500, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> WrongAsync(Contender contender, CancellationToken cancellation)
    {
        using HttpRequestMessage message = Message(contender);
        message.Headers.Add("X-Strangler-Explain", "1");
        using HttpResponseMessage response = await _http.SendAsync(message, cancellation);
        string body = await response.Content.ReadAsStringAsync(cancellation);
        string way = response.Headers.TryGetValues("X-Strangler-Answer", out IEnumerable<string>? ways)
            ? ways.First() : "";
        bool passed = contender.Name is RestContenders.PassedSoap or RestContenders.PassedJson;
        bool right = contender.Name == RestContenders.Resource
            ? body.Contains($"\"contract\":{Contract},", StringComparison.Ordinal)
            : way.StartsWith(passed ? "by=legacy" : "by=native", StringComparison.Ordinal)
                && body.Contains("deuda", StringComparison.Ordinal);
        return response.StatusCode == HttpStatusCode.OK && right ? null : $"{(int)response.StatusCode} {way}";
    }

    private HttpRequestMessage Message(Contender contender)
    {
        if (contender.Name is RestContenders.NativeSoap or RestContenders.PassedSoap)
        {
            return new HttpRequestMessage(HttpMethod.Post, contender.Address)
            {
                Content = new StringContent(BenchTraffic.RequestFor(Contract), Encoding.UTF8, "text/xml"),
            };
        }

        HttpRequestMessage message = contender.Name == RestContenders.Resource
            ? new(HttpMethod.Get, new Uri(contender.Address, RestScripts.DebtPath(Contract)))
            : new(HttpMethod.Post, contender.Address)
            {
                Content = new StringContent(RestScripts.Body(Contract), MediaTypeHeaderValue.Parse("application/json")),
            };
        message.Headers.Add(
            "X-Api-Key",
            contender.Name == RestContenders.PassedJson ? databases.BareKey : databases.RoutedKey);
        return message;
    }
}
