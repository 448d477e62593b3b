using System.Globalization;
using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Metering;
using Strangler.Core.Prepaid;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Postgres.Prepaid;

/// <summary>Makes the segments of one agreement up to a day: what is to be posted and kept.</summary>
internal sealed class AgreementSegments(
    PlanBook plans, ChartOfAccounts chart, ConceptAccounts accounts, IMeteredUsage usage, int lateDays, DateOnly day)
{
    public const string Who = "prepaid segments";

    private readonly RatedBill _bill = new();

    public List<EntryDraft> Drafts { get; } = [];

    public List<NpgsqlBatchCommand> Changes { get; } = [];

    public List<PrepaidNotice> Notices { get; } = [];

    /// <summary>The first month that a run of this day may change.</summary>
    public DateOnly FirstMonth(KeptAgreement agreement)
    {
        DateOnly late = day.AddDays(-lateDays);
        DateOnly from = agreement.Through is not { } through ? agreement.Since
            : through < late ? through.AddDays(1) : late;
        from = from < agreement.Since ? agreement.Since : from;
        return new DateOnly(from.Year, from.Month, 1);
    }

    /// <returns>Why nothing was done, or the agreement as it is then.</returns>
    public async Task<(string? Problem, KeptAgreement After)> MakeAsync(
        KeptAgreement before, PrepaidFacts facts,
        IReadOnlyDictionary<(int Contract, DateOnly Month), MonthCharged> months, LedgerBalances balances,
        CancellationToken cancellation)
    {
        SegmentStep step = new(before.Account, balances);
        DateOnly first = FirstMonth(before);
        decimal carried = months.GetValueOrDefault((before.Contract.Value, first.AddMonths(-1)))?.CarriedOut ?? 0;
        for (DateOnly month = first; month <= day; month = month.AddMonths(1))
        {
            MonthCharged charged =
                months.GetValueOrDefault((before.Contract.Value, month)) ?? MonthCharged.Empty(month);
            if (await MonthAsync(step, before, facts, charged, carried, cancellation) is not { } after)
            {
                return (step.Problem, before);
            }

            carried = after.CarriedOut;
        }

        PrepaidAccount account = step.SetOff(day);
        KeptAgreement result = Request(before with { Account = account, Through = day, Problem = null }, step);
        Drafts.AddRange(step.Drafts);
        Changes.AddRange(step.Changes);
        return (null, result);
    }

    /// <summary>What the meters counted since the last segment would cost.</summary>
    /// <returns>Null where it cannot be rated.</returns>
    public async Task<Money?> RunningAsync(
        KeptAgreement agreement, PrepaidFacts facts,
        IReadOnlyDictionary<(int Contract, DateOnly Month), MonthCharged> months, CancellationToken cancellation)
    {
        (string? problem, KeptAgreement after) = await MakeAsync(agreement, facts, months, default, cancellation);
        return problem is not null ? null
            : Charged(after.Account.Counters) - Charged(agreement.Account.Counters);

        static Money Charged(MeterCounters counters) => counters.Used + counters.UsedAhead;
    }

    private async Task<MonthCharged?> MonthAsync(
        SegmentStep step, KeptAgreement agreement, PrepaidFacts facts, MonthCharged charged, decimal carried,
        CancellationToken cancellation)
    {
        DateOnly last = charged.LastDay < day ? charged.LastDay : day;
        if (!facts.Service.Meets(charged.Month, last))
        {
            return charged;
        }

        if (plans.On(agreement.Plan, last) is not { } plan)
        {
            step.Problem = $"Plan '{agreement.Plan}' has no version on {last:yyyy-MM-dd}.";
            return null;
        }

        MeteredUsage? used = await usage.OfAsync(
            agreement.Contract, charged.Month, last,
            plan.NeedsUsage || plans.NeedsUsage(agreement.Plan, charged.Month, last), cancellation);
        if (used is null)
        {
            step.Problem = "It has no meter that is read remotely.";
            return null;
        }

        RatingFacts rated = facts.On(charged.Month, last, used.Litres, used.Slices, carried);
        if (MonthBill.Rate(plans, agreement.Plan, rated, _bill) is { } problem)
        {
            step.Problem = problem;
            return null;
        }

        IReadOnlyList<Posting> soFar = MonthBill.PostingsOf(plans, agreement.Plan, rated, _bill, accounts);
        return Charge(step, agreement, charged, soFar, used, last);
    }

    private MonthCharged? Charge(
        SegmentStep step, KeptAgreement agreement, MonthCharged charged, IReadOnlyList<Posting> soFar,
        MeteredUsage used, DateOnly last)
    {
        Posting[] charge = MonthBill.Difference(charged.Postings, soFar);
        bool corrects = charged.Through >= last;
        int revision = corrects && charge.Length > 0 ? charged.Revision + 1 : corrects ? charged.Revision : 0;
        MonthCharged after = new(charged.Month, last, soFar, revision, _bill.Carried);
        string cause = string.Create(
            CultureInfo.InvariantCulture,
            $"{charged.Month:yyyy-MM-dd} to {last:yyyy-MM-dd}, {used.Litres} litres, plan {agreement.Plan}");
        // A month that is over may be in an exported journal: its correction is booked now.
        EntryDraft draft = step.Charge(
            PrepaidEntries.SegmentKey(agreement.Contract, last, revision), corrects ? day : last, cause, charge);
        if (draft.Postings.Count > 0 && DraftCheck.Check(draft, chart) is { } refused)
        {
            step.Problem = refused.Detail;
            return null;
        }

        if (!corrects || charge.Length > 0 || after.CarriedOut != charged.CarriedOut)
        {
            step.Changes.Add(MonthRows.Saving(agreement.Contract, after, used.Litres));
        }

        return after;
    }

    private KeptAgreement Request(KeptAgreement agreement, SegmentStep step)
    {
        Money amount = agreement.Funds.Request(Money.Zero - step.Payoff, agreement.Account.Requested);
        if (amount == Money.Zero)
        {
            return agreement;
        }

        DateOnly arrears = day.AddDays(agreement.Funds.ArrearsDays);
        int number = agreement.Requests + 1;
        string key = string.Create(
            CultureInfo.InvariantCulture, $"prepaid-request:{agreement.Contract.Value}:{number}");
        step.Drafts.Add(PrepaidEntries.FundsRequest(agreement.Contract, key, day, arrears, Who, amount));
        Notices.Add(new PrepaidNotice(
            agreement.Contract, key, NoticeKind.FundsRequested, agreement.Channel, amount));
        return agreement with
        {
            Account = agreement.Account with { Requested = agreement.Account.Requested + amount },
            Requests = number,
            ArrearsOn = agreement.ArrearsOn ?? arrears,
        };
    }
}
