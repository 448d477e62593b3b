using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Vouchers;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments voucher</c>: codes that pay once.</summary>
internal static class VoucherCommand
{
    public static Command Create() => new("voucher", "Codes worth an amount, once, until a day.")
    {
        CreateIssue(), CreateRedeem(), CreateExpire(), CreateList(),
    };

    private static Command CreateExpire()
    {
        Option<string> who = AuditOptions.Who();
        return DeskWork.Listing(
            "expire", "What was given away and not used goes back to the subsidies; what was sold stays owed.", [who],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                await using PaymentDesk desk = DeskWork.Desk(database, ledger);
                (int count, Money amount) = await new VoucherDesk(database, desk, ledger, TimeProvider.System)
                    .ExpireAsync(parsed.GetRequiredValue(who), cancellation);
                await output.WriteLineAsync($"{count} vouchers expired, {amount} in all.");
            });
    }

    private static Command CreateList() => DeskWork.Listing(
        "list", "Vouchers that were not redeemed, and what is owed for them.", [],
        async (database, _, output, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            await using PaymentDesk desk = DeskWork.Desk(database, ledger);
            IReadOnlyList<KeptVoucher> vouchers = await new VoucherDesk(
                database, desk, ledger, TimeProvider.System).ListAsync(DeskWork.ListLimit, cancellation);
            TextTable table = new("id", "amount", "last day", "sold", "issued by", "state");
            foreach (KeptVoucher one in vouchers)
            {
                table.Add(
                    one.Id, one.Amount, $"{one.LastDay:yyyy-MM-dd}", one.IsSold ? "yes" : "no", one.IssuedBy,
                    one.State);
            }

            table.Write(output);
        });

    private static Command CreateIssue()
    {
        Option<string?> amount = ExactOption.Create("--amount", "Pesos.", required: true);
        Option<string?> last = ExactOption.Create("--last-day", "The last day to redeem it.", required: true);
        Option<bool> sold = new("--sold") { Description = "Paid for now, in cash; else given away." };
        Option<string> who = AuditOptions.Who();
        Option<string> why = AuditOptions.Why();
        return DeskWork.Listing(
            "issue", "The code is shown once and kept nowhere.", [amount, last, sold, who, why],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                await using PaymentDesk desk = DeskWork.Desk(database, ledger);
                await output.WriteLineAsync(await new VoucherDesk(database, desk, ledger, TimeProvider.System)
                    .IssueAsync(
                        DeskWork.Above(parsed, amount), ExactOption.Day(parsed, last)!.Value, parsed.GetValue(sold),
                        parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation));
            });
    }

    private static Command CreateRedeem()
    {
        Option<string> contract = DeskWork.Contract();
        Option<FileInfo> code = new("--code-file")
        {
            Description = "A file with the code: on a command line others could read it.",
            Required = true,
        };
        return DeskWork.Create("redeem", "Pay for a contract.", [contract, code],
            async (database, parsed, who, cancellation) =>
            {
                FileInfo file = parsed.GetRequiredValue(code);
                if (!file.Exists || file.Length > 1000)
                {
                    throw new CommandFailedException("--code-file names no file of a code.");
                }

                await using LedgerStore ledger = new(database, TimeProvider.System);
                await using PaymentDesk desk = DeskWork.Desk(database, ledger);
                return await new VoucherDesk(database, desk, ledger, TimeProvider.System).RedeemAsync(
                    (await File.ReadAllTextAsync(file.FullName, cancellation)).Trim(),
                    DeskWork.Number(parsed, contract), who, cancellation);
            });
    }
}
