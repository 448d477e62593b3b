using Spectre.Console;

namespace Strangler.ParallelRun.CommandLine;

/// <summary>
/// Where commands print tables and progress: colours only where a person looks, whatever the environment says.
/// </summary>
internal static class Terminal
{
    public static IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = System.Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = System.Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = System.Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });
}
