using System.CommandLine;
using System.Globalization;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary><c>parity list</c>: the newest calls that differ, with the numbers that <c>show</c> takes.</summary>
internal static class ListCommand
{
    private const int PathsShown = 3;

    public static Command Create()
    {
        ScopeOfParity scope = new();
        Option<string> outcome = new("--outcome")
        {
            Description = "different, ignored, noise or failed.",
            DefaultValueFactory = _ => "different",
        };
        outcome.AcceptOnlyFromAmong("different", "ignored", "noise", "failed");
        Option<int> limit = RangedOption.Create("--limit", "How many, the newest first.", 20, 1, 10_000);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "The newest calls that differ, with their numbers for show.")
        {
            outcome, limit, database,
        };
        scope.AddTo(command);
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                ParityScope asked = scope.Read(parsed, TimeProvider.System.GetUtcNow());
                CallOutcome wanted = OutcomeNames.Parse(parsed.GetRequiredValue(outcome));
                TextTable table = new("id", "when (UTC)", "operation", "group", "pesos apart", "where");
                await foreach (StoredVerdict stored in new VerdictQueries(open)
                    .ReadAsync(asked, wanted, parsed.GetValue(limit), cancellation))
                {
                    table.Add(Row(stored));
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static object?[] Row(StoredVerdict stored)
    {
        VerdictRecord verdict = stored.Verdict;
        IReadOnlyList<KeptDifference> differences = verdict.Differences;
        string where = string.Join(", ", differences.Take(PathsShown).Select(difference => difference.Path));
        return
        [
            stored.Id, verdict.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), verdict.Operation,
            verdict.Group.Length == 0 ? null : verdict.Group,
            verdict.MoneyDelta.ToString("0.00", CultureInfo.InvariantCulture),
            differences.Count == 0 ? verdict.Reason
                : differences.Count > PathsShown ? $"{where} and {differences.Count - PathsShown} more" : where,
        ];
    }
}
