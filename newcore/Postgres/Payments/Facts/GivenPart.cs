using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>What one contract gets of a fact's money.</summary>
/// <param name="Name">Names this part of the money for ever.</param>
public sealed record GivenPart(ContractNumber Contract, Money Amount, string Name);
