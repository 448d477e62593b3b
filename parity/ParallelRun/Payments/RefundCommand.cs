using System.CommandLine;
using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.ParallelRun.CommandLine;
using Strangler.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments refund</c>: customers' credit back to their banks.</summary>
internal static class RefundCommand
{
    private delegate Task<DeskOutcome> Step(
        RefundDesk desk, ContractNumber contract, string reference, string who, string why, CancellationToken stop);

    public static Command Create() => new("refund", "Give available credit back to a bank account.")
    {
        CreateRequest(),
        Change("approve", "By another person than asked.", (desk, contract, reference, who, _, stop) =>
            desk.ApproveAsync(contract, reference, who, stop)),
        Change("reject", "The credit is available again.", (desk, contract, reference, who, why, stop) =>
            desk.RejectAsync(contract, reference, who, why, stop)),
        CreateSend(),
        Change("done", "It has arrived.", (desk, contract, reference, who, _, stop) =>
            desk.DoneAsync(contract, reference, who, stop)),
        Change("failed", "The bank gave it back.", (desk, contract, reference, who, why, stop) =>
            desk.FailedAsync(contract, reference, who, why, stop)),
        CreateList(),
    };

    private static Command CreateRequest()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> reference = DeskWork.Named("--reference", "Names it: the same again does nothing.");
        Option<string> account = DeskWork.Named("--account", "The customer's CLABE, 18 digits.");
        Option<string?> amount = ExactOption.Create("--amount", "Pesos.", required: true);
        Option<string> why = AuditOptions.Why();
        return Create(
            "request", "Block the credit until it is decided.", [contract, reference, account, amount, why],
            (desk, parsed, who, stop) => desk.RequestAsync(
                DeskWork.Number(parsed, contract), DeskWork.Name(parsed, reference), DeskWork.Above(parsed, amount),
                DeskWork.Account(parsed, account), who, parsed.GetRequiredValue(why), stop));
    }

    private static Command Change(string name, string description, Step step)
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> reference = DeskWork.Named("--reference", "Which.");
        Option<string> why = new("--why") { Description = "Why, for the history.", DefaultValueFactory = _ => "-" };
        return Create(name, description, [contract, reference, why], (desk, parsed, who, stop) => step(
            desk, DeskWork.Number(parsed, contract), DeskWork.Name(parsed, reference), who,
            parsed.GetRequiredValue(why), stop));
    }

    private static Command CreateSend()
    {
        Option<FileInfo> file = new("--out") { Description = "A new file: id, CLABE, pesos.", Required = true };
        return DeskWork.Listing(
            "send",
            "Have providers give back what they took; write the rest of what is approved as an order to the bank.",
            [file],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                FileInfo order = parsed.GetRequiredValue(file);
                if (order.Exists)
                {
                    throw new CommandFailedException($"{order.Name} is there already.");
                }

                using HttpClient http = PaymentSettings.CreateHttp();
                PaymentProviders providers = DeskWork.Providers(http);
                ProviderRefundCount asked = await new ProviderRefunds(
                    database, providers.Refunders, providers.Sources).SendAsync(cancellation);
                await output.WriteLineAsync(
                    $"By providers: {asked.Taken} taken, {asked.Refused} refused, {asked.Open} still open.");
                await using StreamWriter writer = new(order.FullName);
                IReadOnlyList<KeptRefund> refunds = await Desk(database, ledger).SendAsync(cancellation);
                foreach (KeptRefund one in refunds)
                {
                    await writer.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"{one.Id},{one.Account.Digits},{one.Amount}"));
                }

                await output.WriteLineAsync(
                    $"{order.Name}: {refunds.Count} refunds, {new Money(refunds.Sum(one => one.Amount.Centavos))}.");
            });
    }

    private static Command CreateList() => DeskWork.Listing(
        "list", "Refunds that are not ended, the oldest first.", [],
        async (database, _, output, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            TextTable table = new(
                "id", "contract", "reference", "amount", "state", "asked by", "approved by", "provider");
            foreach (KeptRefund one in await Desk(database, ledger).ListAsync(DeskWork.ListLimit, cancellation))
            {
                table.Add(
                    one.Id, one.Contract, one.Reference, one.Amount, one.State, one.RequestedBy, one.ApprovedBy,
                    one.Provider);
            }

            table.Write(output);
        });

    private static Command Create(
        string name, string description, Option[] options,
        Func<RefundDesk, ParseResult, string, CancellationToken, Task<DeskOutcome>> work) =>
        DeskWork.Create(name, description, options, async (database, parsed, who, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            return await work(Desk(database, ledger), parsed, who, cancellation);
        });

    private static RefundDesk Desk(Database database, LedgerStore ledger) =>
        new(database, ledger, TimeProvider.System);
}
