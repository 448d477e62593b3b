using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>The billing document that a fiscal one is about.</summary>
/// <param name="Type">Null, as is the ordinal, of an invoice that legacy made.</param>
/// <param name="Owed">What is left to be paid.</param>
internal sealed record PrintSubject(
    ContractNumber Contract, BillingCycle Cycle, short? Type, short? Ordinal, DateOnly Due, Money Owed);
