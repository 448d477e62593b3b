using System.Diagnostics;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>Extracts of the shared generator, kept for the next run of the bench.</summary>
internal static class BenchExtract
{
    private const string Periods = "2";
    private const string Whole = "whole";

    /// <summary>The folder of the extract.</summary>
    public static async Task<string> GetAsync(int contracts, int seed, CancellationToken cancellation)
    {
        string folder = Path.Combine(Repository.Scratch, Text($"extract-{contracts}-{seed}"));
        string mark = Path.Combine(folder, Whole);
        if (File.Exists(mark))
        {
            return folder;
        }

        string generator = Path.Combine(Repository.Root, "..", "shared", "legacy-extract", "generate.py");
        if (!File.Exists(generator) || BenchTools.Find("python3") is not { } python)
        {
            throw new CommandFailedException("This bench needs python3 and ../shared/legacy-extract/generate.py.");
        }

        Console.Error.WriteLine(Text($"Generating an extract of {contracts:N0} contracts ..."));
        ProcessStartInfo start = new(
            python,
            [
                generator, "--out", folder, "--contracts", Text($"{contracts}"), "--periods", Periods, "--seed",
                Text($"{seed}"),
            ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start) ?? throw new CommandFailedException("python3 does not start.");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw new CommandFailedException("The extract could not be generated.");
        }

        await File.WriteAllTextAsync(mark, "", cancellation);
        return folder;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
