namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>What wrk sends: one request repeated, or those of some contracts in turn.</summary>
internal static class WrkScripts
{
    public static Task<string> OneRequestAsync(CancellationToken cancellation) => WriteAsync(
        "post.lua", $"wrk.body = [[{BenchTraffic.Request}]]", cancellation);

    /// <summary>Bodies are made before the first call, for wrk shares the processors with what it measures.</summary>
    public static Task<string> ContractsAsync(string mode, CancellationToken cancellation) => WriteAsync(
        $"debts-{mode}.lua",
        $$"""
          local contracts = { {{string.Join(", ", BenchDatabase.ContractsOf(mode))}} }
          local template = [[{{BenchTraffic.RequestFor(Placeholder)}}]]
          local requests, at = {}, 0
          init = function()
            for i, contract in ipairs(contracts) do
              local digits = tostring(contract)
              local body = template:gsub("{{Placeholder}}", digits)
              local room = (" "):rep({{PlaceholderDigits}} - #digits)
              requests[i] = wrk.format(nil, nil, nil, (body:gsub("</soapenv:Header>", room .. "</soapenv:Header>")))
            end
          end
          request = function()
            at = at % #requests + 1
            return requests[at]
          end
          """,
        cancellation);

    /// <summary>Prints what <see cref="Wrk"/> reads.</summary>
    internal const string Done =
        """
        done = function(summary, latency, requests)
          local e = summary.errors
          local errors = e.connect + e.read + e.write + e.status + e.timeout
          print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
            latency:percentile(50), latency:percentile(99), errors))
        end
        """;

    /// <summary>A contract number that stands nowhere else in a request.</summary>
    private const int Placeholder = 87_654_321;
    private const int PlaceholderDigits = 8;

    private static async Task<string> WriteAsync(string name, string body, CancellationToken cancellation)
    {
        string file = Path.Combine(Repository.Scratch, name);
        await File.WriteAllTextAsync(
            file,
            $$"""
              wrk.method = "POST"
              wrk.headers["Content-Type"] = "{{BenchTraffic.ContentType}}"
              {{body}}
              {{Done}}

              """,
            cancellation);
        return file;
    }
}
