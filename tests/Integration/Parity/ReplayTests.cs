using System.Text;
using System.Text.Json;
using Strangler.AquaCis.StandIn;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Parity;

public sealed class ReplayTests(PostgresCluster cluster, ReplayTests.Sides sides) : IClassFixture<ReplayTests.Sides>
{
    private static readonly SampleContract[] Contracts = [.. SampleExtract.Committed.Contracts.Take(10)];

    [Fact]
    public async Task Reads_are_sent_to_both_sides_and_what_differs_is_told_with_its_line()
    {
        await sides.AlterAsync(
            sides.Candidate, "getDeuda",
            $$"""{"kind":"value","path":"return/deuda/deudaTotal","value":"-7.00","when":"{{Contracts[3].Number}}"}""");
        string[] lines =
        [
            .. Contracts.Select(contract => Line("getDeuda", contract.Number)),
            .. Contracts.Select(contract => Line("getContratoPorContratoConDeuda", contract.Number)),
            Line("getContratosPorNifconDeuda", null, Contracts[0].TaxId),
        ];
        string report = Path.GetTempFileName();

        (int code, string output, _) = await ReplayAsync(lines, "--report", report);

        Assert.Equal(3, code);
        Assert.Contains("21 compared, 1 different, 0 not judged", output, StringComparison.Ordinal);
        string written = Assert.Single(await File.ReadAllLinesAsync(report, Cancellation));
        JsonElement found = JsonDocument.Parse(written).RootElement;
        Assert.Equal(4, found.GetProperty("line").GetInt64());
        Assert.Equal("return/deuda/deudaTotal", found.GetProperty("differences")[0].GetProperty("path").GetString());
        File.Delete(report);
    }

    [Fact]
    public async Task Broken_lines_and_commands_are_reported_by_number_and_passed_over()
    {
        (int code, string output, _) = await ReplayAsync(
        [
            "{", "", """{"operation":"avisarPago","fields":{"importe":1}}""",
            """{"operation":"getDeuda","body":"<x/>"}""",
            """{"operation":"getDeuda","fields":{"nothing":1}}""", new string('x', 1024 * 1024 + 1),
            Line("getDeuda", Contracts[0].Number),
        ]);
        Assert.Equal(0, code);
        Assert.Equal(
            [1, 3, 4, 5, 6],
            output.Split('\n').Where(line => line.Contains("was passed over", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split(' ')[1], null)).Order());
        Assert.Contains("1 compared, 0 different", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_can_begin_at_a_later_line()
    {
        string[] lines = [.. Contracts.Select(contract => Line("getDeudaContrato", contract.Number))];
        (_, string output, _) = await ReplayAsync(lines, "--from-line", "8");
        Assert.Contains("3 compared", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_envelope_is_sent_as_it_is()
    {
        string envelope = Soap("getDeuda", $"<valor>{Contracts[0].Number}</valor>");
        string line = JsonSerializer.Serialize(new { service = "InterfazGenericaGestionDeudaWS", body = envelope });
        Assert.Contains("1 compared, 0 different", (await ReplayAsync([line])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_primary_says_otherwise_the_second_time_is_noise()
    {
        // Only the first answer of the primary is altered: asked again it says what the candidate says.
        await sides.AlterAsync(
            sides.Primary, "getDeuda", """{"kind":"value","path":"return/deuda/deuda","value":"-1.00","times":1}""");
        (int code, string output, _) = await ReplayAsync([Line("getDeuda", Contracts[0].Number)], "--noise");
        Assert.Equal(0, code);
        Assert.Contains("1 compared, 0 different", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_side_that_does_not_answer_is_no_pass()
    {
        (int code, string output, _) = await Commands.RunAsync(
            "replay", "--file", await FileOf([Line("getDeuda", 1)]), "--primary", sides.Primary.Address.AbsoluteUri,
            "--candidate", "http://127.0.0.1:1");
        Assert.Equal(0, code);
        Assert.Contains("0 compared, 0 different, 1 not judged", output, StringComparison.Ordinal);
        Assert.Contains("candidate: not reachable", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_verdicts_are_summed_up_and_the_rules_of_the_database_apply()
    {
        string database = await cluster.CreateDatabaseAsync();
        await sides.AlterAsync(
            sides.Candidate, "getDeuda", """{"kind":"value","path":"return/deuda/direccion","value":"OTRA"}""");
        Assert.Equal(0, (await Commands.RunAsync(
            "parity", "rules", "add", "--path", "return/deuda/direccion", "--expires", "1d", "--why", "known", "--yes",
            "--database", database)).Code);

        (int code, _, _) = await ReplayAsync(
            [.. Contracts.Select(contract => Line("getDeuda", contract.Number))], "--store", "--database", database);

        Assert.Equal(0, code);
        string summary = (await Commands.RunAsync("parity", "summary", "--database", database)).Output;
        Assert.Contains(
            summary.Split('\n'),
            line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["getDeuda", "-", "10", "0", "10", ..]);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Line(string operation, int? contract, string? taxId = null) =>
        JsonSerializer.Serialize(new { operation, contract, taxId });

    private static string Soap(string operation, string fields) =>
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
        + $"<o:{operation} xmlns:o='http://interfazgenericagestiondeuda.occamcxf.occam.agbar.com/'>{fields}"
        + $"</o:{operation}></e:Body></e:Envelope>";

    private async Task<(int Code, string Output, string Error)> ReplayAsync(string[] lines, params string[] more)
    {
        string file = await FileOf(lines);
        try
        {
            return await Commands.RunAsync(
            [
                "replay", "--file", file, "--primary", sides.Primary.Address.AbsoluteUri, "--candidate",
                sides.Candidate.Address.AbsoluteUri, .. more,
            ]);
        }
        finally
        {
            File.Delete(file);
            await sides.ResetAsync();
        }
    }

    private static async Task<string> FileOf(string[] lines)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, lines, Cancellation);
        return file;
    }

    /// <summary>Two stand-ins of the same extract.</summary>
    public sealed class Sides : IAsyncLifetime
    {
        private readonly HttpClient _control = new();
        private StandInServer? _primary;
        private StandInServer? _candidate;

        internal StandInServer Primary => _primary!;

        internal StandInServer Candidate => _candidate!;

        public async ValueTask InitializeAsync()
        {
            _primary = await StandInServer.StartAsync(RunningProduct.LegacyOptions, Cancellation);
            _candidate = await StandInServer.StartAsync(RunningProduct.LegacyOptions, Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            _control.Dispose();
            await _primary!.DisposeAsync();
            await _candidate!.DisposeAsync();
        }

        internal async Task AlterAsync(StandInServer side, string operation, string json)
        {
            using StringContent content = new(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _control.PutAsync(
                new Uri(side.ControlAddress, $"alterations/{operation}"), content, Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        internal async Task ResetAsync()
        {
            foreach (StandInServer side in new[] { Primary, Candidate })
            {
                await _control.DeleteAsync(new Uri(side.ControlAddress, "alterations"), Cancellation);
            }
        }
    }
}
