using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>Rates one bill in ten steps; pure: the same facts and plan always give the same lines.</summary>
public static class RatingEngine
{
    /// <summary>Writes the bill of <paramref name="facts"/> under <paramref name="plan"/> into <paramref name="bill"/>.</summary>
    public static void Rate(CompiledPlan plan, RatingFacts facts, RatedBill bill) =>
        throw new NotImplementedException();
}
