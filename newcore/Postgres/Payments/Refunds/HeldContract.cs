using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>A contract on hold.</summary>
/// <param name="Payments">Kept blocked since.</param>
public sealed record HeldContract(
    ContractNumber Contract, string Why, string Who, DateTimeOffset Since, int Payments, Money Blocked);
