using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Postgres.Tariffs;

namespace Strangler.Postgres.Billing;

/// <summary>Fills the bills of one range from its queries, and parks those that contradict themselves.</summary>
internal sealed class BillInputFiller(
    BillScope scope, IReadOnlyDictionary<BillingGroup, BillGroupDates> groups, LegacyPlans plans)
{
    private static readonly string[] Pensioner = ["pensioner"];

    private readonly List<LoadedBill> _bills = [];
    private readonly List<BillHistory> _history = [];
    private readonly List<LegacyBill[]> _legacy = [];
    private int[] _numbers = [];

    public async Task<LoadedRange> FillAsync(RangeReader reader, bool withLegacyBills)
    {
        short area = scope.Group?.ServiceArea ?? 0;
        await reader.EachAsync(BillInputQueries.Contracts, AddContract, area, scope.Group?.Zone ?? "");
        _numbers = [.. _bills.Select(bill => bill.Input.Contract.Value)];
        await reader.MergeAsync(BillInputQueries.ServiceEvents, _numbers, AddEvent);
        await reader.MergeAsync(BillInputQueries.EndedAgreements, _numbers, AddEndedAgreement);
        SetService();
        DateOnly first = groups.Values.Min(group => group.Start);
        ContractTariffs tariffs = new(_bills, plans);
        await reader.MergeAsync(BillInputQueries.Tariffs, _numbers, tariffs.Take, first);
        tariffs.End();
        await reader.MergeAsync(BillInputQueries.Meters, _numbers, AddMeter);
        await reader.MergeAsync(
            BillInputQueries.Readings, _numbers, new ReadingRows(_bills).Take, scope.Cycle.Year,
            (short)scope.Cycle.Period, LookBack(first));
        BillGroupDates[] dates = [.. groups.Values];
        object[] days =
        [
            dates.Select(date => date.Group.ServiceArea).ToArray(), dates.Select(date => date.Group.Zone).ToArray(),
            dates.Select(date => date.Issued).ToArray(),
        ];
        await reader.MergeAsync(BillInputQueries.Debts, _numbers, AddDebts, days);
        await reader.MergeAsync(BillInputQueries.Carried, _numbers, AddCarried);
        await reader.MergeAsync(BillInputQueries.Native, _numbers, AddNative, days);
        await reader.MergeAsync(BillInputQueries.Quarantined, _numbers, AddQuarantined);
        if (withLegacyBills)
        {
            await AddLegacyAsync(reader, dates.SelectMany(date => date.Runs).ToArray());
        }

        foreach (LoadedBill bill in _bills.Where(bill => bill.InService))
        {
            BillInputChecks.Check(bill);
        }

        return new LoadedRange(_bills, _history, _legacy);
    }

    /// <summary>Two years: who nobody read for longer has no reading to start from.</summary>
    private static DateTimeOffset LookBack(DateOnly first) =>
        new(first.AddYears(-2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private void AddContract(NpgsqlDataReader row)
    {
        LoadedBill bill = new() { ServicePoint = row.GetInt32(9) };
        BillInput input = bill.Input;
        input.Contract = new ContractNumber(row.GetInt32(0));
        input.Group = new BillingGroup(row.GetInt16(1), row.GetString(2));
        input.Cycle = scope.Cycle;
        input.Since = row.GetFieldValue<DateOnly>(6);
        input.Until = row.IsDBNull(7) ? null : row.GetFieldValue<DateOnly>(7);
        input.PrepaidSince = row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10);
        if (groups.TryGetValue(input.Group, out BillGroupDates? dates))
        {
            SetDates(bill, dates);
        }

        RatingFacts facts = input.Facts;
        facts.Units = row.GetInt32(3);
        facts.Services = (row.GetBoolean(4) ? ServiceFlags.Sewerage : 0) | (
            row.GetBoolean(5) ? ServiceFlags.Treatment : 0);
        facts.Programmes = row.GetBoolean(8) ? Pensioner : [];
        facts.Zone = _bills.Count > 0 && _bills[^1].Input.Group == input.Group
            ? _bills[^1].Input.Facts.Zone : input.Group.ToString();
        _bills.Add(bill);
        _history.Add(new BillHistory());
        _legacy.Add([]);
    }

    private static void SetDates(LoadedBill bill, BillGroupDates dates)
    {
        BillInput input = bill.Input;
        (input.Issued, input.Due) = (dates.Issued, dates.Due);
        BilledDays.Set(input, dates.Start, dates.End);
        bill.InService = new ServiceSpan(input.Since, input.Until).Meets(dates.Start, dates.End);
    }

    private void AddEvent(int at, NpgsqlDataReader row)
    {
        LoadedBill bill = _bills[at];
        bill.Service ??= new ServiceSpans(bill.Input.Since, bill.Input.Until);
        bill.Service.Apply(ServiceEventStore.Kind(row.GetString(1)), row.GetFieldValue<DateOnly>(2));
    }

    private void AddEndedAgreement(int at, NpgsqlDataReader row) => _bills[at].Input.PrepaidBefore.Add(
        new ServiceSpan(row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateOnly>(2)));

    private void SetService()
    {
        foreach (LoadedBill bill in _bills)
        {
            if (bill.Service is not { } service)
            {
                continue;
            }

            bill.Input.Spans.AddRange(service.All);
            if (groups.TryGetValue(bill.Input.Group, out BillGroupDates? dates))
            {
                SetDates(bill, dates);
            }
        }
    }

    private void AddMeter(int at, NpgsqlDataReader row)
    {
        BillInput input = _bills[at].Input;
        DateOnly? removed = row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5);
        DateOnly installed = row.GetFieldValue<DateOnly>(4);
        if (installed == input.Since && removed < installed)
        {
            // A meter that stood there before the contract bears its entry day.
            installed = removed.Value;
        }

        Meter meter = new(
            row.GetInt32(1), (byte)Math.Clamp(row.GetInt16(2), (short)0, (short)byte.MaxValue), row.GetInt16(3),
            installed, removed);
        if (meter.Installed <= input.Facts.PeriodEnd && (removed is not { } day || day >= input.Facts.PeriodStart))
        {
            input.Meters.Add(meter);
            if (removed is null || removed > input.Facts.PeriodEnd)
            {
                input.Facts.MeterSize = meter.SizeMm;
            }
        }
    }

    private void AddDebts(int at, NpgsqlDataReader row)
    {
        Money Sum(int column) => row.IsDBNull(column) ? Money.Zero : new Money(row.GetInt64(column));
        _history[at].Debts = new BillDebts(Sum(1), Sum(2), Sum(3), Sum(4));
        _bills[at].Input.Facts.Overdue = _history[at].Debts.Overdue;
    }

    private void AddCarried(int at, NpgsqlDataReader row)
    {
        DateOnly since = row.GetFieldValue<DateOnly>(1);
        decimal value = row.GetDecimal(2);
        BillInput input = _bills[at].Input;
        if (since < input.Issued)
        {
            input.Facts.Carried = value;
            _history[at].CarriedBefore.Insert(0, value);
        }
        else if (since == input.Issued)
        {
            _history[at].CarriedAfter = value;
        }
    }

    private void AddNative(int at, NpgsqlDataReader row)
    {
        RatingFacts facts = _bills[at].Input.Facts;
        facts.Overdue = new Money(row.GetInt64(1));
        facts.Carried = row.IsDBNull(2) ? facts.Carried : row.GetDecimal(2);
    }

    private void AddQuarantined(int at, NpgsqlDataReader row) => _bills[at].Park(
        ParkingReason.Quarantined, $"{row.GetString(1)}, line {row.GetInt64(2)}: {row.GetString(3)}");

    private async Task AddLegacyAsync(RangeReader reader, int[] runs)
    {
        await reader.MergeAsync(
            LegacyBillQueries.Invoices, _numbers,
            (at, row) => _legacy[at] = [.. _legacy[at], new LegacyBill(
                row.GetInt32(1), row.GetString(2), new Money(row.GetInt64(3)), new Money(row.GetInt64(4)))],
            runs);
        await reader.MergeAsync(LegacyBillQueries.Lines, _numbers, AddLine, runs);
    }

    private void AddLine(int at, NpgsqlDataReader row)
    {
        int invoice = row.GetInt32(1);
        Array.Find(_legacy[at], bill => bill.Id == invoice)?.Lines.Add(new LegacyBillLine(
            row.GetInt16(2), row.GetInt16(3), row.IsDBNull(4) ? null : row.GetDecimal(4),
            row.IsDBNull(5) ? (short)0 : row.GetInt16(5), row.GetDecimal(6), row.GetDecimal(7), row.GetDecimal(8),
            new Money(row.GetInt64(9)), row.GetDecimal(10)));
    }
}
