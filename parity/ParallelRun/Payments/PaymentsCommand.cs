using System.CommandLine;

namespace Strangler.ParallelRun.Payments;

/// <summary>The <c>payments</c> commands: what people do about money.</summary>
internal static class PaymentsCommand
{
    public static Command Create()
    {
        Command command = new("payments", "Money: references, mandates, tills, refunds, plans (docs/payments.md).");
        foreach (Command part in Parts())
        {
            command.Add(part);
        }

        return command;
    }

    private static Command[] Parts() =>
    [
        ReferencesCommand.Create(),
        MandateCommand.Create(),
        DebitCommand.Create(),
        TillCommand.Create(),
        RefundCommand.Create(),
        HoldCommand.Create(),
        VoucherCommand.Create(),
        PlanCommand.Create(),
    ];
}
