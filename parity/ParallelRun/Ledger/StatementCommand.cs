using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger statement</c>: one contract's entries, and what they leave.</summary>
internal static class StatementCommand
{
    public static Command Create()
    {
        Option<string?> contract = LedgerOptions.Contract("Whose.", required: true);
        Option<string?> database = DatabaseOption.Create();
        Command command = new("statement", "The entries of one contract, oldest first, with the balance after each.")
        {
            contract, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            ContractNumber whose = LedgerOptions.Contract(parsed, contract)!.Value;
            return DatabaseWork.RunAsync(
                parsed, database, (open, output) => PrintAsync(open, whose, output, cancellation), cancellation);
        });
        return command;
    }

    private static async Task<int> PrintAsync(
        Database database, ContractNumber contract, TextWriter output, CancellationToken cancellation)
    {
        await using LedgerStore store = new(database, TimeProvider.System);
        ChartOfAccounts chart = await store.ReadChartAsync(cancellation);
        TextTable table = new(
            "version", "booked on", "at (UTC)", "what", "document", "payoff", "by", "why", "postings");
        LedgerBalances balances = default;
        await foreach (LedgerEntry entry in store.ReadEntriesAsync(contract, cancellation))
        {
            LedgerBalances after = balances.Apply(entry.Content.Postings, chart);
            balances = after with { Current = balances.Current + entry.CurrentChange };
            table.Add(
                entry.Version, Text($"{entry.Content.BookedOn:yyyy-MM-dd}"), Text($"{entry.At:yyyy-MM-dd HH:mm:ss}"),
                entry.Content.Kind, entry.Content.Document, balances.Payoff, entry.Content.Actor, entry.Content.Cause,
                PostingsOf(entry));
        }

        if (await store.ReadStreamAsync(contract, cancellation) is { Version: 0 })
        {
            throw new CommandFailedException($"Nothing was ever posted to contract {contract}.");
        }

        table.Write(output);
        await output.WriteLineAsync(
            $"Owed {balances.Receivable}. Held: available {balances.Available}, to offset {balances.ToOffset}, blocked "
            + $"{balances.Blocked}, total {balances.Total}; deposits {balances.Deposits}. Payoff {balances.Payoff}, "
            + $"asked for now {balances.Current}.");
        return ExitCode.Done;
    }

    private static string PostingsOf(LedgerEntry entry) => entry.Content.Postings.Count == 0
        ? $"none; asks for {entry.CurrentChange}"
        : string.Join(", ", entry.Content.Postings.Select(posting => $"{posting.Account} {posting.Amount}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
