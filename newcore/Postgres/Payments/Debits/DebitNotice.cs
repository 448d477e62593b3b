using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Debits;

/// <summary>What a customer is told before an account is debited.</summary>
/// <param name="Day">Not before it.</param>
public sealed record DebitNotice(ContractNumber Contract, string Reference, Money Amount, DateOnly Day);
