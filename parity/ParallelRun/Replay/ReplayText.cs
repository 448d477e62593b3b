using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Parity;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Replay;

/// <summary>What a replay came to, as text.</summary>
internal static class ReplayText
{
    private const int PathsShown = 3;

    public static void Write(ReplayTally tally, TextWriter output)
    {
        SummaryText.Write(tally.Summarize(), output);
        WriteDifferent(tally, output);
        foreach (ReplayCall.Broken broken in tally.ShownBroken)
        {
            output.WriteLine($"Line {broken.Line} was passed over: {broken.Why}.");
        }

        if (tally.Broken > tally.ShownBroken.Count)
        {
            output.WriteLine($"... and {tally.Broken - tally.ShownBroken.Count} more lines were passed over.");
        }
    }

    private static void WriteDifferent(ReplayTally tally, TextWriter output)
    {
        if (tally.Shown.Count == 0)
        {
            return;
        }

        output.WriteLine();
        TextTable table = new("line", "operation", "where", "primary", "candidate");
        foreach (ReplayFinding finding in tally.Shown.OrderBy(finding => finding.Line))
        {
            foreach (KeptDifference difference in finding.Verdict.Differences.Take(PathsShown))
            {
                table.Add(
                    finding.Line, finding.Verdict.Operation, difference.Path, difference.Primary ?? "(absent)",
                    difference.Candidate ?? "(absent)");
            }
        }

        table.Write(output);
        if (tally.Different > tally.Shown.Count)
        {
            output.WriteLine(
                $"... and {tally.Different - tally.Shown.Count} more lines differ: see --report or --store.");
        }
    }
}
