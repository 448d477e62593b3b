using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.WorkOrders;

/// <summary>A job in the field that is asked for.</summary>
/// <param name="Type">As AquaCIS numbers what is to be done.</param>
/// <param name="Reason">As AquaCIS numbers why.</param>
public sealed record WorkOrderRequest(ContractNumber Contract, short Type, short Reason);
