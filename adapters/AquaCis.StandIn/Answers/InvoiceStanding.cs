using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>How an invoice stands today.</summary>
/// <param name="State">2 pending, 4 overdue, 3 paid: consumers take anything but 2 and 4 as paid.</param>
/// <param name="Collected">The payment that settled it, or null.</param>
internal sealed record InvoiceStanding(short State, Payment? Collected)
{
    public const short Pending = 2;
    public const short Paid = 3;
    public const short Overdue = 4;

    /// <summary>How it was or will be collected.</summary>
    public string CollectionName => Collected?.Channel switch
    {
        'O' => "TIENDA",
        'B' => "BANCO",
        'S' => "SPEI",
        'C' => "TARJETA",
        _ => "VENTANILLA",
    };

    public static InvoiceStanding Of(Invoice invoice, LegacyBooks books, DateOnly today)
    {
        if (books.OwedOn(invoice) > 0)
        {
            return new InvoiceStanding(invoice.Due < today ? Overdue : Pending, null);
        }

        return new InvoiceStanding(Paid, books.PaymentsOf(invoice).MaxBy(payment => payment.Paid));
    }
}
