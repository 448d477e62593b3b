namespace Strangler.Core.Records;

/// <summary>How many invoices were asked for.</summary>
public sealed record InvoiceCount(int Invoices);
