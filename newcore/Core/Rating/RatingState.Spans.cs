using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>The part of the period in hand: a segment between two changes, and within it a season.</summary>
internal sealed partial class RatingState
{
    private const int Places = 3;

    private long _segmentFrom;
    private long _segmentTo = 1;
    private long _segmentOf = 1;
    private int _firstDay;
    private int _lastDay;
    private bool _byShares;
    private int _spanFirst;
    private int _spanLast;
    private string? _season;

    /// <summary>Not the whole period, or not all of it.</summary>
    public bool Split { get; private set; }

    /// <summary>The part of the whole: from share to share, of so many.</summary>
    public long ShareFrom { get; private set; }

    public long ShareTo { get; private set; }

    public long ShareOf { get; private set; }

    private int SegmentDays => _lastDay - _firstDay + 1;

    public void TakeWholePeriod()
    {
        (_segmentFrom, _segmentTo, _segmentOf, _byShares) = (0, 1, 1, false);
        (_firstDay, _lastDay) = (Facts.PeriodStart.DayNumber, Facts.PeriodEnd.DayNumber);
        TakeSegment();
    }

    public void Take(RatingSegment segment)
    {
        (_segmentFrom, _segmentTo, _segmentOf) = (segment.ShareFrom, segment.ShareTo, segment.ShareOf);
        (_firstDay, _lastDay) = (segment.From.DayNumber, segment.To.DayNumber);
        _byShares = segment.BySharing;
        TakeSegment();
    }

    /// <summary>Whether what happened on a day belongs here. What is late or early goes to the nearest part.</summary>
    public bool InSpan(int day) => !Split || (_byShares && _segmentFrom > 0
        ? false
        : (day >= _spanFirst || _spanFirst == Facts.PeriodStart.DayNumber)
            && (day <= _spanLast || _spanLast == Facts.PeriodEnd.DayNumber));

    private void TakeSegment() => TakeSpan(_firstDay, _lastDay);

    private void TakeSpan(int first, int last)
    {
        (_spanFirst, _spanLast) = (first, last);
        int days = SegmentDays;
        long width = _segmentTo - _segmentFrom;
        ShareOf = _segmentOf * days;
        ShareFrom = (_segmentFrom * days) + (width * (first - _firstDay));
        ShareTo = ShareFrom + (width * (last - first + 1));
        Split = ShareFrom != 0 || ShareTo != ShareOf;
        Fast = !Split && Whole >= 0 && Plan.LineCentavos;
    }

    /// <summary>The part of a quantity that falls here; all parts add up to it. Whole stays whole.</summary>
    private decimal PartOf(decimal quantity)
    {
        int places = decimal.IsInteger(quantity) ? 0 : Places;
        return Reaching(ShareTo) - Reaching(ShareFrom);

        decimal Reaching(long share) => share == ShareOf
            ? quantity : decimal.Round(quantity * share / ShareOf, places, MidpointRounding.AwayFromZero);
    }

    /// <summary>The season of a day and the last day, up to a limit, that has the same.</summary>
    private string? SeasonOn(int day, int limit, out int last)
    {
        string? name = NameOn(day);
        for (last = day; last < limit && NameOn(last + 1) == name; last++)
        {
        }

        return name;
    }

    private string? NameOn(int day)
    {
        DateOnly date = DateOnly.FromDayNumber(day);
        int at = (date.Month * 100) + date.Day;
        foreach (Season season in Plan.Plan.Seasons)
        {
            int from = (season.FromMonth * 100) + season.FromDay;
            int to = (season.ToMonth * 100) + season.ToDay;
            if (from <= to ? at >= from && at <= to : at >= from || at <= to)
            {
                return season.Name;
            }
        }

        return null;
    }
}
