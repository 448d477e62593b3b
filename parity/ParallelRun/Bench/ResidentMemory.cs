using System.Globalization;

namespace Strangler.ParallelRun.Bench;

/// <summary>What a process holds in memory, as Linux counts it.</summary>
internal static class ResidentMemory
{
    /// <summary>The highest resident size in bytes since the process started or <see cref="ForgetPeak"/>.</summary>
    public static long Peak(int process) => ParsePeak(File.ReadLines($"/proc/{process}/status"));

    /// <summary>
    /// Starts a new peak. Where the kernel refuses, the old peak stays: a reading too high, never too low.
    /// </summary>
    public static void ForgetPeak(int process)
    {
        try
        {
            File.WriteAllText($"/proc/{process}/clear_refs", "5");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The peak of process {process} cannot be reset: {error.Message}");
        }
    }

    /// <summary>Reads the line <c>VmHWM:   123456 kB</c>.</summary>
    public static long ParsePeak(IEnumerable<string> status)
    {
        string line = status.First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(words[1], CultureInfo.InvariantCulture) * 1024;
    }
}
