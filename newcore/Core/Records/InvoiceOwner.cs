using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>A contract that has invoices, or may have.</summary>
public sealed record InvoiceOwner(ContractNumber Contract);
