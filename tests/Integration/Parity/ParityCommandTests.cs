using Strangler.Postgres;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Parity;

public sealed class ParityCommandTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const string Service = "InterfazGenericaGestionDeudaWS";
    private string _connection = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(_connection);
        VerdictRecord same = new(
            TimeProvider.System.GetUtcNow(), Service, "getDeuda", "1/M08", 7, PrimaryIsNative: false,
            CallOutcome.Same, TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(2));
        await new VerdictStore(database).WriteAsync(
            [
                same, same, same,
                same with
                {
                    Outcome = CallOutcome.Different,
                    Differences = [new KeptDifference("return/deuda/mensaje[1]/codigoMensaje", "1", null, null)],
                },
                same with
                {
                    Outcome = CallOutcome.Different,
                    Differences =
                    [
                        new KeptDifference("return/deuda/deuda", "10.00", "10.02", 0.02m),
                        new KeptDifference("return/deuda/deudaTotal", "10.00", "12.00", 2m),
                    ],
                    MoneyDelta = 2.02m,
                    Sample = new VerdictSample("<asked/>", "<left/>", "<right/>"),
                },
                same with { Outcome = CallOutcome.Failed, Reason = "candidate: time-out", CandidateTook = null },
                same with { Outcome = CallOutcome.NotCompared, Reason = "queue full", Group = "" },
            ],
            Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_summary_says_how_many_came_to_what_and_why_some_were_not_judged()
    {
        string[] lines = (await RunAsync("parity", "summary")).Output.Split('\n');
        Assert.Contains(
            lines, line => Words(line) is ["getDeuda", "1/M08", "5", "3", "0", "0", "2", "1", "0", "2.02", ..]);
        Assert.Contains(lines, line => Words(line) is ["getDeuda", "-", "0", "0", "0", "0", "0", "0", "1", ..]);
        Assert.Contains(lines, line => Words(line) is [.., "failed", "1", "candidate:", "time-out"]);
        Assert.Contains(lines, line => line.EndsWith("queue full", StringComparison.Ordinal));
        Assert.Contains("5 compared, 2 different, 2 not judged, 2.02 pesos apart.", lines);
        Assert.Contains(lines, line => line.Contains("████████████░░░░░░░░ 60.00 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--group", "7/AM1")]
    [InlineData("--operation", "getImpagadosContrato")]
    [InlineData("--since", "2100-01-01")]
    public async Task A_summary_of_what_was_not_compared_says_so(string option, string value) => Assert.Equal(
        "Nothing has been compared.\n", (await RunAsync("parity", "summary", option, value)).Output);

    [Theory]
    [InlineData("--group", "M08")]
    [InlineData("--operation", "getNothing")]
    [InlineData("--since", "yesterday")]
    public async Task A_scope_that_means_nothing_is_refused(string option, string value) =>
        Assert.Equal(1, (await RunAsync("parity", "summary", option, value)).Code);

    [Fact]
    public async Task A_listed_verdict_is_shown_place_by_place()
    {
        string[] listed = Words((await RunAsync("parity", "list", "--limit", "1")).Output.Split('\n')[1]);
        string shown = (await RunAsync("parity", "show", listed[0])).Output;
        Assert.Contains(
            "Legacy answered in 4.0 ms; Native was asked for comparison, 2.0 ms", shown, StringComparison.Ordinal);
        Assert.Contains(
            shown.Split('\n'), line => Words(line) is ["return/deuda/deudaTotal", "10.00", "12.00", "+2.00"]);
        Assert.Contains("Candidate, masked:\n<right/>", shown, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("parity", "show", "999999")).Code);
    }

    [Fact]
    public async Task A_rule_is_previewed_added_only_when_said_so_and_removed()
    {
        string[] add =
        [
            "parity", "rules", "add", "--path", "return/deuda/**", "--tolerance", "0.05", "--operation", "getDeuda",
            "--expires", "7d", "--reason", "rounding", "--who", "ana",
        ];
        (int code, string output, _) = await RunAsync(add);
        Assert.Equal(1, code);
        Assert.Contains(
            "Of the 2 newest different calls kept, this rule would have hidden 0 altogether and a part of 1 more: "
            + "1 places, 0.02 pesos.", output, StringComparison.Ordinal);
        Assert.StartsWith(
            "There are no rules", (await RunAsync("parity", "rules", "list")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync([.. add, "--yes"])).Code);
        string[] row = Words((await RunAsync("parity", "rules", "list")).Output.Split('\n')[1]);
        Assert.Equal([$"{Service}.getDeuda", "all", "return/deuda/**", "0.05"], row[1..5]);

        Assert.Equal(0, (await RunAsync("parity", "rules", "remove", row[0], "--who", "luis")).Code);
        Assert.Equal(1, (await RunAsync("parity", "rules", "remove", row[0], "--who", "luis")).Code);
        Assert.Contains(
            "removed by luis", (await RunAsync("parity", "rules", "list", "--all")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return//x", "7d", "why", "0.01")]
    [InlineData("return/x", "2020-01-01", "why", "0.01")]
    [InlineData("return/x", "7d", " ", "0.01")]
    [InlineData("return/x", "7d", "why", "-1")]
    public async Task A_rule_that_cannot_be_is_refused(string path, string expires, string why, string tolerance) =>
        Assert.Equal(1, (await RunAsync(
            "parity", "rules", "add", "--path", path, "--expires", expires, "--why", why, "--tolerance", tolerance,
            "--yes")).Code);

    [Theory]
    [InlineData("--path", "return/x", "--why", "w")]
    [InlineData("--path", "return/x", "--expires", "7d")]
    public async Task A_rule_needs_a_reason_and_an_end(params string[] options) =>
        Assert.Equal(2, (await RunAsync(["parity", "rules", "add", "--yes", .. options])).Code);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        Commands.RunAsync([.. args, "--database", _connection]);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
