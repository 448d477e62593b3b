using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>Decides what credit means for alerts, emergency credit and the valve. Pure.</summary>
public static class CreditPolicy
{
    /// <remarks>
    /// A harder position is never taken in friendly hours; a milder one at any hour. Households are restricted at
    /// most.
    /// </remarks>
    public static CreditDecision Decide(CreditTerms terms, CreditState before, CreditFacts facts)
    {
        List<CreditNotice> notices = [];
        (Money? told, int at) = Alert(terms, before, facts, notices);
        EmergencyState emergency = Emergency(terms, before.Emergency, facts.Available);
        if (emergency == EmergencyState.InUse && before.Emergency == EmergencyState.Unused)
        {
            notices.Add(new CreditNotice(NoticeKind.EmergencyStarted, terms.EmergencyLimit));
        }

        (ValvePosition valve, string reason) = Valve(terms, before, emergency, facts);
        if (valve != before.Valve)
        {
            notices.Add(new CreditNotice(
                valve switch
                {
                    ValvePosition.Closed => NoticeKind.Closed,
                    ValvePosition.Restricted when before.Valve == ValvePosition.Open => NoticeKind.Restricted,
                    _ => NoticeKind.Restored,
                },
                Money.Zero));
        }

        return new CreditDecision(facts.Available, new CreditState(told, at, emergency, valve, reason), notices);
    }

    /// <summary>The lowest threshold reached is told; none again until a top-up has brought credit above it.</summary>
    private static (Money? Told, int At) Alert(
        CreditTerms terms, CreditState before, CreditFacts facts, List<CreditNotice> notices)
    {
        Money? reached = null;
        foreach (Money threshold in terms.Thresholds)
        {
            if (facts.Available <= threshold && (reached is null || threshold < reached))
            {
                reached = threshold;
            }
        }

        bool toppedUp = facts.TopUps > before.ToldAtTopUp;
        if (before.ToldBelow is { } old && (reached == old || (!toppedUp && (reached is null || reached > old))))
        {
            return (old, before.ToldAtTopUp);
        }

        if (reached is { } now && (before.ToldBelow is null || now < before.ToldBelow))
        {
            notices.Add(new CreditNotice(NoticeKind.LowCredit, now));
        }

        return (reached, facts.TopUps);
    }

    private static EmergencyState Emergency(CreditTerms terms, EmergencyState before, Money available)
    {
        if (available > Money.Zero)
        {
            return EmergencyState.Unused;
        }

        bool isLeft = available + terms.EmergencyLimit > Money.Zero;
        return before == EmergencyState.Spent || !isLeft ? EmergencyState.Spent : EmergencyState.InUse;
    }

    private static (ValvePosition Valve, string Reason) Valve(
        CreditTerms terms, CreditState before, EmergencyState emergency, CreditFacts facts)
    {
        if (emergency != EmergencyState.Spent)
        {
            return (ValvePosition.Open,
                emergency == EmergencyState.InUse ? ValveReason.EmergencyCredit : ValveReason.Credit);
        }

        ValvePosition hardest = terms.IsHousehold ? ValvePosition.Restricted : ValvePosition.Closed;
        return hardest <= before.Valve ? (hardest, ValveReason.Exhausted)
            : facts.IsFriendly ? (before.Valve, ValveReason.FriendlyHours)
            : (hardest, ValveReason.Exhausted);
    }
}
