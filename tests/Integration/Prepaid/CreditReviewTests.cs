using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Prepaid;
using Strangler.Postgres.Prepaid;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>Credit is looked at when it changes; the valve's position, alerts and the outbox follow.</summary>
public sealed class CreditReviewTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_household_is_told_restricted_and_restored_by_a_top_up_and_each_notice_is_sent_once()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        Money running = Money.Zero;
        PrepaidCredit credit = new(
            stage.Database,
            async (one, stop) => (await stage.Desk.StatusAsync(one, stop)) is { } status
                ? new RunningCharge(running, status.Agreement.Account.Counters.Used) : null,
            new Noon());
        await stage.PayAsync(contract, 60_00, "t1");
        Assert.Equal(("open", "credit"), await ReviewAsync(stage, credit));

        running = new Money(45_00);
        await DueAsync(stage);
        Assert.Equal(("open", "credit"), await ReviewAsync(stage, credit));
        Assert.Equal(0, await credit.ReviewAsync(10, Cancellation));

        running = Money.Zero;
        stage.Litres[contract, PrepaidStage.Since] = 9_000;
        await stage.SegmentAsync(PrepaidStage.Since);
        Assert.Equal(("restricted", "credit-exhausted"), await ReviewAsync(stage, credit));

        await stage.PayAsync(contract, 50_00, "t2");
        Assert.Equal(("open", "credit"), await ReviewAsync(stage, credit));
        // 5.60 are left: both thresholds were told of, and the second top-up did not reach them.
        Assert.Equal("lowcredit 2000,restricted 0,restored 0", await stage.OneAsync<string>(
            "SELECT string_agg(kind || ' ' || amount, ',' ORDER BY id) FROM prepaid_notice"));

        NoticeWorker worker = new(stage.Database, new SandboxNotifier(stage.Database), TimeProvider.System);
        (int Sent, int Failed)[] runs = await Task.WhenAll(
            worker.RunAsync(Cancellation), worker.RunAsync(Cancellation), worker.RunAsync(Cancellation));
        Assert.Equal((3, 0), (runs.Sum(run => run.Sent), runs.Sum(run => run.Failed)));
        Assert.Equal(3, await stage.OneAsync<long>("SELECT count(*) FROM prepaid_notice_sandbox"));
    }

    [Fact]
    public async Task A_notice_that_fails_is_tried_again_later_and_then_given_up()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await stage.ExecuteAsync($"""
            INSERT INTO prepaid_notice (contract, key, kind, channel, amount)
            VALUES ({contract}, 'a', 'lowcredit', 'sms', 2000)
            """);
        FailingNotifier notifier = new();
        NoticeWorker worker = new(stage.Database, notifier, TimeProvider.System);
        for (int attempt = 0; attempt < NoticeWorker.MostAttempts + 2; attempt++)
        {
            await worker.RunAsync(Cancellation);
            Assert.Equal((0, 0), await worker.RunAsync(Cancellation));
            await stage.ExecuteAsync("UPDATE prepaid_notice SET due_at = now() - interval '1 hour'");
        }

        Assert.Equal(NoticeWorker.MostAttempts, notifier.Times);
        Assert.Equal("failed HttpRequestException", await stage.OneAsync<string>(
            "SELECT state || ' ' || reason FROM prepaid_notice"));
    }

    [Fact]
    public async Task Running_charges_are_what_the_next_segment_posts()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 1_000;
        stage.Litres[contract, PrepaidStage.Since.AddDays(1)] = 500;
        await stage.SegmentAsync(PrepaidStage.Since);

        RunningCharge? running = await stage.Segments.RunningAsync(
            new ContractNumber(contract), PrepaidStage.Since.AddDays(1), Cancellation);

        Assert.Equal(new RunningCharge(new Money(5_80), new Money(11_60)), running);
    }

    [Fact]
    public async Task The_command_line_enrols_shows_and_refuses()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        string contract = (await stage.ContractsAsync(1))[0].ToString(CultureInfo.InvariantCulture);
        string plan = stage.Plans.Codes.First(code => code != PrepaidStage.Simple
            && stage.Plans.On(code, PrepaidStage.Since) is not null);
        string[] enrol =
        [
            "enrol", "--contract", contract, "--plan", plan, "--since", "2026-03-01", "--alerts", "50,20",
            "--emergency", "30", "--who", "ana",
        ];
        Assert.Equal(0, (await RunAsync(stage, enrol)).Code);
        Assert.Contains("done before", (await RunAsync(stage, enrol)).Output);
        enrol[4] = "no-such";
        Assert.Equal(1, (await RunAsync(stage, enrol)).Code);
        Assert.Equal(0, (await RunAsync(
            stage, "emergency", "--contract", contract, "--limit", "10", "--who", "ana")).Code);
        (int code, string output) = await RunAsync(stage, "status", "--contract", contract, "--from", "2026-03-01");
        Assert.Equal(0, code);
        Assert.Contains("10.00", output);
        Assert.Contains("2027-11-15", (await RunAsync(stage, "holidays", "--year", "2027")).Output);
    }

    private static async Task<(int Code, string Output)> RunAsync(PrepaidStage stage, params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler") { PrepaidCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["prepaid", .. args, "--database", stage.Address], output, output);
        return (code, output.ToString());
    }

    private static async Task<(string Desired, string Reason)> ReviewAsync(PrepaidStage stage, PrepaidCredit credit)
    {
        Assert.Equal(1, await credit.ReviewAsync(10, Cancellation));
        return (await stage.OneAsync<string>("SELECT desired FROM prepaid_desired"),
            await stage.OneAsync<string>("SELECT reason FROM prepaid_desired"));
    }

    private static Task DueAsync(PrepaidStage stage) =>
        stage.ExecuteAsync("UPDATE prepaid_account SET review_at = now()");

    /// <summary>A Tuesday's noon in central Mexico, later than whatever the test does.</summary>
    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2099, 1, 6, 18, 0, 0, TimeSpan.Zero);
    }

    private sealed class FailingNotifier : INotifier
    {
        public int Times { get; private set; }

        public Task<NoticeOutcome> SendAsync(PrepaidNotice notice, CancellationToken cancellation)
        {
            Times++;
            throw new HttpRequestException();
        }
    }
}
