using Npgsql;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>Finds each contract's plan from the tariffs in force on its last day of the period.</summary>
internal sealed class ContractTariffs(IReadOnlyList<LoadedBill> bills, LegacyPlans plans)
{
    private readonly List<(short ChargeType, int Kind)> _charges = [];
    private int _at = -1;

    public void Take(int at, NpgsqlDataReader row)
    {
        if (at != _at)
        {
            End();
            _at = at;
        }

        LoadedBill bill = bills[at];
        DateOnly day = LastDay(bill);
        if (!bill.InService || row.GetFieldValue<DateOnly>(4) > day
            || (!row.IsDBNull(5) && row.GetFieldValue<DateOnly>(5) < day)
            || row.GetInt16(1) != bill.Input.Group.ServiceArea)
        {
            return;
        }

        (short ChargeType, int Kind) charge = (row.GetInt16(2), row.GetInt32(3));
        if (_charges.Count > 0 && _charges[^1].ChargeType == charge.ChargeType)
        {
            bill.Park(
                ParkingReason.TariffOverlap,
                $"Charge type {charge.ChargeType} has tariffs {_charges[^1].Kind} and {charge.Kind} on "
                + $"{day:yyyy-MM-dd}.");
        }
        else
        {
            _charges.Add(charge);
        }
    }

    /// <summary>Call it once more after the last row.</summary>
    public void End()
    {
        if (_at < 0 || _charges.Count == 0)
        {
            return;
        }

        LoadedBill bill = bills[_at];
        Span<char> code = stackalloc char[256];
        if (TryWrite(code, bill.Input.Group.ServiceArea, out int length)
            && plans.CodeOf(code[..length]) is { } known)
        {
            bill.Input.Plan = known;
            if (plans.ProblemOf(known) is { } problem)
            {
                bill.Park(ParkingReason.BadTariff, $"Plan {known}: {problem}");
            }
            else if (plans.Book.On(known, bill.Input.Facts.PeriodEnd) is null)
            {
                bill.Park(
                    ParkingReason.BadTariff,
                    $"Plan {known} has no version in force on {bill.Input.Facts.PeriodEnd:yyyy-MM-dd}.");
            }
        }
        else
        {
            bill.Park(ParkingReason.NoTariff, "Its combination of tariffs is not known.");
        }

        _charges.Clear();
    }

    private static DateOnly LastDay(LoadedBill bill) =>
        bill.Input.Until is { } until && until < bill.Input.Facts.PeriodEnd ? until : bill.Input.Facts.PeriodEnd;

    /// <summary>
    /// As <see cref="LegacyCombination.LongCode"/> writes it, without making a text of every contract.
    /// </summary>
    private bool TryWrite(Span<char> code, short area, out int length)
    {
        bool fits = code.TryWrite($"legacy-{area}-", out length);
        for (int at = 0; fits && at < _charges.Count; at++)
        {
            fits = at == 0
                ? code[length..].TryWrite($"{_charges[at].ChargeType}:{_charges[at].Kind}", out int written)
                : code[length..].TryWrite($"+{_charges[at].ChargeType}:{_charges[at].Kind}", out written);
            length += written;
        }

        return fits;
    }
}
