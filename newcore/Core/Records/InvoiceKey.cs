using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>What names an invoice in the records.</summary>
public readonly record struct InvoiceKey(ContractNumber Contract, int Id);
