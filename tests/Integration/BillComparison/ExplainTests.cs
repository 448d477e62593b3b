using System.Text.Json;
using Strangler.Postgres;
using Strangler.Postgres.Billing;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.BillComparison;

public sealed class ExplainTests(PostgresCluster cluster)
{
    private const string Period = "2026-03";
    private const string Cause = "vat-on-domestic";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_explained_difference_stays_in_every_report_with_who_answers_for_it()
    {
        using ComparedExtract compared = await ImportAsync();
        await compared.RunAsync(Period);
        int before = Rows(compared).Count;
        string[] wanted = [.. Rows(compared).Where(row => row["cause"] == Cause).Select(row => row["contract"])];
        Assert.NotEmpty(wanted);

        await AddAsync(compared, "--cause", Cause, "--period", Period);
        string output = await compared.RunAsync(Period);

        Assert.Equal(before, Rows(compared).Count);
        Assert.Equal(
            wanted.Order(),
            Rows(compared).Where(row => row["verdict"] == "explained" && row["cause"] == Cause
                && row["detail"].StartsWith("explained by rule 1; ", StringComparison.Ordinal))
                .Select(row => row["contract"]).Order());
        JsonElement rule = compared.Summary(Period).GetProperty("explanations")[0];
        Assert.Equal("ana", rule.GetProperty("who").GetString());
        Assert.Equal(wanted.Length, rule.GetProperty("bills").GetInt32());
        Assert.Contains("<td>ana</td><td>court ruling &lt;7&gt;</td>", compared.Report(Period));
        Assert.Contains(
            output.Split('\n'), line => Words(line) is [Cause, _, var explained, ..]
                && explained == $"{wanted.Length}");
    }

    [Fact]
    public async Task One_that_is_removed_or_has_expired_or_is_of_something_else_counts_for_nothing()
    {
        using ComparedExtract compared = await ImportAsync();
        await AddAsync(compared, "--cause", Cause);
        Assert.Equal(0, (await compared.TryAsync("parity", "explain", "remove", "1", "--who", "luis")).Code);
        Assert.Equal(1, (await compared.TryAsync("parity", "explain", "remove", "1", "--who", "luis")).Code);
        await AddAsync(compared, "--cause", Cause, "--period", "2026-04");
        await AddAsync(compared, "--cause", Cause, "--group", "8/HU1", "--contract", "1");
        await using (Database database = Database.Open(compared.Connection))
        {
            DateTimeOffset past = TimeProvider.System.GetUtcNow().AddDays(-2);
            await new ExplanationStore(database).AddAsync(
                new NewExplanation(Cause, null, null, null, "ana", "until yesterday", past.AddDays(1)), past,
                Cancellation);
        }

        await compared.RunAsync(Period);

        Assert.DoesNotContain(Rows(compared), row => row["verdict"] == "explained");
        string listed = (await compared.TryAsync("parity", "explain", "list", "--all")).Output;
        Assert.Contains("removed by luis", listed);
        Assert.Contains("expired", listed);
        string inForce = (await compared.TryAsync("parity", "explain", "list")).Output;
        Assert.Equal(["2", "3"], inForce.TrimEnd().Split('\n').Skip(1).Select(line => Words(line)[0]));
    }

    [Theory]
    [InlineData("court ruling", "7d")]
    [InlineData("court ruling", "7d", "--cause", "no-such-cause")]
    [InlineData("court ruling", "7d", "--cause", "stale-tariff", "--group", "M08")]
    [InlineData("court ruling", "7d", "--cause", "stale-tariff", "--period", "2026-13")]
    [InlineData("court ruling", "7d", "--contract", "0")]
    [InlineData("court ruling", "2020-01-01", "--cause", "stale-tariff")]
    [InlineData(" ", "7d", "--cause", "stale-tariff")]
    [InlineData("court ruling", "7d", "--cause", "stale-tariff", "--who", " ")]
    public async Task One_that_cannot_be_is_refused(string why, string expires, params string[] options)
    {
        using ComparedExtract compared = await ComparedExtract.EmptyAsync(cluster);

        (int code, _, string error) = await compared.TryAsync(
            ["parity", "explain", "add", "--why", why, "--expires", expires, .. options]);

        Assert.Equal(1, code);
        Assert.NotEmpty(error);
        Assert.StartsWith(
            "There are no explanations", (await compared.TryAsync("parity", "explain", "list")).Output);
    }

    [Theory]
    [InlineData("--why", "court ruling")]
    [InlineData("--expires", "7d")]
    public async Task One_without_a_reason_or_an_end_is_bad_usage(params string[] options)
    {
        using ComparedExtract compared = await ComparedExtract.EmptyAsync(cluster);

        Assert.Equal(
            2, (await compared.TryAsync(["parity", "explain", "add", "--cause", "stale-tariff", .. options])).Code);
    }

    private Task<ComparedExtract> ImportAsync() =>
        ComparedExtract.ImportAsync(cluster, RepositoryPlaces.SampleExtract);

    private static async Task AddAsync(ComparedExtract compared, params string[] options)
    {
        (int code, string output, string error) = await compared.TryAsync(
            ["parity", "explain", "add", "--why", "court ruling <7>", "--who", "ana", "--expires", "7d", .. options]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("is in force until", output);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(ComparedExtract compared) =>
        [.. compared.Differences(Period).Where(row => row["verdict"] != "same")];

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
