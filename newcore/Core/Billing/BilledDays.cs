namespace Strangler.Core.Billing;

/// <summary>Sets the period of a bill, and how many of its days are billed.</summary>
public static class BilledDays
{
    /// <summary>A full period counts all its days; a day of entry does not count.</summary>
    public static void Set(BillInput input, DateOnly from, DateOnly to)
    {
        (input.Facts.PeriodStart, input.Facts.PeriodEnd) = (from, to);
        if (input.Spans.Count == 0)
        {
            input.Facts.Days = new ServiceSpan(input.Since, input.Until).DaysWithin(from, to);
            return;
        }

        List<ServiceSpan> spans = input.Spans.FindAll(span => span.Meets(from, to));
        if (spans.Count == 0)
        {
            // Any of them says so: each ends before the period or begins after it.
            spans.Add(input.Spans[^1]);
        }

        (input.Since, input.Until) = (spans[0].Since, spans[^1].Until);
        input.Facts.Days = spans.Sum(span => span.DaysWithin(from, to));
    }
}
