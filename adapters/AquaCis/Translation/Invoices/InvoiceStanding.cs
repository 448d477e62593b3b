using Strangler.Core.Identity;
using Strangler.Core.Records;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>How an invoice stands today, as legacy says it.</summary>
internal static class InvoiceStanding
{
    private const short Pending = 2;
    private const short Paid = 3;
    private const short Overdue = 4;

    /// <summary>Consumers take anything but pending and overdue as paid.</summary>
    public static short StateOf(InvoiceRecord invoice, DateOnly today) =>
        invoice.Owed <= Money.Zero ? Paid : invoice.IsOverdue(today) ? Overdue : Pending;

    /// <summary>How it was or will be collected.</summary>
    public static string CollectionOf(InvoiceRecord invoice) => invoice.Collected?.Channel switch
    {
        'O' => "TIENDA",
        'B' => "BANCO",
        'S' => "SPEI",
        'C' => "TARJETA",
        _ => "VENTANILLA",
    };
}
