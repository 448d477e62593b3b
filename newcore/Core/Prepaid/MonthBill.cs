using Strangler.Core.Billing;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Prepaid;

/// <summary>
/// The bill of a month so far, as billing would make it of these days: the month's segments add up to it.
/// </summary>
public static class MonthBill
{
    /// <summary>Litres are billed to the litre: a cubic metre with three places.</summary>
    public const decimal LitresPerUnit = 1000m;

    /// <param name="bill">Holds the bill where the result is null.</param>
    /// <returns>Why it cannot be rated; null where it is.</returns>
    public static string? Rate(PlanBook plans, string code, RatingFacts facts, RatedBill bill)
    {
        if (plans.On(code, facts.PeriodEnd) is not { } plan)
        {
            return $"Plan '{code}' has no version on {facts.PeriodEnd:yyyy-MM-dd}.";
        }

        try
        {
            if (plan.Plan.ChangeInPeriod == ChangeInPeriod.Prorate)
            {
                RatingEngine.Rate(SegmentPlanner.ByVersions(plans, code, facts), facts, bill);
            }
            else
            {
                RatingEngine.Rate(plan, facts, bill);
            }
        }
        catch (Exception failure) when (failure is ArithmeticException or InvalidOperationException)
        {
            return failure.Message;
        }

        if (bill.Problem is { } problem)
        {
            return $"{problem.Code}: {problem.Detail}";
        }

        NonNegativeTotal.Apply(bill, plan.Plan);
        return null;
    }

    /// <summary>What the whole bill so far posts, as its invoice would.</summary>
    public static IReadOnlyList<Posting> PostingsOf(
        PlanBook plans, string code, RatingFacts facts, RatedBill bill, ConceptAccounts accounts) =>
        InvoicePostings.Of(
            bill, facts.Carried, plans.On(code, facts.PeriodEnd)!.Plan.Rounding.CarryRemainder, accounts);

    /// <summary>What is still to be posted so that <paramref name="charged"/> becomes the bill so far.</summary>
    public static Posting[] Difference(IReadOnlyList<Posting> charged, IReadOnlyList<Posting> soFar)
    {
        List<Posting> difference = [.. soFar];
        foreach (Posting posting in charged)
        {
            int at = difference.FindIndex(one => one.Account == posting.Account);
            if (at < 0)
            {
                difference.Add(posting with { Amount = Identity.Money.Zero - posting.Amount });
            }
            else
            {
                difference[at] = posting with { Amount = difference[at].Amount - posting.Amount };
            }
        }

        return [.. difference.Where(posting => posting.Amount != Identity.Money.Zero)];
    }
}
