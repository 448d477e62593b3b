using System.Globalization;
using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>
/// Which document of a contract: a cycle has one invoice, and any number of notes. It is known before the number is
/// given, so ledger entries name it.
/// </summary>
/// <param name="Ordinal">0 for the invoice; counts notes of a type from 1.</param>
public readonly record struct DocumentKey(ContractNumber Contract, BillingCycle Cycle, short Type, short Ordinal)
{
    /// <summary>Without the contract, whose stream it stands in: <c>2026-02/1.0</c>.</summary>
    public string WithinContract => Text(Cycle, Type, Ordinal);

    public static string Text(BillingCycle cycle, short type, short ordinal) => string.Create(
        CultureInfo.InvariantCulture, $"{cycle.Year:D4}-{cycle.Period:D2}/{type}.{ordinal}");
}
