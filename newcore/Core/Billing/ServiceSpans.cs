namespace Strangler.Core.Billing;

/// <summary>When a contract is supplied: as imported, and then as its events say, in order of day.</summary>
public sealed class ServiceSpans(DateOnly since, DateOnly? until)
{
    private readonly List<ServiceSpan> _spans = [new(since, until)];
    private DateOnly? _lastEvent;

    public IReadOnlyList<ServiceSpan> All => _spans;

    /// <summary>Whether an event fits what is known; null where it does.</summary>
    /// <param name="billedTo">The last day of the contract's own invoices; null where there is none.</param>
    /// <param name="everBilled">Whether anybody, the former system too, ever billed it.</param>
    public ServiceEventRefusal? Judge(ServiceEventKind kind, DateOnly day, DateOnly? billedTo, bool everBilled)
    {
        bool supplied = _spans.Exists(span => span.Meets(day, day));
        // Who was never billed may be told the first day of supply: what was imported is the day of signing.
        bool mayBegin = !everBilled && _lastEvent is null;
        return day < since ? ServiceEventRefusal.BeforeContract
            : day <= _lastEvent ? ServiceEventRefusal.OutOfOrder
            : billedTo > day ? ServiceEventRefusal.BilledAlready
            : kind == ServiceEventKind.Stopped && !supplied ? ServiceEventRefusal.NotSupplied
            : kind == ServiceEventKind.Started && supplied && !mayBegin ? ServiceEventRefusal.SuppliedAlready
            : null;
    }

    /// <summary>Takes what is kept, even where a later import contradicts it.</summary>
    public void Apply(ServiceEventKind kind, DateOnly day)
    {
        ServiceSpan last = _spans[^1];
        if (kind == ServiceEventKind.Stopped)
        {
            _spans[^1] = last.Until < day ? last : last with { Until = day };
        }
        else if (last.Until is { } ended && ended < day)
        {
            _spans.Add(new ServiceSpan(day, null));
        }
        else if (_lastEvent is null)
        {
            _spans[^1] = last with { Since = day };
        }

        _lastEvent = day;
    }
}
