using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What is kept of an agreement's money beside the ledger: it can be had from the entries again.</summary>
/// <param name="Owed">Charged on the receivable and not yet set off against credit.</param>
/// <param name="Requested">Asked for and not paid.</param>
/// <param name="TopUps">How many.</param>
public sealed record PrepaidAccount(
    ContractNumber Contract, Money Owed, Money Requested, int TopUps, MeterCounters Counters);
