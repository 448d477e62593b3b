using System.CommandLine;

namespace Strangler.ParallelRun.Payments;

/// <summary>The <c>payments</c> commands: files in, reconciliation, and what persons decide.</summary>
internal static class PaymentsCommand
{
    public static Command Create() => new(
        "payments", "Take in statements and collectors' files, reconcile them, and decide what was put aside.")
    {
        PaymentsImportCommand.Create(),
        ReconcileCommand.Create(),
        PaymentLooks.CreateList(),
        PaymentLooks.CreateShow(),
        PaymentDecisions.CreateAssign(),
        PaymentDecisions.CreateConfirm(),
        PaymentDecisions.CreateDismiss(),
    };
}
