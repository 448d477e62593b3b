namespace Strangler.Core.Records;

/// <summary>An invoice with all that stands on it.</summary>
/// <param name="Lines">As numbered.</param>
/// <param name="Readings">Of its cycle, oldest first; none where nothing was read or estimated.</param>
public sealed record InvoiceDetail(
    InvoiceRecord Invoice, IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<InvoiceReading> Readings);
