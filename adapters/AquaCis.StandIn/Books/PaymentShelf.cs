using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>
/// The payments of the extract. Each counts as made, whatever its date: an extract is whole, and its last days may lie
/// ahead of this machine's clock.
/// </summary>
internal sealed class PaymentShelf
{
    private readonly RowStore<Row> _rows = new();
    private readonly TextStore _references = new();
    private readonly InvoiceShelf _invoices;
    private readonly Chains _chains;

    private PaymentShelf(InvoiceShelf invoices) => (_invoices, _chains) = (invoices, new Chains(invoices.Count));

    /// <summary>The highest number of a payment.</summary>
    public int LastId { get; private set; }

    /// <summary>Oldest first.</summary>
    public IEnumerable<Payment> Of(int invoice) => _invoices.RowOf(invoice) is var owner and >= 0
        ? _chains.Of(owner).Select(row => ToPayment(_rows[row], invoice)).OrderBy(payment => payment.Paid)
            .ThenBy(payment => payment.Id)
        : [];

    public static PaymentShelf Load(ExtractFolder extract, InvoiceShelf invoices)
    {
        PaymentShelf shelf = new(invoices);
        extract.Each("opedesglos", shelf.Add);
        return shelf;
    }

    private void Add(ExtractTable row)
    {
        int owner = _invoices.RowOf(row.Int("x_facid"));
        if (owner < 0)
        {
            throw row.Refuse("x_facid", "names no invoice in factura.csv");
        }

        string reference = row.Text("opdreferen").Trim();
        if (reference.Length > 25)
        {
            throw row.Refuse("opdreferen", "has more than 25 characters");
        }

        Row payment = new(
            row.Int("opdid"), row.Letter("opdcanal"), row.Short("opdfrmpago"), Centavos.Read(row, "opdimporte"),
            row.Date("opdfecopeb"), _references.Add(reference));
        _rows.Add(payment);
        _chains.Add(owner);
        _invoices.Settle(owner, payment.Amount);
        LastId = Math.Max(LastId, payment.Id);
    }

    private Payment ToPayment(Row row, int invoice) => new(
        row.Id, row.Channel, row.Form, Centavos.ToPesos(row.Amount), row.Paid, _references.Get(row.Reference), invoice);

    /// <param name="Amount">Centavos.</param>
    /// <param name="Reference">Where its text is kept.</param>
    private readonly record struct Row(int Id, char Channel, short Form, long Amount, DateOnly Paid, int Reference);
}
