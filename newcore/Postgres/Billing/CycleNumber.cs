using Strangler.Core.Debts;

namespace Strangler.Postgres.Billing;

/// <summary>How tables keep a cycle: year x 100 + period.</summary>
internal static class CycleNumber
{
    public static int Of(BillingCycle cycle) => (cycle.Year * 100) + cycle.Period;

    public static BillingCycle Read(int number) => new((short)(number / 100), (byte)(number % 100));
}
