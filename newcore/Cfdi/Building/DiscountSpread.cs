using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Cfdi.Building;

/// <summary>
/// Spreads lines below zero over those above, in proportion and to the centavo: first over those of the same tax rate,
/// and what they cannot bear over all others.
/// </summary>
internal sealed class DiscountSpread(IReadOnlyList<ChargedLine> lines)
{
    private readonly Money[] _given = new Money[lines.Count];

    /// <returns>By line; a line's discount is never above its amount.</returns>
    public Money[] Spread()
    {
        Money left = Money.Zero;
        for (int at = 0; at < lines.Count; at++)
        {
            ChargedLine line = lines[at];
            if (line.Amount < Money.Zero && line.Concept != RatedBill.RoundingConcept)
            {
                left += Give(Money.Zero - line.Amount, line.TaxRate);
            }
        }

        if (left > Money.Zero)
        {
            Give(left, null);
        }

        return _given;
    }

    private Money Give(Money discount, decimal? rate)
    {
        long room = 0;
        for (int at = 0; at < lines.Count; at++)
        {
            room += Bears(at, rate);
        }

        long give = Math.Min(discount.Centavos, room);
        (long passed, long given) = (0, 0);
        for (int at = 0; at < lines.Count && given < give; at++)
        {
            long own = Bears(at, rate);
            passed += own;
            long part = (long)((Int128)give * passed / room) - given;
            given += part;
            _given[at] += new Money(part);
        }

        return new Money(discount.Centavos - give);
    }

    private long Bears(int at, decimal? rate) =>
        lines[at].Concept != RatedBill.RoundingConcept && lines[at].Amount > _given[at]
            && (rate is null || lines[at].TaxRate == rate)
            ? (lines[at].Amount - _given[at]).Centavos
            : 0;
}
