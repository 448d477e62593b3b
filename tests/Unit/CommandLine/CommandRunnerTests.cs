using System.CommandLine;
using Strangler.ParallelRun.Bench;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.Tests.Unit.CommandLine;

public sealed class CommandRunnerTests : IDisposable
{
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task A_command_that_does_its_work_exits_with_what_it_says()
    {
        Assert.Equal(0, await RunAsync(_ => Task.FromResult(ExitCode.Done), "work"));
        Assert.Equal(3, await RunAsync(_ => Task.FromResult(ExitCode.TargetMissed), "work"));
    }

    [Theory]
    [InlineData("work", "--count", "many")]
    [InlineData("work", "--count", "11")]
    [InlineData("work", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData]
    public async Task Bad_usage_exits_2_and_starts_nothing(params string[] args)
    {
        bool started = false;
        int code = await RunAsync(
            _ =>
            {
                started = true;
                return Task.FromResult(ExitCode.Done);
            },
            args);
        Assert.Equal((ExitCode.BadUsage, false), (code, started));
        Assert.NotEmpty(_error.ToString());
    }

    [Fact]
    public async Task A_failure_is_one_line_without_a_stack_trace()
    {
        int code = await RunAsync(_ => throw new CommandFailedException("The extract is missing."), "work");
        Assert.Equal((ExitCode.Failed, "The extract is missing.\n"), (code, _error.ToString()));
    }

    [Fact]
    public async Task An_interrupted_command_exits_130() =>
        Assert.Equal(ExitCode.Interrupted, await RunAsync(_ => throw new OperationCanceledException(), "work"));

    [Theory]
    [InlineData("bench", "--help")]
    [InlineData("bench", "gateway", "--help")]
    public async Task Help_is_no_failure(params string[] args)
    {
        Command root = new("strangler") { new System.CommandLine.Help.HelpOption { Recursive = true } };
        root.Add(BenchCommand.Create());
        Assert.Equal(ExitCode.Done, await CommandRunner.RunAsync(root, args, _error, TextWriter.Null));
    }

    private Task<int> RunAsync(Func<CancellationToken, Task<int>> work, params string[] args)
    {
        Command command = new("work") { RangedOption.Create("--count", "How many.", 5, 1, 10) };
        command.SetAction((_, cancellation) => work(cancellation));
        return CommandRunner.RunAsync(new Command("strangler") { command }, args, _error, TextWriter.Null);
    }
}
