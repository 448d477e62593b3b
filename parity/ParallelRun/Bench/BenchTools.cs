using System.Diagnostics;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench;

/// <summary>The programs of others that a bench needs.</summary>
internal static class BenchTools
{
    /// <summary>Installs what is missing where that is allowed, else fails and names the command.</summary>
    public static async Task EnsureAsync(IReadOnlyList<string> programs, CancellationToken cancellation)
    {
        if (Missing(programs).Count == 0)
        {
            return;
        }

        ProcessStartInfo install = new("bash", [Path.Combine(Repository.Root, "eng", "install-bench-tools.sh")]);
        using Process process = Process.Start(install) ?? throw new CommandFailedException("bash is missing.");
        await process.WaitForExitAsync(cancellation);
        if (Missing(programs) is { Count: > 0 } still)
        {
            throw new CommandFailedException(
                $"Missing: {string.Join(", ", still)}. Install with: sudo eng/install-bench-tools.sh");
        }
    }

    /// <summary>The program's full name. Debian keeps servers in sbin, which a user's PATH may leave out.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(["/usr/sbin", "/usr/local/sbin"])
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static List<string> Missing(IReadOnlyList<string> programs) =>
        [.. programs.Where(program => Find(program) is null)];
}
