using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>Whether a surcharge may be let off (only by a manager, and with a reason).</summary>
public abstract record SurchargeWaiver
{
    private SurchargeWaiver()
    {
    }

    public static SurchargeWaiver Decide(Money surcharge, string who, bool isManager, string why) =>
        surcharge <= Money.Zero ? new Refused("There is no surcharge on this bill.")
        : !isManager ? new Refused($"{who} is not a manager; a manager must waive it.")
        : string.IsNullOrWhiteSpace(why) ? new Refused("A waiver needs a reason.")
        : new Granted(surcharge, who, why);

    public sealed record Granted(Money Amount, string Who, string Why) : SurchargeWaiver;

    public sealed record Refused(string Reason) : SurchargeWaiver;
}
