using System.Diagnostics;
using System.Globalization;

namespace Strangler.ParallelRun.Bench;

/// <summary>
/// Processor time a process and its children have used. Unlike requests/s it hardly changes with what else the machine
/// does.
/// </summary>
internal static class ProcessorTime
{
    public static TimeSpan Of(int process) => Children(process).Prepend(process)
        .Select(id =>
        {
            using Process one = Process.GetProcessById(id);
            return one.TotalProcessorTime;
        })
        .Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    private static IEnumerable<int> Children(int process)
    {
        string file = $"/proc/{process}/task/{process}/children";
        return File.Exists(file)
            ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            : [];
    }
}
