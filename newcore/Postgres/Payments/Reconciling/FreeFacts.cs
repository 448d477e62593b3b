using Npgsql;
using Strangler.Core.Payments.Reconciling;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>
/// The free payments of the days that a pass is at. The days of a pass overlap by <see cref="SettlementWindow"/>: each
/// payment is read once in a pass, not once for every day. Memory holds those of one window.
/// </summary>
/// <remarks>
/// What another process or a person took meanwhile is still here: the database refuses to take it twice, and whoever
/// is refused forgets and reads again (<see cref="Forget"/>).
/// </remarks>
internal sealed class FreeFacts(ReconciliationScope scope)
{
    private readonly SortedDictionary<DateOnly, List<FactMoney>> _days = [];

    private DateOnly? _until;

    public void Forget()
    {
        _days.Clear();
        _until = null;
    }

    /// <summary>What may be found on <paramref name="day"/>. Days are asked for in order.</summary>
    public async Task<IEnumerable<FactMoney>> OnAsync(
        NpgsqlConnection connection, DateOnly day, CancellationToken cancellation)
    {
        DateOnly first = SettlementWindow.FirstDay(day);
        foreach (DateOnly over in _days.Keys.TakeWhile(known => known < first).ToArray())
        {
            _days.Remove(over);
        }

        DateOnly from = _until is { } until && until >= first ? until.AddDays(1) : first;
        if (from <= day)
        {
            foreach (FactMoney fact in await OpenLines.FreeFactsAsync(connection, scope, from, day, cancellation))
            {
                if (!_days.TryGetValue(fact.Day, out List<FactMoney>? facts))
                {
                    _days[fact.Day] = facts = [];
                }

                facts.Add(fact);
            }

            _until = day;
        }

        return _days.Values.SelectMany(facts => facts);
    }

    /// <summary>Lines have them now.</summary>
    public void Take(IReadOnlyList<LineEnd> ends)
    {
        HashSet<string> taken = [.. ends.SelectMany(end => end.Facts).Select(fact => fact.Key)];
        foreach (DateOnly day in ends.SelectMany(end => end.Facts).Select(fact => fact.Day).Distinct())
        {
            if (_days.TryGetValue(day, out List<FactMoney>? facts))
            {
                facts.RemoveAll(fact => taken.Contains(fact.Key));
            }
        }
    }
}
