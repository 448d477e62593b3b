using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Receivables;
using Strangler.Postgres.Payments.Debits;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments mandate</c>: customers' permissions to debit their accounts.</summary>
internal static class MandateCommand
{
    public static Command Create() => new("mandate", "Permissions to debit customers' accounts.")
    {
        CreateGive(),
        Change("activate", "The bank has confirmed it, or the customer wants it again.", (desk, contract, who, stop) =>
            desk.ActivateAsync(contract, who, stop)),
        Change("end", "Withdraw it for good.", (desk, contract, who, stop) => desk.EndAsync(contract, who, stop)),
        CreateList(),
    };

    private static Command CreateGive()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> account = DeskWork.Named("--account", "The CLABE to be debited, 18 digits.");
        Option<string?> most = ExactOption.Create("--most", "Pesos of one debit at most; without it, any amount.");
        Option<int> notice = RangedOption.Create(
            "--notice-days", "Days between notice and debit; -1: as by the rules.", -1, -1, 60);
        return DeskWork.Create(
            "give", "A new mandate; nothing is debited before it is active.", [contract, account, most, notice],
            (database, parsed, who, cancellation) => new MandateDesk(database).GiveAsync(
                DeskWork.Number(parsed, contract), DeskWork.Account(parsed, account),
                parsed.GetValue(most) is null ? null : DeskWork.Above(parsed, most),
                parsed.GetValue(notice) is var days and >= 0 ? days : null, who, cancellation));
    }

    private static Command Change(
        string name, string description,
        Func<MandateDesk, ContractNumber, string, CancellationToken, Task<Core.Payments.DeskOutcome>> change)
    {
        Option<string> contract = DeskWork.Contract();
        return DeskWork.Create(name, description, [contract], (database, parsed, who, cancellation) =>
            change(new MandateDesk(database), DeskWork.Number(parsed, contract), who, cancellation));
    }

    private static Command CreateList()
    {
        Option<string?> contract = new("--contract") { Description = "Whose; without it, of all." };
        return DeskWork.Listing(
            "list", $"Mandates, the first {DeskWork.ListLimit}.", [contract],
            async (database, parsed, output, cancellation) =>
            {
                ContractNumber? wanted =
                    parsed.GetValue(contract) is { } text ? MoneyOptions.Number(text) : null;
                TextTable table = new("contract", "account", "state", "most", "notice", "failures");
                foreach (KeptMandate one in await new MandateDesk(database).ListAsync(
                    wanted, DeskWork.ListLimit, cancellation))
                {
                    table.Add(
                        one.Mandate.Contract, one.MaskedAccount, one.Mandate.State, one.Mandate.Most, one.NoticeDays,
                        one.Mandate.Failures);
                }

                table.Write(output);
            });
    }
}
