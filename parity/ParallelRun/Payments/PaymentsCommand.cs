using System.CommandLine;

namespace Strangler.ParallelRun.Payments;

/// <summary>The <c>payments</c> commands: what people do about money.</summary>
internal static class PaymentsCommand
{
    public static Command Create() => new(
        "payments", "Money: files in, reconciliation, references, mandates, tills, refunds, plans (docs/payments.md).")
    {
        PaymentsImportCommand.Create(),
        ReconcileCommand.Create(),
        PaymentLooks.CreateList(),
        PaymentLooks.CreateShow(),
        PaymentDecisions.CreateAssign(),
        PaymentDecisions.CreateConfirm(),
        PaymentDecisions.CreateDismiss(),
        ReferencesCommand.Create(),
        MandateCommand.Create(),
        DebitCommand.Create(),
        TillCommand.Create(),
        RefundCommand.Create(),
        HoldCommand.Create(),
        VoucherCommand.Create(),
        PlanCommand.Create(),
    };
}
