using Strangler.Core.Identity;

namespace Strangler.Postgres.Metering;

/// <summary>Days whose water is asked for by the hour.</summary>
/// <param name="Last">Included.</param>
internal readonly record struct UsageDays(ContractNumber Contract, DateOnly First, DateOnly Last);
