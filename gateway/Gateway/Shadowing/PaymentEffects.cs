using System.Globalization;
using Strangler.Core.Identity;
using Strangler.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>What a payment did, beside what was answered: legacy's debt before and after it against native's entry.
/// </summary>
internal static class PaymentEffects
{
    /// <summary>Where verdicts name the amount; no answer has such a field.</summary>
    public const string Path = "effect/paid";

    /// <summary>A verdict that also says how the effects differ; null where they do not, or are not known.</summary>
    /// <param name="paid">What native would have taken; null where the operation takes no money.</param>
    public static Verdict.Different? Compare(ShadowedCall call, Money? paid, Verdict answers)
    {
        if (call.Paid is not { } legacy || paid is not { } native || legacy == native)
        {
            return null;
        }

        decimal delta = (native - legacy).Pesos;
        Difference effect = new(
            Path, legacy.Pesos.ToString(CultureInfo.InvariantCulture),
            native.Pesos.ToString(CultureInfo.InvariantCulture), delta);
        return answers is Verdict.Different different
            ? new Verdict.Different([effect, .. different.Differences], different.MoneyDelta + Math.Abs(delta))
            : new Verdict.Different([effect], Math.Abs(delta));
    }
}
