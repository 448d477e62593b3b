using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger trial-balance</c>: every account's debits and credits, which must be equal.</summary>
internal static class TrialBalanceCommand
{
    public static Command Create()
    {
        Option<string?> until = LedgerOptions.Day("--until", "The last billing date that counts; without it, all.");
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "trial-balance", "Debits, credits and balance of every account; exits 1 where they are not equal.")
        {
            until, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            DateOnly? last = LedgerOptions.Day(parsed, until);
            return DatabaseWork.RunAsync(
                parsed, database, (open, output) => PrintAsync(open, last, output, cancellation), cancellation);
        });
        return command;
    }

    private static async Task<int> PrintAsync(
        Database database, DateOnly? until, TextWriter output, CancellationToken cancellation)
    {
        IReadOnlyList<TrialBalanceLine> lines = await new LedgerReports(database)
            .TrialBalanceAsync(until, cancellation);
        TextTable table = new("account", "debit", "credit", "balance", "title");
        foreach (TrialBalanceLine line in lines.Where(line => line.Debit != Money.Zero || line.Credit != Money.Zero))
        {
            table.Add(line.Account, line.Debit, line.Credit, line.Balance, line.Title);
        }

        Money debit = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Debit);
        Money credit = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Credit);
        table.Add("all", debit, credit, debit - credit, "");
        table.Write(output);
        if (debit == credit)
        {
            return ExitCode.Done;
        }

        await output.WriteLineAsync("Debits and credits differ: see ledger rebuild and ledger verify.");
        return ExitCode.Failed;
    }
}
