namespace Strangler.ParallelRun.CommandLine;

/// <summary>What a command leaves behind for the script that called it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work could not be done; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong; nothing was started.</summary>
    public const int BadUsage = 2;

    /// <summary>The work was done and a measured figure misses its target.</summary>
    public const int TargetMissed = 3;

    /// <summary>Ctrl-C or TERM ended the command before it was done.</summary>
    public const int Interrupted = 130;

    /// <summary>The same list, as every root --help shows it.</summary>
    public static string Legend(string description) =>
        $"""
         {description}

         Exit codes: {Done} done, {Failed} failed, {BadUsage} bad usage, {TargetMissed} a target was missed,
         {Interrupted} interrupted.
         """;
}
