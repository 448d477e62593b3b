namespace Strangler.Core.Tariffs;

public enum TaxTiming
{
    /// <summary>On the line as it stands after all discounts, when the cycle is billed.</summary>
    OnFinalPrice,

    /// <summary>When rated, before discounts: prepaid, where each event is taxed as it comes.</summary>
    AtRating,

    /// <summary>The price holds the tax already; the line shows it.</summary>
    Included,

    /// <summary>Not taxed: surcharges, third parties' and pretaxed lines.</summary>
    None,
}
