using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.StandIn;

namespace Strangler.Tests.Integration.StandIn;

public sealed class StandInCommandTests
{
    [Fact]
    public async Task A_wrong_extract_ends_the_command_with_1_and_a_message_that_names_the_file()
    {
        string empty = Directory.CreateTempSubdirectory("no-extract-").FullName;
        using StringWriter error = new();

        int code = await CommandRunner.RunAsync(Root(), ["stand-in", "--extract", empty], error);

        Directory.Delete(empty);
        Assert.Equal(1, code);
        Assert.Contains("explotacion.csv: the file is not in ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stand-in")]
    [InlineData("stand-in", "--extract", "x", "--bind", "somewhere")]
    [InlineData("stand-in", "--extract", "x", "--port", "70000")]
    [InlineData("stand-in", "--extract", "x", "--prot", "7000")]
    public async Task Bad_usage_ends_the_command_with_2(params string[] args)
    {
        using StringWriter error = new();

        Assert.Equal(2, await CommandRunner.RunAsync(Root(), args, error));
    }

    private static Command Root() => new("strangler") { StandInCommand.Create() };
}
