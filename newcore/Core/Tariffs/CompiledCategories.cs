using System.Collections.Frozen;
using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Core.Tariffs;

/// <summary>A line for every category that was used, by name; one without a price is counted as not priced.</summary>
internal sealed class CompiledCategories(IReadOnlyDictionary<string, decimal> unitPrices) : CompiledPrice
{
    private readonly KeyValuePair<string, decimal>[] _prices =
        [.. unitPrices.OrderBy(price => price.Key, StringComparer.Ordinal)];

    private readonly FrozenDictionary<string, decimal> _known = unitPrices.ToFrozenDictionary(StringComparer.Ordinal);

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        if (state.Facts.Usage.Count == 0)
        {
            return;
        }

        int first = state.Bill.LineCount;
        for (int at = 0; at < _prices.Length; at++)
        {
            decimal quantity = 0;
            bool used = false;
            foreach (UsageSlice slice in state.Facts.Usage)
            {
                if (slice.Category == _prices[at].Key && state.InSpan(LocalDay.Of(slice.At).DayNumber))
                {
                    (quantity, used) = (quantity + slice.Quantity, true);
                }
            }

            if (used)
            {
                state.AddPriced(charge, new PricedPart(quantity, 0, _prices[at].Value)
                {
                    Item = _prices[at].Key,
                    Row = at,
                    Kind = PricedKind.Once,
                    Several = true,
                });
            }
        }

        state.TopUp(charge, first);
    }

    /// <summary>Whether a category has a price here.</summary>
    public bool Knows(string category) => _known.ContainsKey(category);
}
