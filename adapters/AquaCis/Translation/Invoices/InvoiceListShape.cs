using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation.Invoices;

/// <summary>What the elements of a list are called, and how each invoice is written.</summary>
/// <param name="List">The element around the items.</param>
internal sealed record InvoiceListShape(
    string Return, string List, string Item, Action<RecordWriter, KnownInvoice> Write);
