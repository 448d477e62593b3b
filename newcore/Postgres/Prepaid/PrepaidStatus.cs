using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;

namespace Strangler.Postgres.Prepaid;

/// <summary>Where an agreement stands.</summary>
/// <param name="Valve">What it should be, as last decided; open before the first look.</param>
public sealed record PrepaidStatus(
    KeptAgreement Agreement, LedgerBalances Balances, ValvePosition Valve, string Reason);
