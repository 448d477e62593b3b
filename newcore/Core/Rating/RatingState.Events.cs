using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>The events of the bill, each id once, in an order that does not depend on how they came.</summary>
internal sealed partial class RatingState
{
    private static readonly Comparison<ChargeableEvent> ByDay = (left, right) =>
    {
        int order = left.On.CompareTo(right.On);
        order = order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
        order = order != 0 ? order : string.CompareOrdinal(left.Code, right.Code);
        return order != 0 ? order : left.Quantity.CompareTo(right.Quantity);
    };

    private readonly List<ChargeableEvent> _events = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<int> _priced = [];
    private bool _eventsReady;

    public IReadOnlyList<ChargeableEvent> EventsOnce()
    {
        if (!_eventsReady)
        {
            _eventsReady = true;
            _events.Clear();
            _ids.Clear();
            _priced.Clear();
            _events.AddRange(Facts.Events);
            _events.Sort(ByDay);
            _events.RemoveAll(happened => !_ids.Add(happened.Id));
        }

        return _events;
    }

    public void Priced(int at) => _priced.Add(at);

    /// <summary>Nothing that came in is lost without being counted.</summary>
    private void CountUnpriced()
    {
        if (Facts.Events.Count > 0)
        {
            Bill.Unpriced = EventsOnce().Count - _priced.Count;
        }

        foreach (UsageSlice slice in Facts.Usage)
        {
            bool known = Array.Exists(Plan.Charges, charge => slice.Category is null
                ? charge.Price is CompiledBands
                : charge.Price is CompiledCategories categories && categories.Knows(slice.Category));
            Bill.Unpriced += known ? 0 : 1;
        }
    }
}
