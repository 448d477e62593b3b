using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Gateway.Metering;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Meters;
using Strangler.ParallelRun.Valves;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Valves;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>Valves by the command line: what is told, what is refused, and the exit code of it.</summary>
public sealed class ValveLineTests(PostgresCluster cluster, MeterBroker broker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orders_are_given_listed_approved_by_another_and_taken_back()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 12);
        string file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, stage.Meters.Select(one => one.Device), Cancellation);
        string[] order = ["--position", "restricted", "--litres", "200", "--why", "a test", "--who", "ana"];

        Assert.Contains("12 valves waits", (await DoneAsync(stage, ["order", "--devices", file, .. order])));
        string pending = await stage.OneAsync<string>("SELECT id::text FROM valve_order");
        Assert.Contains(pending, await DoneAsync(stage, "list", "--pending"));
        Assert.Contains(
            "another person must", await RefusedAsync(stage, "approve", "--id", pending, "--who", "Ana"));
        Assert.Contains("is approved", await DoneAsync(stage, "approve", "--id", pending, "--who", "eva"));
        Assert.Contains("was released", await RefusedAsync(stage, "cancel", "--id", pending, "--who", "eva"));
        Assert.Contains("restricted to 200 l/day", await DoneAsync(stage, "list", "--drift"));
        Assert.Contains("eva", await DoneAsync(stage, "show", "--device", stage.Meters[0].Device));

        await DoneAsync(stage, ["order", "--devices", file, .. order]);
        string second = await stage.OneAsync<string>("SELECT id::text FROM valve_order WHERE state = 'pending'");
        Assert.Contains("is cancelled", await DoneAsync(stage, "cancel", "--id", second, "--who", "ana"));
        File.Delete(file);
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_refused_with_its_reason()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 2);
        (string household, string shop) = (stage.Meters[0].Device, stage.Meters[1].Device);
        await stage.DoAsync("UPDATE meter_device SET has_valve = false WHERE contract = 2");

        Assert.Contains("never closed", await RefusedAsync(stage, Order(household, "closed")));
        Assert.Contains("Not registered as meters: nobody", await RefusedAsync(stage, Order("nobody", "open")));
        Assert.Contains("restricted is 1 to", await RefusedAsync(stage, Order(household, "restricted")));
        string without = await RefusedAsync(stage, Order(shop, "closed"));
        Assert.Contains($"Meters without a valve: {shop}. Nothing was ordered.", without);
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM valve_command"));
        Assert.Equal(2, (await RunAsync(stage, "order", "--position", "ajar", "--why", "a", "--device", shop)).Code);
        Assert.Contains("Nothing was ever ordered", await RefusedAsync(stage, "show", "--device", "nobody"));

        (int code, string output) = await RunAsync(
            stage, RegisterCommand.Create(), "register", "--device", shop, "--contract", "2", "--valve");
        Assert.Equal((0, $"{shop} has a valve."), (code, output.Trim()));
        Assert.Equal(0, (await RunAsync(stage, Order(shop, "closed"))).Code);
        Assert.True(await new DeviceRegistration(stage.Database).AddAsync(
            new NewDevice("other", new ContractNumber(2))
            {
                Since = stage.Clock.Now,
                HasValve = true,
            },
            "ana", Cancellation));
        Assert.Equal(0, (await RunAsync(stage, Order("other", "open"))).Code);
    }

    [Fact]
    public async Task A_command_that_stays_unknown_is_ended_by_who_looked_at_the_valve_and_the_next_one_goes()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        (ValveWorker worker, _) = await stage.WorkerAsync();
        await DoneAsync(stage, Order(meter.Device, "restricted", "--litres", "200"));
        string command = await stage.OneAsync<string>("SELECT id::text FROM valve_command");
        string[] resolve = ["resolve", "--command", command, "--who", "eva", "--reason", "crew 7 looked"];
        Assert.Contains("approved, not unknown", await RefusedAsync(stage, [.. resolve, "--state", "open"]));
        await stage.DoAsync("UPDATE valve_command SET state = 'unknown', attempts = 6, expires_at = now() + '1 day'");
        await DoneAsync(stage, Order(meter.Device, "open"));
        stage.Clock.Now = TimeProvider.System.GetUtcNow().AddMinutes(1);
        await worker.SendDueAsync(Cancellation);
        Assert.Equal("1 unknown 6, 2 approved 0", await stage.CommandsAsync(meter));

        Assert.Contains("may act on it until", await RefusedAsync(stage, [.. resolve, "--state", "open"]));
        await stage.DoAsync("UPDATE valve_command SET expires_at = now() - interval '1 hour' WHERE number = 1");
        Assert.Contains("ended as expired", await DoneAsync(stage, [.. resolve, "--state", "open"]));
        Assert.Contains("done before", await DoneAsync(stage, [.. resolve, "--state", "open"]));
        Assert.Contains("It has ended", await RefusedAsync(stage, [.. resolve, "--state", "closed"]));
        await worker.SendDueAsync(Cancellation);

        Assert.Equal("1 expired 6, 2 sent 1", await stage.CommandsAsync(meter));
        Assert.Contains("eva", await DoneAsync(stage, "list"));
        Assert.Contains("crew 7 looked", await DoneAsync(stage, "show", "--device", meter.Device));
        Assert.Equal("open eva eva expired", await stage.OneAsync<string>($"""
            SELECT concat_ws(' ', d.reported, d.reported_by, a.who, a.outcome)
            FROM valve_device d, (SELECT who, outcome FROM audit WHERE act = '{command}' ORDER BY id DESC LIMIT 1) a
            """));
        ValveCounts counts = await ValveCounts.ReadAsync(
            stage.Database, TimeProvider.System.GetUtcNow().AddMinutes(5), Cancellation);
        Assert.Equal([("open", "sent", 1), ("restricted", "expired", 1)], counts.Lately);
        Assert.Equal((0, 1), (counts.Open["unknown"], counts.Open["sent"]));
        Assert.InRange(counts.Oldest.TotalSeconds, 295, 600);
    }

    private static string[] Order(string device, string position, params string[] more) =>
        ["order", "--device", device, "--position", position, "--why", "a test", "--who", "ana", .. more];

    private static async Task<string> DoneAsync(ValveStage stage, params string[] args)
    {
        (int code, string output) = await RunAsync(stage, args);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<string> RefusedAsync(ValveStage stage, params string[] args)
    {
        (int code, string output) = await RunAsync(stage, args);
        Assert.True(code == 1, string.Create(CultureInfo.InvariantCulture, $"{code}: {output}"));
        return output;
    }

    private static Task<(int Code, string Output)> RunAsync(ValveStage stage, params string[] args) =>
        RunAsync(stage, ValvesCommand.Create(), ["valves", .. args]);

    private static async Task<(int Code, string Output)> RunAsync(
        ValveStage stage, Command command, params string[] args)
    {
        using StringWriter output = new();
        int code = await CommandRunner.RunAsync(
            new Command("strangler") { command }, [.. args, "--database", stage.Address], output, output);
        return (code, output.ToString());
    }
}
