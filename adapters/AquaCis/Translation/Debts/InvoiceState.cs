using Strangler.Core.Debts;

namespace Strangler.AquaCis.Translation.Debts;

/// <summary>What legacy calls an unpaid invoice.</summary>
internal readonly record struct InvoiceState(int Code, string Name)
{
    private static readonly InvoiceState Pending = new(2, "PENDIENTE");
    private static readonly InvoiceState Overdue = new(4, "VENCIDA");

    public static InvoiceState Of(OpenInvoice invoice, DateOnly today) => invoice.IsOverdue(today) ? Overdue : Pending;
}
