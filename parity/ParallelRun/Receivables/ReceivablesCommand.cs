using System.CommandLine;
using System.Diagnostics;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Receivables;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.ParallelRun.Receivables;

/// <summary>The <c>receivables</c> commands: money for a contract that no bill asks for.</summary>
internal static class ReceivablesCommand
{
    private static readonly string[] Kinds = ["deposit", "retainer", "advance"];

    public static Command Create() => new(
        "receivables", "Payments, deposits, instalments and late fees of a contract (docs/adjustments.md).")
    {
        CreatePay(),
        CreateDeposit(),
        CreateUse(),
        CreateUseBalance(),
        InstalmentsCommand.Create(),
        LateFeeCommand.Create(),
    };

    private static Command CreatePay()
    {
        Option<string?> amount = ExactOption.Create("--amount", "Pesos received.", required: true);
        return Create(
            "pay", "Settle the oldest documents; what is over is held for the customer.", [amount],
            (desk, parsed, options, cancellation) => desk.PayAsync(
                options.Contract(parsed), options.Reference(parsed), ExactOption.Pesos(parsed, amount)!.Value,
                options.Day(parsed), parsed.GetRequiredValue(options.Who), cancellation));
    }

    private static Command CreateDeposit()
    {
        Option<string?> amount = ExactOption.Create("--amount", "Pesos received.", required: true);
        Option<string> kind = new("--kind")
        {
            Description = "deposit: used once and whole; retainer: drawn on; advance: invoiced beforehand.",
            DefaultValueFactory = _ => Kinds[0],
        };
        kind.AcceptOnlyFromAmong(Kinds);
        return Create(
            "deposit", "Take money before there is a debt.", [amount, kind],
            (desk, parsed, options, cancellation) => desk.TakeDepositAsync(
                options.Contract(parsed), options.Reference(parsed),
                Enum.Parse<DepositKind>(parsed.GetRequiredValue(kind), ignoreCase: true),
                ExactOption.Pesos(parsed, amount)!.Value, options.Day(parsed),
                parsed.GetRequiredValue(options.Who), cancellation));
    }

    private static Command CreateUse()
    {
        Option<string?> amount = ExactOption.Create("--amount", "Pesos of a retainer; without it, all that is owed.");
        Option<string> draw = new("--draw")
        {
            Description = "Names this draw on a retainer: the same again does nothing.",
            DefaultValueFactory = _ => "1",
        };
        return Create(
            "use", "Set a deposit against the oldest documents.", [amount, draw],
            (desk, parsed, options, cancellation) => desk.UseDepositAsync(
                options.Contract(parsed), options.Reference(parsed), parsed.GetRequiredValue(draw),
                ExactOption.Pesos(parsed, amount), options.Day(parsed), parsed.GetRequiredValue(options.Who),
                cancellation));
    }

    private static Command CreateUseBalance()
    {
        Option<string?> amount = ExactOption.Create("--amount", "Pesos; without it, all that is held or owed.");
        return Create(
            "use-balance", "Set what is held for the customer against the oldest documents.", [amount],
            (desk, parsed, options, cancellation) => desk.UseBalanceAsync(
                options.Contract(parsed), options.Reference(parsed), ExactOption.Pesos(parsed, amount),
                options.Day(parsed), parsed.GetRequiredValue(options.Who), cancellation));
    }

    private static Command Create(
        string name, string description, Option[] more,
        Func<ReceivableDesk, ParseResult, MoneyOptions, CancellationToken, Task<ReceivableOutcome>> work)
    {
        MoneyOptions options = new();
        Command command = new(name, description);
        options.AddTo(command);
        foreach (Option option in more)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, options.Database,
            async (database, output) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                ReceivableDesk desk = new(database, ledger, TimeProvider.System);
                Write(await work(desk, parsed, options, cancellation), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static void Write(ReceivableOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case ReceivableOutcome.Done { Repeated: true }:
                output.WriteLine("It was done before; nothing was done now.");
                break;
            case ReceivableOutcome.Done done:
                foreach (OpenAmount part in done.Settled)
                {
                    output.WriteLine($"{part.Document.WithinContract}, due {part.Due:yyyy-MM-dd}: {part.Owed}");
                }

                output.WriteLine($"Held for the customer: {done.Left}.");
                break;
            case ReceivableOutcome.Refused refused:
                throw new CommandFailedException(refused.Reason);
            default:
                throw new UnreachableException();
        }
    }
}
