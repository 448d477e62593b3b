using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>A part of a fact's money, and whose it is.</summary>
/// <param name="First">The document it is for; null: what the contract owes, in the usual order.</param>
internal sealed record FactTarget(ContractNumber Contract, Money Amount, DocumentKey? First);
