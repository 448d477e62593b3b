using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;

namespace Strangler.ParallelRun.Payments;

/// <summary><c>payments hold</c>: contracts whose money is kept blocked.</summary>
internal static class HoldCommand
{
    public static Command Create() => new("hold", "Contracts on hold: what is paid for them is kept blocked.")
    {
        CreatePlace(), CreateRelease(), CreateList(),
    };

    private static Command CreatePlace()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string> why = AuditOptions.Why();
        return DeskWork.Create("place", "Put a contract on hold.", [contract, why],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                return await new HoldDesk(database, ledger, TimeProvider.System).PlaceAsync(
                    DeskWork.Number(parsed, contract), who, parsed.GetRequiredValue(why), cancellation);
            });
    }

    private static Command CreateRelease()
    {
        Option<string> contract = DeskWork.Contract();
        return DeskWork.Create("release", "What was blocked is the customer's, available.", [contract],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                return await new HoldDesk(database, ledger, TimeProvider.System).ReleaseAsync(
                    DeskWork.Number(parsed, contract), who, cancellation);
            });
    }

    private static Command CreateList() => DeskWork.Listing(
        "list", "Contracts on hold, and what is blocked of each.", [],
        async (database, _, output, cancellation) =>
        {
            await using LedgerStore ledger = new(database, TimeProvider.System);
            TextTable table = new("contract", "since", "payments", "blocked", "who", "why");
            foreach (HeldContract one in await new HoldDesk(database, ledger, TimeProvider.System).ListAsync(
                DeskWork.ListLimit, cancellation))
            {
                table.Add(one.Contract, $"{one.Since:yyyy-MM-dd}", one.Payments, one.Blocked, one.Who, one.Why);
            }

            table.Write(output);
        });
}
