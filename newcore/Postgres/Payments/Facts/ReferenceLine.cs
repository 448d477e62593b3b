using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Facts;

/// <summary>What a reference is for.</summary>
/// <param name="Document">Null: what the contract owes, in the usual order.</param>
public sealed record ReferenceLine(ContractNumber Contract, DocumentKey? Document, Money Amount);
