using System.Collections.Frozen;
using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>A line for every event of a known code, once by its id, in order of day.</summary>
internal sealed class CompiledEvents(IReadOnlyDictionary<string, decimal> prices) : CompiledPrice
{
    private readonly FrozenDictionary<string, decimal> _prices = prices.ToFrozenDictionary(StringComparer.Ordinal);

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        IReadOnlyList<ChargeableEvent> events = state.EventsOnce();
        for (int at = 0; at < events.Count; at++)
        {
            ChargeableEvent happened = events[at];
            int day = happened.On.DayNumber;
            if (_prices.TryGetValue(happened.Code, out decimal price)
                && day >= charge.From && day <= charge.To && state.InSpan(day))
            {
                state.Priced(at);
                state.AddPriced(charge, new PricedPart(happened.Quantity, 0, price)
                {
                    Item = happened.Code,
                    Row = at,
                    Kind = PricedKind.Once,
                    Several = true,
                });
            }
        }
    }
}
