using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>What wrk sends: the debts of the contracts that the SOAP script asks for, in JSON.</summary>
internal static class RestScripts
{
    public const string OperationPath = "/api/aquacis/InterfazGenericaGestionDeudaWS/getDeuda";

    public static string DebtPath(int contract) => $"/api/v1/contracts/{contract}/debt";

    public static string Body(int contract) =>
        $$"""{"tipoIdentificador":"CONTRATO","valor":"{{contract}}","explotacion":1,"idioma":"es"}""";

    public static Task<string> OperationAsync(string name, string key, CancellationToken cancellation) => WriteAsync(
        name, key, $"""wrk.format("POST", "{OperationPath}", headers, (body:gsub("NUMBER", contract)))""",
        cancellation);

    public static Task<string> ResourceAsync(string name, string key, CancellationToken cancellation) => WriteAsync(
        name, key, """wrk.format("GET", "/api/v1/contracts/" .. contract .. "/debt", headers)""", cancellation);

    private static async Task<string> WriteAsync(
        string name, string key, string request, CancellationToken cancellation)
    {
        string file = Path.Combine(Repository.Scratch, $"rest-{name}.lua");
        await File.WriteAllTextAsync(
            file,
            $$"""
              local contracts = { {{string.Join(", ", BenchDatabase.ContractsOf("native"))}} }
              local headers = { ["Content-Type"] = "application/json", ["X-Api-Key"] = "{{key}}" }
              local body = [[{{Body(0).Replace("\"0\"", "\"NUMBER\"", StringComparison.Ordinal)}}]]
              local requests, at = {}, 0
              init = function()
                for i, contract in ipairs(contracts) do
                  requests[i] = {{request}}
                end
              end
              request = function()
                at = at % #requests + 1
                return requests[at]
              end
              {{WrkScripts.Done}}

              """,
            cancellation);
        return file;
    }
}
