using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Meters;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary><c>meters register</c> as operators call it.</summary>
public sealed class RegisterCommandTests(PostgresCluster cluster)
{
    [Fact]
    public async Task A_device_is_registered_once_and_what_is_said_of_it_later_is_kept()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        string contract = (await stage.Imported.OneAsync<int>("SELECT min(contract)::integer FROM meter_device"))
            .ToString(CultureInfo.InvariantCulture);
        string[] one = ["--device", "new-1", "--contract", contract];

        Assert.Equal(
            (ExitCode.Done, "new-1 is registered.\n"), await RunAsync(stage, [.. one, "--highest-flow", "80000"]));
        Assert.Equal("80000 f", await KeptAsync(stage));
        Assert.Equal(ExitCode.Failed, (await RunAsync(stage, one)).Code);
        Assert.Equal(
            (ExitCode.Done, "new-1 has a valve.\n200,000 litres an hour can pass new-1 from now on.\n"),
            await RunAsync(stage, [.. one, "--highest-flow", "200000", "--valve"]));
        Assert.Equal("200000 t", await KeptAsync(stage));
    }

    [Theory]
    [InlineData("--highest-flow needs --device", "--highest-flow", "5")]
    [InlineData("--device needs --contract", "--device", "x")]
    [InlineData("1 to 100,000,000 litres an hour", "--device", "x", "--contract", "1", "--highest-flow", "0")]
    [InlineData("--turns-at must be", "--device", "x", "--contract", "1", "--turns-at", "10")]
    [InlineData("there is no such contract", "--device", "x", "--contract", "99999999")]
    public async Task What_makes_no_sense_is_refused_with_its_reason(string reason, params string[] args)
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);

        (int code, string output) = await RunAsync(stage, args);

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.Equal(0, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_device WHERE device = 'x'"));
    }

    private static Task<string> KeptAsync(MeterStage stage) => stage.Imported.OneAsync<string>(
        "SELECT highest_flow || ' ' || left(has_valve::text, 1) FROM meter_device WHERE device = 'new-1'");

    private static async Task<(int Code, string Output)> RunAsync(MeterStage stage, params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler") { RegisterCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["register", .. args, "--database", stage.Imported.ConnectionString], output, output);
        return (code, output.ToString());
    }
}
