namespace Strangler.ParallelRun.Bench;

/// <summary>docs/performance.md: each bench owns the part between its two markers and touches nothing else.</summary>
internal static class PerformancePage
{
    public static string File => Path.Combine(Repository.Root, "docs", "performance.md");

    public static async Task WriteAsync(string bench, string section, CancellationToken cancellation)
    {
        string page = System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File, cancellation) : "";
        await System.IO.File.WriteAllTextAsync(File, Replace(page, bench, section), cancellation);
    }

    /// <summary>A page without the markers gets them at its end.</summary>
    public static string Replace(string page, string bench, string section)
    {
        string open = $"<!-- bench:{bench} -->";
        string close = $"<!-- /bench:{bench} -->";
        int start = page.IndexOf(open, StringComparison.Ordinal);
        int end = page.IndexOf(close, StringComparison.Ordinal);
        return start < 0 || end < start
            ? $"{page.TrimEnd()}\n\n{open}\n{section.Trim()}\n{close}\n".TrimStart()
            : $"{page[..(start + open.Length)]}\n{section.Trim()}\n{page[end..]}";
    }
}
