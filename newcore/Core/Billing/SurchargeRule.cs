using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>What lateness costs: a share of what has been overdue for longer than the days of grace.</summary>
/// <param name="Share">0.0147 for 1.47 %.</param>
/// <param name="GraceDays">0: from the day after the due date.</param>
public sealed record SurchargeRule(decimal Share, int GraceDays)
{
    /// <summary>AquaCIS: 1.47 % of what is overdue on the bill date.</summary>
    public static readonly SurchargeRule Usual = new(0.0147m, 0);

    /// <summary>5 % after more than 30 days.</summary>
    public static readonly SurchargeRule AfterThirtyDays = new(0.05m, 30);

    /// <summary>Rounded to centavos once, on the sum.</summary>
    public Money On(IEnumerable<OpenAmount> open, DateOnly day) => Money.FromPesos(Share * open
        .Where(amount => amount.Due.AddDays(GraceDays) < day)
        .Aggregate(Money.Zero, (sum, amount) => sum + amount.Owed).Pesos);
}
