using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.StandIn;

namespace Strangler.Tests.Unit.CommandLine;

public sealed class StandInCommandTests
{
    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_a_failure_in_one_line()
    {
        using StringWriter error = new();
        Command root = new("strangler") { StandInCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["stand-in", "--extract", Path.Combine(Repository.Root, "samples", "extract"), "--bind", "192.0.2.1"],
            error, TextWriter.Null);
        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal("Cannot assign requested address", error.ToString().TrimEnd().Split('\n')[^1]);
    }
}
