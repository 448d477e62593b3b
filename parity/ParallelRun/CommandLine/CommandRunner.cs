using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Strangler.ParallelRun.Audit;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>Runs one command line and turns how it ended into an <see cref="ExitCode"/>.</summary>
internal static class CommandRunner
{
    /// <summary>How long a command may take to end what it started, after Ctrl-C.</summary>
    private static readonly TimeSpan EndingLimit = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(
        Command root, IReadOnlyList<string> args, TextWriter? error = null, TextWriter? output = null)
    {
        // What the commands print is read by scripts and written into docs/: the same on every machine.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        ParseResult parsed = root.Parse(args);
        InvocationConfiguration configuration = new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = EndingLimit,
            Error = error ?? Console.Error,
            Output = output ?? Console.Out,
        };
        try
        {
            int code = await CommandAudit.RunAsync(parsed, () => parsed.InvokeAsync(configuration));
            // The library answers 1 to a parse error; scripts must be able to tell it from a failed run.
            return parsed.Action is ParseErrorAction ? ExitCode.BadUsage : code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (CommandFailedException failure)
        {
            await configuration.Error.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }
    }
}
