using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Facts;

/// <param name="Write">Names the payment.</param>
internal sealed record FactPart(ContractNumber Contract, Money Amount, string Write);
