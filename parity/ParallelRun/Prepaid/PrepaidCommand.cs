using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Payments;
using Strangler.ParallelRun.Receivables;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Prepaid;

namespace Strangler.ParallelRun.Prepaid;

/// <summary><c>prepaid</c>: agreements of those who pay for water before they use it.</summary>
internal static class PrepaidCommand
{
    public static Command Create() => new("prepaid", "Prepaid agreements: docs/prepaid.md.")
    {
        EnrolCommand.Create(),
        SegmentCommand.Create(),
        CreateStatus(),
        CreateTransfer(),
        CreateEmergency(),
        EndCommand.Create(),
        EndCommand.CreateAutopay(),
        CreateHolidays(),
        CreateNotify(),
    };

    private static Command CreateStatus()
    {
        Option<string> contract = DeskWork.Contract();
        Option<DateOnly?> from = new("--from") { Description = "Also what was posted since this day." };
        return DeskWork.Listing(
            "status", "Where an agreement stands, and its informational bill.", [contract, from],
            async (database, parsed, output, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                PrepaidStatus status = await new PrepaidDesk(database, ledger, TimeProvider.System)
                    .StatusAsync(DeskWork.Number(parsed, contract), cancellation)
                    ?? throw new CommandFailedException("The contract is not prepaid.");
                PrepaidText.Write(status, output);
                if (parsed.GetValue(from) is { } first)
                {
                    PrepaidText.Write(
                        await PrepaidStatement.ReadAsync(
                            database, status.Agreement.Contract, first, DateOnly.MaxValue, cancellation),
                        output);
                }
            });
    }

    private static Command CreateTransfer()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string?> from = new("--from") { Description = "Whose documents; without it, the contract's own." };
        Option<string> reference = DeskWork.Named("--reference", "Names it: the same again does nothing.");
        Option<DateOnly> day = new("--day") { Description = "The billing date.", Required = true };
        return DeskWork.Create(
            "transfer", "Make old debt part of an agreement; nothing is asked for now.",
            [contract, from, reference, day],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                ContractNumber onto = DeskWork.Number(parsed, contract);
                return await new PrepaidDesk(database, ledger, TimeProvider.System).TransferAsync(
                    onto, parsed.GetValue(from) is { } other ? MoneyOptions.Number(other) : onto,
                    DeskWork.Name(parsed, reference), parsed.GetValue(day), who, cancellation);
            });
    }

    private static Command CreateEmergency()
    {
        Option<string> contract = DeskWork.Contract();
        Option<string?> limit = ExactOption.Create("--limit", "Pesos; without it, none.");
        return DeskWork.Create(
            "emergency", "Set what may be used after credit has run out.", [contract, limit],
            async (database, parsed, who, cancellation) =>
            {
                await using LedgerStore ledger = new(database, TimeProvider.System);
                return await new PrepaidDesk(database, ledger, TimeProvider.System).SetEmergencyAsync(
                    DeskWork.Number(parsed, contract), PrepaidText.Pesos(parsed, limit), who, cancellation);
            });
    }

    private static Command CreateHolidays()
    {
        Option<int> year = RangedOption.Create("--year", "Of which year.", 2026, 2000, 2100);
        return DeskWork.Listing(
            "holidays", "Days on which nobody is cut off, and the hours.", [year],
            async (database, parsed, output, cancellation) =>
            {
                PrepaidSettings settings = await PrepaidSettings.ReadAsync(database, cancellation);
                int wanted = parsed.GetValue(year);
                TextTable table = new("day", "why");
                foreach (DateOnly day in MexicanHolidays.Of(wanted)
                    .Concat(settings.Friendly.Added.Where(day => day.Year == wanted)).Distinct().Order())
                {
                    table.Add($"{day:yyyy-MM-dd}", MexicanHolidays.IsHoliday(day) ? "by law" : "by the utility");
                }

                table.Write(output);
                output.WriteLine(
                    $"Nor from {settings.Friendly.From:HH:mm} to {settings.Friendly.To:HH:mm}"
                    + (settings.Friendly.WeekEnds ? ", nor at week-ends." : "."));
            });
    }

    private static Command CreateNotify() => DeskWork.Listing(
        "notify", "Send what waits in the outbox, into the sandbox.", [],
        async (database, _, output, cancellation) =>
        {
            (int sent, int failed) = await new NoticeWorker(
                database, new SandboxNotifier(database), TimeProvider.System).RunAsync(cancellation);
            output.WriteLine($"{sent} sent, {failed} failed.");
        });
}
