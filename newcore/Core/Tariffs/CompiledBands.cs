using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Core.Tariffs;

/// <summary>A line for every band of the day that was used, by the clock of Mexico City.</summary>
internal sealed class CompiledBands(IReadOnlyList<PriceBand> bands) : CompiledPrice
{
    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        int first = state.Bill.LineCount;
        for (int at = 0; at < bands.Count; at++)
        {
            decimal quantity = 0;
            bool used = false;
            foreach (UsageSlice slice in state.Facts.Usage)
            {
                if (slice.Category is null && state.InSpan(LocalDay.Of(slice.At).DayNumber)
                    && Holds(bands[at], LocalDay.TimeOf(slice.At)))
                {
                    (quantity, used) = (quantity + slice.Quantity, true);
                }
            }

            if (used)
            {
                state.AddPriced(charge, new PricedPart(quantity, 0, bands[at].UnitPrice)
                {
                    Item = bands[at].Name,
                    Row = at,
                    Kind = PricedKind.Once,
                    Several = true,
                });
            }
        }

        state.TopUp(charge, first);
    }

    /// <summary>A band may pass over midnight.</summary>
    private static bool Holds(PriceBand band, TimeOnly time) => band.From < band.To
        ? time >= band.From && time < band.To
        : time >= band.From || time < band.To;
}
