using System.CommandLine;
using System.Text;
using Npgsql;
using Strangler.Core.Tariffs;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Tariffs;
using Strangler.Postgres;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Tariffs;

/// <summary>Publishing plans into a real database.</summary>
public sealed class PublishTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset Now = new(2026, 1, 20, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_published_once_and_never_changed()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        PlanStore store = new(database);

        Assert.Equal(["a 1"], Added(await PublishAsync(store, Plan("a", "1", "2026-02-01"))));
        PublishOutcome.Published again = Assert.IsType<PublishOutcome.Published>(
            await PublishAsync(store, "// another remark, and spaces\n" + Plan("a", "1", "2026-02-01")));
        Assert.Equal((0, 1), (again.Added.Count, again.Unchanged));
        Assert.Equal(
            ["two.json: version: a 1 was published by Ana at 2026-01-20 12:00 with another content, and "
                + "stays as it is: "
                + "give the new prices another version."],
            Errors(await PublishAsync(store, Plan("b", "1", "2026-02-01"), Plan("a", "1", "2026-02-01", price: "7"))));
        PublishedPlan kept = (await store.ListAsync(Cancellation)).Single();
        Assert.Equal(("Ana", "gazette", Now), (kept.Who, kept.Why, kept.PublishedAt));
        Assert.Equal(new PriceMethod.Flat(5), kept.Read().Plan!.Charges[0].Price);
        foreach (string change in (string[])["UPDATE tariff_plan SET why = 'x'", "DELETE FROM tariff_plan",
            "TRUNCATE tariff_plan"])
        {
            await using NpgsqlCommand command = database.Command(change);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Plans_are_checked_with_those_published_before_and_all_or_none_is_taken()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        PlanStore store = new(database);
        await PublishAsync(store, Plan("a", "1", "2026-02-01", to: "2026-12-31"));

        Assert.Equal(
            [
                "one.json:1: from: It overlaps version 1, which ends on 2026-12-31.",
                "two.json:1: charges[0].price.flat: 5.123456 has more than 5 decimals.",
            ],
            Errors(await PublishAsync(
                store, Plan("a", "2", "2026-12-31"), Plan("b", "1", "2026-02-01", price: "5.123456"))));
        Assert.Single(await store.ListAsync(Cancellation));
        Assert.Equal(["a 2"], Added(await PublishAsync(store, Plan("a", "2", "2027-01-01"))));
    }

    [Fact]
    public async Task A_publication_is_announced()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        await using NpgsqlConnection ear = await database.ConnectAsync(Cancellation);
        TaskCompletionSource<string> heard = new();
        ear.Notification += (_, notice) => heard.TrySetResult($"{notice.Channel} {notice.Payload}");
        await using (NpgsqlCommand listen = new($"LISTEN {PlanStore.Channel}", ear))
        {
            await listen.ExecuteNonQueryAsync(Cancellation);
        }

        await PublishAsync(new PlanStore(database), Plan("a", "1", "2026-02-01"));
        await ear.WaitAsync(Cancellation);
        Assert.Equal("strangler_tariffs a 1", await heard.Task);
    }

    [Fact]
    public async Task Who_publishes_at_the_same_time_does_not_get_two_versions_of_one_day()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        PlanStore store = new(database);
        PublishOutcome[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => PublishAsync(store, Plan("a", $"v{i}", "2026-02-01"))));
        Assert.Single(outcomes.OfType<PublishOutcome.Published>());
        Assert.Single(await store.ListAsync(Cancellation));
    }

    [Fact]
    public async Task The_command_line_publishes_lists_shows_and_rates()
    {
        string connection = await cluster.CreateDatabaseAsync();
        string folder = Path.Combine(ParallelRun.Repository.Root, "newcore", "Core", "Tariffs", "Catalogue");
        Assert.Contains("New: 13. Published before, the same: 0.",
            await DoneAsync(connection, "publish", folder, "--who", "Ana", "--why", "February"),
                StringComparison.Ordinal);
        Assert.Contains("New: 0. Published before, the same: 13.",
            await DoneAsync(connection, "publish", folder, "--who", "Luis", "--why", "again"),
                StringComparison.Ordinal);
        Assert.Matches(
            @"domestic-medium +2026-02 +domestic +2026-02-01 +- +[\d: -]+ Ana +February",
                await DoneAsync(connection, "list"));
        Assert.Contains("221.95562", await DoneAsync(connection, "show", "domestic-medium"), StringComparison.Ordinal);
        Assert.Contains("Total 435.00 MXN", await DoneAsync(
            connection, "rate", "--published", "--plan", "domestic-medium", "--m3", "10", "--date", "2026-02-28"),
            StringComparison.Ordinal);
    }

    private static async Task<PublishOutcome> PublishAsync(PlanStore store, params string[] plans) =>
        await store.PublishAsync(
            [.. plans.Select((plan, i) => (i == 0 ? "one.json" : "two.json", Encoding.UTF8.GetBytes(plan)))],
            "Ana", "gazette", Now, Cancellation);

    private static IReadOnlyList<string> Added(PublishOutcome outcome) =>
        Assert.IsType<PublishOutcome.Published>(outcome).Added;

    private static IEnumerable<string> Errors(PublishOutcome outcome) =>
        Assert.IsType<PublishOutcome.Refused>(outcome).Errors.Select(error => $"{error}");

    /// <summary>All on one line.</summary>
    private static string Plan(string code, string version, string from, string? to = null, string price = "5")
    {
        string end = to is null ? "" : $"\"to\": \"{to}\",";
        return $$"""
            { "code": "{{code}}", "name": "A", "use": "domestic", "version": "{{version}}", "from": "{{from}}", {{end}}
              "rounding": { "total": 1 },
              "charges": [{ "concept": 1, "part": 1, "name": "Water", "price": { "flat": {{price}} } }],
              "taxes": [{ "tax": "IVA", "rate": 0, "from": "2014-01-01" }] }
            """.ReplaceLineEndings(" ");
    }

    private static async Task<string> DoneAsync(string connection, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await CommandRunner.RunAsync(
            new RootCommand { TariffsCommand.Create() }, ["tariffs", .. args, "--database", connection], error, output);
        Assert.Equal((ExitCode.Done, ""), (code, $"{error}"));
        return $"{output}";
    }
}
