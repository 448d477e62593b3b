using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <summary>The <c>parallel-run</c> command.</summary>
internal static class ParallelRunCommand
{
    private const string Description =
        """
        Bill a group's period natively from legacy's imported data, compare with legacy's own invoices line by line, and
        say why they differ. Writes summary.json, differences.csv, bills.csv and report.html. Where no bill is worked
        out, ./strangler exceptions says why. A run that was ended goes on with --resume.
        """;

    public static Command Create()
    {
        Option<string> group = new("--group")
        {
            Description = "Billing group like 1/M08, or all.",
            Required = true,
        };
        Option<string> period = new("--period") { Description = "Like 2026-02.", Required = true };
        Option<DirectoryInfo> output = new("--out") { Description = "Directory of the reports.", Required = true };
        Option<bool> resume = new("--resume") { Description = "Go on with the run that was begun there." };
        Option<int> workers = RangedOption.Create(
            "--workers", "Ranges of contracts done at once.", Math.Min(Environment.ProcessorCount, 8), 1, 12);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("parallel-run", Description) { group, period, output, resume, workers, database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            (open, text) => RunAsync(
                open,
                new ParallelRunOptions(
                    ScopeText.GroupOrAll(parsed.GetRequiredValue(group)),
                    ScopeText.Cycle(parsed.GetRequiredValue(period)), parsed.GetRequiredValue(output).FullName,
                    parsed.GetValue(resume))
                {
                    Workers = parsed.GetValue(workers),
                },
                text, cancellation),
            cancellation));
        return command;
    }

    internal static async Task<int> RunAsync(
        Database database, ParallelRunOptions options, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            Print(await CompareAsync(database, options, cancellation), output);
            output.WriteLine($"The report: {Path.Combine(options.Output, "report.html")}");
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{options.Output}: {failure.Message}");
        }
    }

    /// <summary>A whole run with its reports.</summary>
    internal static async Task<RunSummary> CompareAsync(
        Database database, ParallelRunOptions options, CancellationToken cancellation)
    {
        RunOutcome outcome = await RunProgressBar.ShowAsync(progress =>
            new ParallelRunner(database, TimeProvider.System).RunAsync(options, progress, cancellation));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        RunReport report = new(options.Output, await new ExplanationStore(database).InForceAsync(now, cancellation));
        return await report.WriteAsync(outcome, now, cancellation);
    }

    private static void Print(RunSummary summary, TextWriter output)
    {
        TextTable verdicts = new("verdict", "bills");
        foreach ((string verdict, int bills) in summary.Verdicts)
        {
            verdicts.Add(verdict, bills);
        }

        verdicts.Write(output);
        if (summary.Causes.Count > 0)
        {
            TextTable causes = new("cause", "bills", "explained", "money", "difference");
            foreach (CauseTotal cause in summary.Causes)
            {
                causes.Add(cause.Cause, cause.Bills, cause.Explained, cause.Money, cause.Delta);
            }

            output.WriteLine();
            causes.Write(output);
        }

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.BilledNatively:N0} bills in {summary.Seconds:0.0} s; legacy {summary.LegacyTotal:N2}, native "
            + $"{summary.NativeTotal:N2}, difference {summary.Delta:N2}; {summary.Parked.Values.Sum():N0} parked."));
        foreach (string problem in summary.PlanProblems.Take(10))
        {
            output.WriteLine(problem);
        }
    }
}
