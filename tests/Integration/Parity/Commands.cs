using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Parity;
using Strangler.ParallelRun.Replay;

namespace Strangler.Tests.Integration.Parity;

/// <summary>Runs a command line as ./strangler does, and keeps what it says.</summary>
internal static class Commands
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { ParityCommand.Create(), ReplayCommand.Create() };
        int code = await CommandRunner.RunAsync(root, args, error, output);
        return (code, output.ToString(), error.ToString());
    }
}
