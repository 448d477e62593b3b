using System.CommandLine;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary><c>prepaid end</c> and <c>prepaid autopay</c>: what people change of agreements later.</summary>
internal static class EndCommand
{
    public static Command Create()
    {
        Option<string> contract = DeskWork.Contract();
        Option<DateOnly> on = new("--on") { Description = "The last day that is charged.", Required = true };
        Option<string> reason = DeskWork.Named("--reason", "Why it ends.");
        Option<string?> refund = new("--refund")
        {
            Description = "The customer's CLABE, 18 digits: what is left is given back; without it, it stays credit.",
        };
        return DeskWork.Create(
            "end", "End an agreement: the last days are charged, and the contract is billed again.",
            [contract, on, reason, refund],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                PrepaidSegments segments = new(
                    database, ledger, await PrepaidPlans.LoadAsync(database, cancellation),
                    new MeteredUsageQuery(database), TimeProvider.System);
                return await new PrepaidEnding(database, ledger, segments, TimeProvider.System).EndAsync(
                    DeskWork.Number(parsed, contract), parsed.GetValue(on),
                    parsed.GetValue(refund) is null ? null : DeskWork.Account(parsed, refund!),
                    parsed.GetRequiredValue(reason), who, cancellation);
            });
    }

    public static Command CreateAutopay()
    {
        Option<string> contract = DeskWork.Contract();
        Argument<string> wanted = new("on|off") { Description = "Whether funds that are asked for are debited." };
        wanted.AcceptOnlyFromAmong("on", "off");
        Command command = DeskWork.Create(
            "autopay", "Debit funds that are asked for by the contract's mandate, or do not.", [contract],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                return await new PrepaidDesk(database, ledger, TimeProvider.System).SetAutopayAsync(
                    DeskWork.Number(parsed, contract), parsed.GetRequiredValue(wanted) == "on", who, cancellation);
            });
        command.Arguments.Add(wanted);
        return command;
    }
}
