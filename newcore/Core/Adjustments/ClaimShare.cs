using Strangler.Core.Identity;
using Strangler.Core.Rating;

namespace Strangler.Core.Adjustments;

/// <summary>Spreads what is let off over an invoice's lines and their taxes, in proportion and exactly.</summary>
public static class ClaimShare
{
    /// <param name="lines">As they stand, with all corrections so far.</param>
    /// <param name="accepted">Above zero, at most the lines' sum.</param>
    /// <returns>Lines whose amounts and taxes add up to minus the accepted amount.</returns>
    public static BillDelta Of(IReadOnlyList<PostedLine> lines, Money accepted)
    {
        ArgumentNullException.ThrowIfNull(lines);
        long total = lines.Sum(line => line.Amount.Centavos + line.Tax.Centavos);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(accepted.Centavos, total);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(accepted.Centavos);
        long Share(Money part) => (long)((Int128)part.Centavos * accepted.Centavos / total);

        PostedLine[] shares =
        [
            .. lines.Select(line => line with
            {
                Amount = new Money(-Share(line.Amount)), Tax = new Money(-Share(line.Tax)),
            }),
        ];
        long given = shares.Sum(line => line.Amount.Centavos + line.Tax.Centavos);
        int largest = Enumerable.Range(0, shares.Length).MaxBy(at => lines[at].Amount);
        Money rest = new(-accepted.Centavos - given);
        shares[largest] = shares[largest] with { Amount = shares[largest].Amount + rest };
        return new BillDelta([.. shares.Where(line => line.Amount != Money.Zero || line.Tax != Money.Zero)]);
    }
}
