using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Ledger;

/// <summary><c>ledger verify</c>: finds entries that are not as they were posted.</summary>
internal static class VerifyCommand
{
    private const int TellLimit = 1_000;

    public static Command Create()
    {
        Option<string?> contract = LedgerOptions.Contract("Only this contract's stream.");
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "verify",
            """
            Read every entry, make its hash again and follow the chain to the head of its stream: finds what was
            changed, deleted, reordered, put in or cut off, and balances that do not follow from the entries. Exits 1
            if anything is found.
            """)
        {
            contract, database,
        };
        command.SetAction((parsed, cancellation) =>
        {
            ContractNumber? only = LedgerOptions.Contract(parsed, contract);
            return DatabaseWork.RunAsync(
                parsed, database, (open, output) => VerifyAsync(open, only, output, cancellation), cancellation);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(
        Database database, ContractNumber? contract, TextWriter output, CancellationToken cancellation)
    {
        LedgerAudit audit = new(database);
        List<string> told = [];
        LedgerAuditResult result = await LedgerProgress.ShowAsync(
            "verifying", await audit.CountAsync(cancellation),
            progress => audit.VerifyAsync(
                contract,
                finding =>
                {
                    if (told.Count < TellLimit)
                    {
                        told.Add($"{finding}.");
                    }
                },
                progress, cancellation));
        foreach (string line in told)
        {
            await output.WriteLineAsync(line);
        }

        if (contract is not null && result.Streams == 0)
        {
            throw new CommandFailedException($"Nothing was ever posted to contract {contract}.");
        }

        if (result.Findings > told.Count)
        {
            await output.WriteLineAsync($"... and {result.Findings - told.Count:N0} more.");
        }

        await output.WriteLineAsync(
            $"{result.Entries:N0} entries of {result.Streams:N0} contracts: "
            + (result.Findings == 0 ? "all as they were posted." : $"{result.Findings:N0} findings."));
        return result.Findings == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
