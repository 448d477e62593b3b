using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Tills;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments till</c>: an office's till from opening to counting out.</summary>
internal static class TillCommand
{
    private const int MostTill = 999_999;

    public static Command Create() => new("till", "Tills of offices: open, take, void, count, close, report.")
    {
        CreateOpen(), CreateTake(), CreateVoid(),
        CreateCounting("count", "Count in between.", (desk, till, counted, who, stop) =>
            desk.CountAsync(till, counted, who, stop)),
        CreateCounting("close", "Count for the last time; what is missing or over is posted.",
            (desk, till, counted, who, stop) => desk.CloseAsync(till, counted, who, stop)),
        CreateReport(),
    };

    private static Option<int> Till() => RangedOption.Create("--till", "Its number.", 1, 1, MostTill);

    private static Command CreateOpen()
    {
        Option<int> till = Till();
        Option<string?> cash = ExactOption.Create("--float", "Pesos in it at the start.", required: true);
        return Create("open", "Begin a session; the cashier is --who.", [till, cash], (desk, parsed, who, stop) =>
            ExactOption.Pesos(parsed, cash) is { Centavos: >= 0 } amount
                ? desk.OpenAsync(parsed.GetValue(till), who, amount, stop)
                : throw new CommandFailedException("--float is not below zero."));
    }

    private static Command CreateTake()
    {
        Option<int> till = Till();
        Option<string> receipt = DeskWork.Named("--receipt", "Its number: the same again does nothing.");
        Option<string> reference = DeskWork.Named("--reference", "What is paid.");
        Option<string?> amount = ExactOption.Create("--amount", "Pesos.", required: true);
        Option<bool> card = new("--card") { Description = "By card; else cash." };
        return Create("take", "Take a payment.", [till, receipt, reference, amount, card], (desk, parsed, _, stop) =>
            desk.TakeAsync(
                parsed.GetValue(till), DeskWork.Name(parsed, receipt), DeskWork.Name(parsed, reference),
                DeskWork.Above(parsed, amount), parsed.GetValue(card), stop));
    }

    private static Command CreateVoid()
    {
        Option<int> till = Till();
        Option<string> receipt = DeskWork.Named("--receipt", "Of the open session.");
        return Create("void", "Give a payment of the open session back.", [till, receipt], (desk, parsed, _, stop) =>
            desk.VoidAsync(parsed.GetValue(till), DeskWork.Name(parsed, receipt), stop));
    }

    private static Command CreateCounting(
        string name, string description,
        Func<TillDesk, int, Money, string, CancellationToken, Task<DeskOutcome>> work)
    {
        Option<int> till = Till();
        Option<string?> counted = ExactOption.Create("--counted", "Pesos of cash in it.", required: true);
        return Create(name, description, [till, counted], (desk, parsed, who, stop) =>
            ExactOption.Pesos(parsed, counted) is { Centavos: >= 0 } amount
                ? work(desk, parsed.GetValue(till), amount, who, stop)
                : throw new CommandFailedException("--counted is not below zero."));
    }

    private static Command CreateReport()
    {
        Option<int> till = RangedOption.Create("--till", "Its number; 0: all.", 0, 0, MostTill);
        return DeskWork.Listing(
            "report", "Sessions, the last first.", [till],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                TextTable table = new(
                    "session", "till", "cashier", "receipts", "void", "cash", "card", "expected", "counted",
                    "variance");
                foreach (TillReport one in await Desk(database, ledger).ReportAsync(
                    parsed.GetValue(till) is var number and > 0 ? number : null, DeskWork.ListLimit, cancellation))
                {
                    table.Add(
                        one.Session, one.Till, one.Cashier, one.Receipts, one.Voided, one.Cash, one.Card, one.Expected,
                        one.Counted, one.Variance);
                }

                table.Write(output);
            });
    }

    private static Command Create(
        string name, string description, Option[] options,
        Func<TillDesk, ParseResult, string, CancellationToken, Task<DeskOutcome>> work) =>
        DeskWork.Create(name, description, options, async (database, parsed, who, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            return await work(Desk(database, ledger), parsed, who, cancellation);
        });

    private static TillDesk Desk(Database database, LedgerStore ledger) =>
        new(database, ledger, DeskWork.Applier(database, ledger), TimeProvider.System);
}
