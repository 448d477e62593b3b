using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>
/// Two counters that only grow, on either side: credit loaded and credit used. A meter that keeps credit itself counts
/// them too, and whichever side has counted more is right, so it does not matter when and in which order they meet.
/// </summary>
/// <param name="Loaded">Top-ups that we know of.</param>
/// <param name="Used">Charges that we have posted; may fall where a reading is corrected.</param>
/// <param name="MeterLoaded">The highest the meter has reported, on our scale; never falls.</param>
/// <param name="MeterUsed">As <paramref name="MeterLoaded"/>.</param>
public readonly record struct MeterCounters(Money Loaded, Money Used, Money MeterLoaded, Money MeterUsed)
{
    /// <summary>What the meter loaded and we do not know of.</summary>
    public Money LoadedAhead => Above(MeterLoaded, Loaded);

    /// <summary>What the meter used and we have not charged.</summary>
    public Money UsedAhead => Above(MeterUsed, Used);

    /// <summary>What both together come to.</summary>
    public Money Credit => Loaded + LoadedAhead - Used - UsedAhead;

    public MeterCounters Report(Money loaded, Money used) => this with
    {
        MeterLoaded = loaded > MeterLoaded ? loaded : MeterLoaded,
        MeterUsed = used > MeterUsed ? used : MeterUsed,
    };

    private static Money Above(Money one, Money other) => one > other ? one - other : Money.Zero;
}
