using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>Supply of a contract began or ended.</summary>
/// <param name="Id">The sender's: the same id is the same event.</param>
/// <param name="Day">
/// Of a start the day of entry, which itself is not billed, as with a contract's first; of a stop the last that is.
/// </param>
public sealed record ServiceEvent(string Id, ContractNumber Contract, ServiceEventKind Kind, DateOnly Day);
