using System.CommandLine;
using System.Text.RegularExpressions;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger accounts</c>: the chart of accounts.</summary>
internal static partial class ChartCommand
{
    private const int LongestTitle = 100;

    public static Command Create() => new("accounts", "The chart of accounts. It only grows.")
    {
        CreateList(), CreateOpen(),
    };

    private static Command CreateList()
    {
        Option<string?> database = DatabaseOption.Create();
        Command command = new("list", "All accounts.") { database };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                await using LedgerStore store = new(open, TimeProvider.System);
                TextTable table = new("account", "kind", "balance of a contract", "title");
                foreach (ChartAccount one in (await store.ReadChartAsync(cancellation)).All)
                {
                    table.Add(
                        one.Account, one.Kind, one.Part == BalancePart.None ? null : one.Part, one.Title);
                }

                table.Write(output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static Command CreateOpen()
    {
        Option<string> code = new("--code") { Description = "Such as revenue.12.", Required = true };
        Option<string> title = new("--title") { Description = "What it is for.", Required = true };
        Option<AccountKind> kind = new("--kind") { Description = "Where it stands.", Required = true };
        Option<string?> database = DatabaseOption.Create();
        Command command = new("open", "Open an account of the utility's own.") { code, title, kind, database };
        command.SetAction((parsed, cancellation) =>
        {
            string named = Checked(parsed.GetRequiredValue(code), parsed.GetRequiredValue(title));
            return DatabaseWork.RunAsync(
                parsed, database,
                async (open, output) =>
                {
                    await using LedgerStore store = new(open, TimeProvider.System);
                    bool opened = await store.OpenAccountAsync(
                        new LedgerAccount(named), parsed.GetRequiredValue(title), parsed.GetValue(kind), cancellation);
                    await output.WriteLineAsync($"{named} " + (opened ? "is open." : "was there; it stays as it is."));
                    return ExitCode.Done;
                },
                cancellation);
        });
        return command;
    }

    private static string Checked(string code, string title) =>
        !Code().IsMatch(code) || code.Length > LedgerAccount.LongestCode
            ? throw new CommandFailedException(
                $"--code {code}: small letters, digits, dots and hyphens, at most {LedgerAccount.LongestCode}.")
            : title.Trim().Length is 0 or > LongestTitle
                ? throw new CommandFailedException($"--title must have 1 to {LongestTitle} characters.")
                : code;

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*\\z")]
    private static partial Regex Code();
}
