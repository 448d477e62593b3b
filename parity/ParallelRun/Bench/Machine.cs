using System.Runtime.InteropServices;

namespace Strangler.ParallelRun.Bench;

/// <summary>The machine a figure was measured on; a figure without it says nothing.</summary>
internal sealed record Machine(int Cores, string Processor, string OperatingSystem, string Runtime)
{
    public static Machine Read() => new(
        Environment.ProcessorCount,
        Field("/proc/cpuinfo", "model name", ':') ?? "unknown processor",
        Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Cores} cores, {Processor}, {OperatingSystem}, {Runtime}";

    private static string? Field(string file, string name, char separator) => !File.Exists(file)
        ? null
        : File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(separator, 2)[1].Trim();
}
